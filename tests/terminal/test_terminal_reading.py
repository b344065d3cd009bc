"""Reading in tmux, with keys alone: notes, links, contents, where one was, the mouse given away."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from terminal_home import Home, write_library
from terminal_pty import PtyReader, Terminals
from terminal_screen import Screen
from terminal_tmux import Tmux

StartTmux = Callable[..., Tmux]

SENTENCES = [
    f"Sentence {n} of this article says what no other one says, by {n}." for n in range(120)
]
HEADER = """---
title: The long road to the sea
author: [Anna Petrova]
date: 2012-10-17
publication: The Steppe Review
volume: 12
issue: 3
url: https://example.org/road
abstract: Five republics and two rivers.
---

"""
NOTES = """

[^1]: Survey of 1911.
[^2]: As the crow flies, after the map of the survey.
"""


def parts(sentences: list[str]) -> str:
    """Return a text of four parts with headings, notes and a link."""
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    size = len(paragraphs) // 4
    chapters = [
        f"## Part {n + 1}\n\n" + "\n\n".join(paragraphs[n * size : (n + 1) * size])
        for n in range(4)
    ]
    chapters[0] += " Water.[^1] More water.[^2] A [map](https://example.org/map) of it."
    chapters[3] += " Again the survey.[^1]"
    return HEADER + "\n\n".join(chapters) + NOTES


@pytest.fixture
def article(home: Home) -> Path:
    """The first article of the reader's own library; it is opened by Enter alone."""
    library = home.folder("library")
    home.json("list")  # lays the sample down
    for path in library.glob("articles/**/*.md"):
        path.unlink()
    write_library(library, {"road.md": parts(SENTENCES), "after.md": "# After\n\nThe next one.\n"})
    home.json("list")  # so that the catalogue of the start is this one
    return library / "articles" / "road.md"


def place(screen: Screen) -> tuple[int, int]:
    """Return the paragraph the status line tells, and of how many."""
    found = re.match(r"¶ ([\d,]+)/([\d,]+) · (?:\d+%|end|all)", screen.status)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def stands_on(screen: Screen, choice: str) -> bool:
    """Say whether a line of a list over the screen is painted as the one with the cursor."""
    rows = [n for n, line in enumerate(screen.lines) if f"│{choice}" in line]
    start = screen.lines[rows[0]].index(choice) if rows else 0
    return bool(rows) and screen.paint(rows[0], start, start + len(choice)) != {"default"}


def opened(tmux: StartTmux, home: Home, columns: int = 80, rows: int = 24) -> Tmux:
    reader = tmux(home, columns, rows)
    reader.wait_for("The long road")
    reader.press("Enter")
    reader.wait(lambda screen: place(screen)[1])
    return reader


def test_author_source_and_abstract_stand_above_the_text(
    home: Home, article: Path, tmux: StartTmux
) -> None:
    screen = opened(tmux, home).wait_for("Part 1")
    above = screen.text[: screen.text.index("Part 1")]
    for known in ("Anna Petrova", "The Steppe Review · vol. 12 · no. 3 · 2012-10-17",
                  "https://example.org/road", "Five republics and two rivers."):  # fmt: skip
        assert known in above


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
def test_notes_are_shown_walked_gone_to_and_come_back_from(
    home: Home, article: Path, tmux: StartTmux, size: tuple[int, int]
) -> None:
    reader = opened(tmux, home, *size)
    reader.type(".")
    reader.wait_for("[1] Survey of 1911.")
    reader.type(".")
    before = reader.wait_for("[2] As the crow flies")
    assert "2/3" in before.text
    reader.press("Enter")
    reader.wait(lambda screen: " end" in screen.status or "Backspace goes back" in screen.status)
    reader.wait(lambda screen: "─ note" not in screen.text and screen.shows("[2] As the crow"))
    reader.press("BSpace")
    reader.wait_for("More water.[2]")
    reader.type(".")
    reader.wait_for("─ note")
    reader.press("Escape")
    reader.wait(lambda screen: "─ note" not in screen.text)
    reader.quit()


def test_links_are_taken_from_a_list(home: Home, article: Path, tmux: StartTmux) -> None:
    reader = opened(tmux, home)
    reader.type("O")
    reader.wait_for("Copy a link")
    reader.type("map")
    reader.wait(lambda screen: not screen.shows("This article"))
    reader.press("Enter")
    reader.wait_said("Copied https://example.org/map")
    reader.quit()


def test_the_contents_stand_where_one_reads_and_the_paragraph_is_told(
    home: Home, article: Path, tmux: StartTmux
) -> None:
    reader = opened(tmux, home)
    assert place(reader.screen) == (1, 30)
    reader.type("o")
    reader.wait_for("type to narrow")
    reader.type("part 3")
    reader.wait(lambda screen: not screen.shows("Part 2"))
    reader.press("Enter")
    reader.wait(lambda screen: place(screen)[0] == 15)
    reader.type("o")
    reader.wait(lambda screen: stands_on(screen, "Part 3"))
    reader.press("Escape")
    reader.wait(lambda screen: not screen.shows("type to narrow"))
    reader.quit()


def test_the_end_says_which_key_goes_on(home: Home, article: Path, tmux: StartTmux) -> None:
    reader = opened(tmux, home)
    reader.type("G")
    reader.wait(lambda screen: "· end" in screen.status)
    reader.type(" ")
    reader.wait_said("The end; ] goes on: After")
    reader.type("]")
    reader.wait_said("Article 2 of 2")
    reader.wait_for("The next one.")
    reader.type("]")
    reader.wait_said("No further article in the list")
    reader.quit()


def test_the_line_one_read_comes_back_after_a_resize_and_a_restart(
    home: Home, article: Path, tmux: StartTmux
) -> None:
    reader = opened(tmux, home)
    reader.type("z")
    before = reader.wait(lambda screen: place(screen)[1]).lines[:-1]
    for key in "  jjj":
        reader.type(key)
        shown = before
        before = reader.wait(lambda screen, shown=shown: screen.lines[:-1] != shown).lines[:-1]
    reader.resize(47, 15)
    reader.wait(lambda screen: len(screen.lines) == 15 and screen.lines[0] != before[0])
    reader.resize(80, 24)
    reader.wait(lambda screen: screen.lines[:-1] == before)
    reader.quit()
    reader.start_again()
    reader.wait_for("The long road")
    reader.type("\r")
    reader.wait(lambda screen: place(screen)[1])
    reader.type("z")
    reader.wait(lambda screen: screen.lines[:-1] == before)
    reader.quit()


def test_an_edited_article_goes_on_at_the_same_sentence(
    home: Home, article: Path, tmux: StartTmux
) -> None:
    reader = opened(tmux, home)
    reader.type("   ")
    screen = reader.wait(lambda screen: place(screen)[0] > 5)
    number = re.search(r"Sentence (\d+) of", screen.text)[1]  # type: ignore[index]
    reader.quit()
    article.write_text(parts([f"New {n}. " for n in range(60)] + SENTENCES), encoding="utf-8")
    reader.start_again()
    reader.wait_for("The long road")
    reader.type("\r")
    screen = reader.wait(lambda screen: place(screen)[0] > 5)
    assert f"Sentence {number} of" in "\n".join(screen.lines[:5])
    reader.quit()


# --- the mouse, in a pty: what is asked of the terminal, and what a movement costs


def mouse_modes(reader: PtyReader) -> set[int]:
    """Return the modes of the mouse that are on, by what was written."""
    modes: set[int] = set()
    for number, switch in re.findall(rb"\x1b\[\?(10\d\d)([hl])", bytes(reader.raw)):
        (modes.add if switch == b"h" else modes.discard)(int(number))
    return modes & {1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016}


def test_the_terminal_is_asked_for_presses_and_drags_alone(
    home: Home, article: Path, terminals: Terminals
) -> None:
    reader = terminals.start(home)
    reader.ready()
    reader.wait(lambda _: mouse_modes(reader))
    assert mouse_modes(reader) == {1000, 1002, 1006}
    assert b"?1003h" not in reader.raw
    reader.type("P")
    reader.wait_said("The mouse is the terminal's own")
    assert mouse_modes(reader) == set()
    reader.type("P")
    reader.wait_said("The mouse works in the reader")
    assert mouse_modes(reader) == {1000, 1002, 1006}
    reader.quit()
    reader.drain()
    assert mouse_modes(reader) == set()


def test_a_movement_of_the_pointer_costs_no_byte(
    home: Home, article: Path, terminals: Terminals
) -> None:
    reader = terminals.start(home, columns=80, rows=24)
    reader.ready()
    reader.press("Enter")
    reader.wait(lambda screen: place(screen)[1])
    reader.type("P")
    reader.wait_said("The mouse is the terminal's own")
    written = len(reader.raw)
    # Of a terminal that reports movements although it was not asked to.
    moves = "".join(
        f"\x1b[<35;{x};{y}M" for x, y in zip(range(2, 79), [3, 9, 14] * 26, strict=False)
    )
    reader.type(moves)
    reader.type("P")
    reader.wait_said("The mouse works in the reader")
    answer = bytes(reader.raw[written:])
    assert answer.count(b"\x1b[?2026h") <= 1  # one frame: that of the key
    assert len(answer) < 400


def test_no_mouse_leaves_it_to_the_terminal(
    home: Home, article: Path, terminals: Terminals
) -> None:
    reader = terminals.start(home, "--no-mouse")
    reader.ready()
    reader.press("Enter")
    reader.wait(lambda screen: place(screen)[1])
    assert mouse_modes(reader) == set()
    reader.quit()


def mouse(reader: PtyReader, button: int, x: int, y: int, *, down: bool) -> None:
    """Report a button of the mouse over a cell, counted from 0, as terminals do (SGR 1006)."""
    reader.type(f"\x1b[<{button};{x + 1};{y + 1}{'M' if down else 'm'}")


def cell_of(screen: Screen, text: str) -> tuple[int, int]:
    """Return column and row of a text on the screen."""
    row = next(n for n, line in enumerate(screen.lines) if text in line)
    return screen.lines[row].index(text), row


def test_a_drag_selects_and_a_double_click_takes_the_word(
    home: Home, article: Path, terminals: Terminals
) -> None:
    reader = terminals.start(home)
    reader.ready()
    reader.press("Enter")
    reader.wait(lambda screen: place(screen)[1])
    reader.type("z")
    reader.wait(lambda screen: "▕" not in screen.lines[0])
    x, y = cell_of(reader.screen, "Sentence 0")
    mouse(reader, 0, x, y, down=True)
    mouse(reader, 32, x + 9, y, down=True)
    mouse(reader, 0, x + 9, y, down=False)
    reader.wait(lambda screen: "Enter highlight" in screen.status)
    reader.press("Enter")
    reader.wait_said("Highlighted")
    x, y = cell_of(reader.screen, "article says")
    for _ in range(2):
        mouse(reader, 0, x, y, down=True)
        mouse(reader, 0, x, y, down=False)
    reader.wait(lambda screen: "Enter highlight" in screen.status)
    reader.press("Enter")
    reader.wait(lambda _: len(home.highlights()) == 2)
    reader.quit()
    assert sorted(each["quote"] for each in home.highlights()) == ["Sentence 0", "article"]
