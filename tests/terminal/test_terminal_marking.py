"""The keys that docs/marking.md says marking takes, pressed one by one in tmux and counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest
from terminal_home import Home, write_library
from terminal_screen import Screen
from terminal_tmux import Tmux

StartTmux = Callable[..., Tmux]

PAGE = Path(__file__).parents[2] / "docs" / "marking.md"
ROW = re.compile(r"^\| ([^|]+) \| ((?:`[^`]+`|\*\w+\*|…| )+) \| (\d+) \|$", re.MULTILINE)
KEY = re.compile(r"`(\w+)`|\*(label|letter)\*|(…)")
MOST = {"label": 2, "letter": 1}
"""Keys of what stands for a key in the table, at most."""

ASKED_FOR = {
    "highlight a visible sentence": 4,
    "highlight a visible word": 6,
    "highlight a passage of two paragraphs": 8,
    "highlight a visible sentence with a note": 5,
}

FIRST = (
    "Rain falls on the high pass in spring. Snow stays until the herds come back."
    " Traders wait below with wool and felt."
)
SECOND = (
    "The road was closed for a year. Nobody in the capital asked why."
    " A ferry took the cotton across."
)
THIRD = "Wool fetched a fair price that autumn. The river carried the rest."
READING_TEXT = f"{FIRST}\n{SECOND}\n{THIRD}"
SNOW = "Snow stays until the herds come back."
TRADERS = "Traders wait below with wool and felt."
NOTE = "Compare the other pass"


class Keys(NamedTuple):
    """One row of the table."""

    keys: list[tuple[str, str, str]]
    """For each key: the key, or what it stands for, or the note."""
    most: int


TABLE = {
    what: Keys(KEY.findall(keys), int(most)) for what, keys, most in ROW.findall(PAGE.read_text())
}


@dataclass(frozen=True)
class Case:
    """What is to be highlighted, and what comes of it."""

    quotes: tuple[str, ...]
    """The passages on the disk afterwards."""
    labels: tuple[str, ...] = ()
    """Of which words on the screen the labels are typed, in order."""
    letter: str = ""
    highlighted: str = ""
    """The sentence that is highlighted beforehand, by how it begins."""
    find: str = ""
    """What is found beforehand."""
    note: str = ""


CASES = {
    "highlight a visible sentence": Case(("Nobody in the capital asked why.",), ("Nobody in",)),
    "highlight the first sentence on the screen": Case((FIRST[: FIRST.index(" Snow")],)),
    "highlight a visible word": Case(("ferry",), ("ferry took",), letter="f"),
    "highlight a passage of two paragraphs": Case((f"{FIRST}\n{SECOND}",), ("Snow stays",)),
    "highlight from one visible sentence to another": Case(
        (f"{SNOW} {TRADERS}\nThe road was closed for a year.",), ("Snow stays", "The road was")
    ),
    "highlight a visible sentence with a note": Case((SNOW,), ("Snow stays",), note=NOTE),
    "take the next sentence into the highlight": Case(
        (f"{SNOW} {TRADERS}",), highlighted="Snow stays"
    ),
    "let the highlight begin one word later": Case(
        (SNOW.removeprefix("Snow "),), highlighted="Snow stays"
    ),
    "highlight the sentence of a hit": Case((TRADERS,), find="wool"),
    "highlight the sentences of all hits": Case(
        (TRADERS, "Wool fetched a fair price that autumn."), find="wool"
    ),
    "undo": Case((), highlighted="Snow stays"),
    "delete the highlight": Case((), highlighted="Snow stays"),
}


@pytest.fixture
def article(home: Home) -> Callable[[str], None]:
    """Make a text the first article of the reader's own library; Enter opens it."""

    def write(text: str) -> None:
        header = "---\ntitle: The high pass\n---\n"
        # Where there are articles, the first start lays no sample down.
        write_library(home.folder("library"), {"pass.md": f"{header}{text}\n"})

    return write


def opened(tmux: StartTmux, home: Home, size: tuple[int, int], last: str) -> Tmux:
    """Open the article and wait until its last words are on the screen."""
    reader = tmux(home, *size)
    reader.wait_for("The high pass")
    reader.press("Enter")
    reader.wait(lambda screen: "v mark" in screen.status and screen.shows(last))
    return reader


def labels(before: Screen, after: Screen) -> dict[str, str]:
    """Return the letters that appeared on the screen, by the text that they stand before."""
    found: dict[str, str] = {}
    for old, new in zip(before.lines[:-1], after.lines[:-1], strict=True):
        width = max(len(old), len(new))
        pairs = enumerate(zip(old.ljust(width), new.ljust(width), strict=True))
        changed = [n for n, (a, b) in pairs if a != b]
        while changed:
            start = end = changed.pop(0)
            while changed and changed[0] == end + 1:
                end = changed.pop(0)
            found[old[start:].lstrip()] = new[start : end + 1]
    return found


def label_of(reader: Tmux, before: Screen, words: str) -> str:
    """Wait for labels; return the one of what begins with some words."""

    def found(screen: Screen) -> list[str]:
        shown = labels(before, screen)
        return [label for text, label in shown.items() if text.startswith(words)]

    reader.wait(found)
    [label] = found(reader.screen)
    return label


def do(reader: Tmux, row: Keys, case: Case) -> int:
    """Press the keys of a row; return how many they were, those of the note's text not counted."""
    wanted, before, pressed = list(case.labels), reader.screen, 0
    for key, stands_for, note in row.keys:
        if note:
            reader.wait_for("Esc keeps the note")
            reader.type(case.note)
            reader.wait_for(case.note)
            continue
        keys = [key]
        if stands_for == "letter":
            keys = [case.letter]
        elif stands_for == "label":
            keys = list(label_of(reader, before, wanted.pop(0)))
        for each in keys:
            (reader.type if len(each) == 1 else reader.press)(each)
            pressed += 1
        if stands_for == "label":
            # No letters any more: those of the next label are told by comparing.
            reader.wait(lambda screen: not labels(before, screen))
    return pressed


def prepare(reader: Tmux, case: Case) -> None:
    """Highlight what is to be highlighted beforehand, and find what is to be found."""
    if case.highlighted:
        do(reader, TABLE["highlight a visible sentence"], Case((), (case.highlighted,)))
        reader.wait_said("Highlighted")
    if case.find:
        reader.type("/")
        reader.wait_said("Find")
        reader.type(case.find)
        reader.press("Enter")
        reader.wait(lambda screen: "2 hits" in screen.status)


def passages(home: Home) -> tuple[str, ...]:
    """Return the passages on the disk that are not deleted, in the order of the text."""
    kept = [each for each in home.highlights() if not each.get("deleted")]
    return tuple(each["quote"] for each in sorted(kept, key=lambda each: each["start"]))


def wait_for_passages(reader: Tmux, home: Home, quotes: tuple[str, ...]) -> None:
    """Wait until these passages are on the disk and no others; tell which are when they never."""
    try:
        reader.wait(lambda screen: passages(home) == quotes)
    except AssertionError:
        assert passages(home) == quotes
        raise


def wrapped(text: str) -> str:
    """Return a text without the blanks, which wrapping changes."""
    return "".join(text.split())


def painted(screen: Screen) -> str:
    """Return what is painted in the reading pane, without blanks."""
    letters = screen.painted(screen.lines[0].find("▕") + 1)
    return wrapped("".join(letter for letter, _ in letters))


def test_every_row_of_the_table_is_tried_and_its_keys_are_counted_right() -> None:
    assert set(TABLE) == set(CASES)
    for what, row in TABLE.items():
        counted = sum(MOST.get(stands_for, int(not note)) for _, stands_for, note in row.keys)
        assert counted == row.most, what
        assert row.most <= ASKED_FOR.get(what, row.most), what


@pytest.mark.parametrize("what", CASES)
def test_the_keys_of_the_table_do_it(
    home: Home, article: Callable[[str], None], tmux: StartTmux, what: str
) -> None:
    row, case = TABLE[what], CASES[what]
    article(READING_TEXT.replace("\n", "\n\n"))
    reader = opened(tmux, home, (120, 36), "river carried")
    prepare(reader, case)

    assert do(reader, row, case) <= row.most
    wait_for_passages(reader, home, case.quotes)
    reader.wait(lambda screen: all(wrapped(quote) in painted(screen) for quote in case.quotes))
    if case.note:
        reader.wait_said("Note saved")
    known = home.json("highlights")
    assert [each["note"] for each in known] == [case.note] * len(case.quotes)
    assert tuple(each["quote"] for each in known) == case.quotes
    assert all(READING_TEXT[each["start"] : each["end"]] == each["quote"] for each in known)
    assert all(each["state"] == "sure" for each in known)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
def test_four_keys_do_where_a_screen_has_more_sentences_than_letters(
    home: Home, article: Callable[[str], None], tmux: StartTmux, size: tuple[int, int]
) -> None:
    article(" ".join(f"Herd {number} came." for number in range(100, 140)))
    reader = opened(tmux, home, size, "139 came.")
    last = "Herd 139"
    row = TABLE["highlight a visible sentence"]
    pressed = do(reader, row, Case((), (last,)))

    assert pressed == ASKED_FOR["highlight a visible sentence"]
    wait_for_passages(reader, home, (f"{last} came.",))
