"""A first evening with careader, in tmux: list, filter, search, read, highlight, come back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from terminal_home import Home, parsed
from terminal_screen import Screen
from terminal_tmux import Tmux

StartTmux = Callable[..., Tmux]

WORDS = re.compile(r"\w+")


def sample(home: Home) -> list[dict[str, Any]]:
    """Return the front matter of the articles that the first start laid down."""
    return [parsed(path) for path in (home.folder("library") / "articles").rglob("*.md")]


@dataclass(frozen=True)
class Lists:
    """Whether the list shows these articles in this order, each title as far as there is room."""

    articles: list[dict[str, Any]]

    def __call__(self, screen: Screen) -> bool:
        titles = [str(each["title"]) for each in self.articles]
        return len(screen.titles) == len(titles) and all(
            title.startswith(shown) for shown, title in zip(screen.titles, titles, strict=True)
        )


def wrapped(text: str) -> str:
    """Return a text without the blanks, which wrapping changes."""
    return "".join(text.split())


def test_the_first_start_shows_four_panes_and_the_sample(home: Home, tmux: StartTmux) -> None:
    reader = tmux(home)
    screen = reader.wait(lambda screen: len(screen.titles) == 12 and screen.counts)
    assert screen.lines[0].startswith("Countries")
    assert screen.article_count == "12"
    assert screen.highlight_count == 0
    titles = [str(each["title"]) for each in sample(home)]
    assert len(titles) == 12
    assert all(any(title.startswith(shown) for title in titles) for shown in screen.titles)
    assert len({*screen.titles}) == 12


def test_the_country_counts_are_true(home: Home, tmux: StartTmux) -> None:
    reader = tmux(home)
    # In another home: two that index one library at once say less until one of them is done.
    said = Home(home.path.with_name("other")).json("countries")
    true = {code: (each["about"], each["mentioned"]) for code, each in said.items()}
    screen = reader.wait(
        lambda screen: len(screen.counts) >= 9 and screen.counts.items() <= true.items()
    )
    articles = sample(home)
    for code, (about, _) in screen.counts.items():
        assert about == sum(code in each["countries"] for each in articles), code


def painted_words(screen: Screen, text: str) -> dict[str, list[set[str]]]:
    """Return the words of an article's text on the screen, each with the paints of its places."""
    found: dict[str, list[set[str]]] = {}
    first = next(n for n, line in enumerate(screen.reading) if text[:30] in line)
    for number, line in enumerate(screen.lines[first:-1], start=first):
        start, end = line.find("▕") + 1, line.find("▏")
        for word in WORDS.finditer(line, start, end):
            found.setdefault(word[0], []).append(screen.paint(number, *word.span()))
    return found


def test_search_read_highlight_and_find_it_again(home: Home, tmux: StartTmux) -> None:
    reader = tmux(home)
    reader.ready()
    reader.search("customs union", "2 of 12")
    found = home.json("search", "customs union")
    reader.wait(Lists(found["hits"]))

    reader.open_first()
    reader.wait(lambda screen: found["hits"][0]["title"] in screen.reading[0])
    text = home.json("show", found["hits"][0]["id"])["text"]
    reader.look()
    words = painted_words(reader.screen, text)
    hits = [paint for word in ("Customs", "Union") for paint in words.pop(word)]
    assert len(hits) >= 4
    # The one the reader stands on looks different from the others.
    assert {"default"} not in hits
    assert hits.count(hits[-1]) >= len(hits) - 1
    assert all(paint == {"default"} for places in words.values() for paint in places)

    reader.highlight()
    reader.wait(lambda screen: screen.highlight_count == 1)
    [highlight] = home.json("highlights")
    check_highlight(home, highlight)
    reader.wait(lambda screen: is_painted(screen, highlight["quote"]))

    reader.quit()
    reader.start_again()
    reader.ready()
    reader.type("4w")
    reader.wait(lambda screen: screen.highlight_count == 1 and len(screen.right[2]) > 10)
    shown = wrapped("".join(reader.screen.right[1:3])).removesuffix("…")
    assert len(shown) > 20
    assert wrapped(highlight["quote"]).startswith(shown)
    reader.press("Enter")
    reader.wait(lambda screen: is_painted(screen, highlight["quote"]))


def check_highlight(home: Home, highlight: dict[str, object]) -> None:
    """It is a sentence of the text at its offsets; any YAML parser reads the same in its file."""
    text = home.json("show", str(highlight["article"]))["text"]
    start, end, quote = highlight["start"], highlight["end"], highlight["quote"]
    assert text[start:end] == quote
    assert "Customs Union" in str(quote)
    assert str(quote).endswith(".")
    assert highlight["state"] == "sure"
    [file] = home.highlights()
    kept = ("id", "article", "quote", "start", "end", "color", "tags", "note")
    assert {name: file[name] for name in kept} == {name: highlight[name] for name in kept}
    assert text[: file["start"]].endswith(file["prefix"])
    assert text[file["end"] :].startswith(file["suffix"])


def is_painted(screen: Screen, quote: str) -> bool:
    """Say whether the whole quote stands painted in the reading pane, letter after letter."""
    start = screen.lines[0].find("▕") + 1
    painted = "".join(letter for letter, _ in screen.painted(start))
    return wrapped(quote) in wrapped(painted)


def test_a_country_filter_lists_what_the_command_line_finds(home: Home, tmux: StartTmux) -> None:
    reader = tmux(home)
    reader.wait(lambda screen: screen.counts)
    reader.type("1j")
    reader.wait_said("Tajikistan: 5 about it")
    reader.press("Enter")
    reader.wait(lambda screen: screen.filtered == {"TJ": "+"})
    reader.wait(lambda screen: screen.article_count == "5 of 12")
    reader.wait(Lists(home.json("search", "", "--about", "TJ")["hits"]))

    reader.press("Enter")
    reader.wait(lambda screen: screen.filtered == {"TJ": "-"})
    reader.wait(lambda screen: screen.article_count == "7 of 12")
    reader.wait(Lists(home.json("search", "NOT about:TJ")["hits"]))

    reader.press("Enter")
    reader.wait(lambda screen: not screen.filtered and screen.article_count == "12")


def test_a_note_is_kept_a_deletion_undone_and_redone(home: Home, tmux: StartTmux) -> None:
    reader = tmux(home)
    reader.ready()
    reader.open_first()
    reader.type("vsa")
    reader.wait_for("Esc keeps the note")
    reader.type("Compare with [the] treaty; ўзбек")
    reader.wait_for("Compare with [the] treaty; ўзбек")
    reader.press("Escape")
    reader.wait_said("Note saved")
    [kept] = home.json("highlights")
    assert kept["note"] == "Compare with [the] treaty; ўзбек"
    assert not home.drafts()

    reader.type("d")
    reader.wait(lambda screen: screen.highlight_count == 0)
    assert home.json("highlights") == []
    assert [bool(file["deleted"]) for file in home.highlights()] == [True]
    reader.type("u")
    reader.wait(lambda screen: screen.highlight_count == 1 and "Compare with" in screen.right[3])
    assert [each["note"] for each in home.json("highlights")] == [kept["note"]]
    reader.press("C-r")
    reader.wait(lambda screen: screen.highlight_count == 0)


@pytest.mark.parametrize(("columns", "rows"), [(60, 20), (80, 24)])
def test_a_small_window_does_the_same_job(
    home: Home, tmux: StartTmux, columns: int, rows: int
) -> None:
    reader = tmux(home, columns, rows)
    reader.wait_for("Articles")
    reader.wait_for("Kazakhstan: a primer")
    reader.search("customs union", "2 of 12")
    reader.press("Enter")
    reader.wait_for("A summit in October 2012")
    reader.type("vs")
    reader.press("Enter")
    reader.wait_said("Highlighted")
    reader.type("4")
    reader.wait(lambda screen: "Highlights" in screen.lines[0] and screen.highlight_count == 1)
    for key, words in (("1", "Countries"), ("2", "Articles"), ("3", "A summit in October 2012")):
        reader.type(key)
        reader.wait_for(words)
    reader.quit()
    assert len(home.json("highlights")) == 1


@dataclass(frozen=True)
class Resized:
    """Whether a screen has so many rows, the last one painted."""

    rows: int

    def __call__(self, screen: Screen) -> bool:
        return len(screen.lines) == self.rows and bool(screen.status)


def test_the_window_may_change_its_size_at_any_time(home: Home, tmux: StartTmux) -> None:
    reader = tmux(home)
    reader.ready()
    reader.open_first()
    reader.highlight()
    quote = reader.wait(lambda screen: screen.highlight_count == 1).right[1][2:14]
    for columns, rows in ((80, 24), (200, 50), (30, 8), (60, 20)):
        reader.resize(columns, rows)
        reader.wait(Resized(rows))
        reader.type("jvwl")
        reader.press("Escape")
    reader.resize(120, 36)
    reader.wait(lambda screen: screen.highlight_count == 1 and screen.right[1][2:14] == quote)
    [highlight] = home.json("highlights")
    reader.wait(lambda screen: is_painted(screen, highlight["quote"]))
    reader.quit()


def test_the_sample_is_laid_down_once(home: Home, tmux: StartTmux) -> None:
    reader = tmux(home)
    reader.ready()
    reader.quit()
    library = home.folder("library")
    [gone, *_] = sorted(Path(library, "articles").rglob("*.md"))
    gone.unlink()
    reader.start_again()
    reader.wait(lambda screen: screen.article_count == "11")
    assert not gone.exists()
