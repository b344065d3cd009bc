"""Countries in tmux: the pane, the pictures and the command line answer alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from terminal_home import Home, parsed
from terminal_tmux import Tmux

StartTmux = Callable[..., Tmux]


def titles(home: Home, *words: str) -> list[str]:
    """Return the titles that `careader search` finds, in its order."""
    found = home.json("search", *words, "--limit", "0")
    assert found["total"] == len(found["hits"])
    return [hit["title"] for hit in found["hits"]]


def lists(reader: Tmux, meant: list[str]) -> bool:
    """Say whether the list shows these titles in this order, each as far as there is room."""
    shown = reader.screen.titles
    return len(shown) == len(meant) and all(
        whole.startswith(part) for part, whole in zip(shown, meant, strict=True)
    )


def begin(home: Home, tmux: StartTmux) -> Tmux:
    """Start the reader and go to the countries."""
    reader = tmux(home)
    reader.wait(lambda screen: screen.article_count == "12" and len(screen.counts) >= 9)
    reader.type("1")
    reader.wait(lambda screen: "about it" in screen.status)
    return reader


def choose(reader: Tmux, code: str, name: str) -> None:
    """Include the country of a name: narrow the pane to it, press Enter, show all again."""
    reader.type("f")
    reader.wait(lambda screen: screen.status.startswith("Countries: "))
    reader.type(name)
    reader.wait(lambda screen: next(iter(screen.counts), "") == code)
    reader.press("Enter")
    reader.wait_said(name)
    reader.press("Enter")
    reader.wait(lambda screen: screen.filtered.get(code) == "+")
    reader.press("Escape")
    reader.wait(lambda screen: "~" not in screen.left[0])


def test_the_pane_and_the_command_line_find_the_same(home: Home, tmux: StartTmux) -> None:
    reader = begin(home, tmux)
    choose(reader, "TJ", "Tajikistan")
    choose(reader, "RU", "Russia")
    meant = titles(home, "", "--about", "TJ", "--about", "RU")
    screen = reader.wait(lambda screen: screen.article_count == f"{len(meant)} of 12")

    assert lists(reader, meant), screen.text
    assert screen.filtered == {"RU": "+", "TJ": "+"}
    paths = (home.folder("library") / "articles").rglob("*.md")
    both = [each for each in map(parsed, paths) if {"TJ", "RU"} <= set(each["countries"])]
    assert {each["title"] for each in both} == set(meant)

    reader.type("a")
    either = titles(home, "", "--about", "TJ", "--about", "RU", "--any")
    reader.wait(lambda screen: screen.article_count == f"{len(either)} of 12")
    assert lists(reader, either), reader.screen.text


def test_a_pair_takes_one_step(home: Home, tmux: StartTmux) -> None:
    reader = begin(home, tmux)
    reader.type("p")
    reader.wait_for("Russia and …")
    reader.type("taj")
    reader.wait(lambda screen: not screen.shows("│Kazakhstan"))
    reader.press("Enter")
    reader.wait_said("Russia and Tajikistan")
    meant = titles(home, "", "--about", "TJ", "--about", "RU")
    reader.wait(lambda screen: screen.article_count == f"{len(meant)} of 12")

    assert lists(reader, meant), reader.screen.text


@pytest.mark.parametrize(("columns", "rows"), [(120, 36), (80, 24)])
def test_a_cell_of_the_matrix_opens_its_articles(
    home: Home, tmux: StartTmux, columns: int, rows: int
) -> None:
    reader = tmux(home, columns=columns, rows=rows)
    reader.wait(lambda screen: screen.shows("Russia  ") and screen.shows("   11"))
    reader.type("M")
    reader.wait_said("Russia and Tajikistan")
    pairs = home.json("countries", "--matrix")
    assert reader.screen.status.startswith(f"Russia and Tajikistan: {pairs['RU']['TJ']}")
    reader.press("Enter")
    reader.wait(lambda screen: screen.shows(f"{pairs['RU']['TJ']} of 12"))
    for title in titles(home, "", "--about", "TJ", "--about", "RU"):
        reader.wait_for(title[:20])

    reader.type("Y")
    reader.wait_for("Articles by year")
    years = home.json("countries", "--by", "year", "--about", "TJ", "--about", "RU")
    last = max(year for year, row in years.items() if row["articles"])
    reader.wait_for(f"\n{last}  █")
    reader.type("q")
    reader.wait(lambda screen: "q quit" in screen.status or screen.shows("of 12"))
