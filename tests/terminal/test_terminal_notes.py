"""Colours, notes, links, the highlights pane, citations in tmux: keys in, screen and disk out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from terminal_home import Home
from terminal_screen import Screen
from terminal_tmux import Tmux

StartTmux = Callable[..., Tmux]

SETTINGS = """\
reader: ada
citation: pandoc
colors:
  yellow: claim
  green: evidence
"""
BOB = """\
---
article: {article}
quote: {quote}
start: {start}
end: {end}
color: "blue"
tags: ["energy/gas"]
created: "2026-11-21T10:00:00.000Z"
updated: "2026-11-21T10:00:00.000Z"
---
bob wonders"""


@pytest.fixture
def ada(home: Home) -> Home:
    """A reader who has given colours meanings."""
    folder = home.path / ".config" / "careader"
    folder.mkdir(parents=True)
    (folder / "config.yaml").write_text(SETTINGS, encoding="utf-8")
    return home


def begin(home: Home, tmux: StartTmux, columns: int = 120, rows: int = 36) -> Tmux:
    """Start the reader and open the first article."""
    reader = tmux(home, columns=columns, rows=rows)
    reader.ready()
    reader.open_first()
    return reader


def kept(home: Home, count: int = 1) -> list[dict[str, Any]]:
    """Return the highlights on the disk, as many as there should be."""
    found = home.highlights()
    assert len(found) == count, found
    return found


def sentence(home: Home) -> str:
    """Return what ada's only passage is."""
    return str(next(each["quote"] for each in home.highlights() if each["quote"]))


def colleague(home: Home, article: str, quote: str) -> Path:
    """Write what a colleague highlighted; the passage is looked for as in an edited text."""
    path = home.folder("library") / "annotations" / "bob" / article
    path.mkdir(parents=True)
    file = path / "01JD8QZK4M3N5P7R9T1V3X5Z7A.md"
    quoted = '"' + quote.replace('"', '\\"') + '"'
    file.write_text(BOB.format(article=article, quote=quoted, start=0, end=len(quote)))
    return file


# --- colours


def test_a_colour_is_chosen_by_its_meaning_and_the_legend_counts_it(
    ada: Home, tmux: StartTmux
) -> None:
    reader = begin(ada, tmux)
    reader.highlight()
    reader.type("c")
    reader.wait_for("evidence")
    reader.type("evid")
    reader.wait(lambda screen: not screen.shows("claim"))
    reader.press("Enter")
    reader.wait_said("Now green")
    assert kept(ada)[0]["color"] == "green"

    reader.type("C")
    screen = reader.wait_for("1 here, 1 in the library")
    row = next(line for line in screen.lines if "evidence" in line)
    assert re.search(r"green +E +evidence +1 here, 1 in the library", row)
    reader.press("Escape")
    found = ada.json("highlights", "--color", "evidence")
    assert [(each["color"], each["meaning"]) for each in found] == [("green", "evidence")]
    reader.quit()


def test_without_colours_a_letter_and_an_underline_stand_for_them(
    ada: Home, tmux: StartTmux, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = {**ada.environment, "NO_COLOR": "1"}
    monkeypatch.setattr(Home, "environment", property(lambda self: plain))
    reader = begin(ada, tmux)
    before = reader.screen.reading
    reader.highlight()
    first = sentence(ada).split()[0]
    reader.wait(lambda screen: any(f"C{first}" in line for line in screen.reading))
    assert [line.replace("C", " ", 1) if line.startswith("C") else line
            for line in reader.screen.reading] == before  # fmt: skip
    assert any(line.startswith(f"C {first}") for line in reader.screen.right)
    reader.quit()


# --- notes


def test_a_note_is_written_undone_in_the_editor_and_kept(ada: Home, tmux: StartTmux) -> None:
    reader = begin(ada, tmux)
    reader.type("vsa")
    reader.wait_for("Esc keeps the note")
    reader.type("Every third Tajik")
    reader.press("C-z")
    reader.wait(lambda screen: not screen.shows("Every third Tajik"))
    reader.type("Energy **first**")
    reader.wait_for("Energy **first**")
    assert any("Energy **first**" in draft.read_text() for draft in ada.drafts())
    reader.press("C-s")
    reader.wait_said("Note saved")
    assert kept(ada)[0]["note"] == "Energy **first**"
    assert ada.drafts() == []
    reader.quit()


def test_a_note_is_handed_to_the_users_own_editor(
    ada: Home, tmux: StartTmux, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = ada.path / "editor"
    editor.write_text('#!/bin/sh\nprintf "from the editor" >> "$1"\n')
    editor.chmod(0o755)
    own = {**ada.environment, "EDITOR": str(editor)}
    monkeypatch.setattr(Home, "environment", property(lambda self: own))
    reader = begin(ada, tmux)
    reader.highlight()
    reader.type("4")
    reader.wait(lambda screen: "Enter jump" in screen.status)
    reader.type("E")
    reader.wait_said("Note saved")
    assert kept(ada)[0]["note"] == "from the editor"
    reader.quit()


def test_a_note_on_the_whole_article_stands_first_in_the_pane(ada: Home, tmux: StartTmux) -> None:
    reader = begin(ada, tmux)
    reader.highlight()
    reader.type("W")
    reader.wait_for("On the whole article: ")
    reader.type("Fair to all sides")
    reader.press("Escape")
    reader.wait_said("Note saved")
    assert "On the article: Fair" in reader.screen.right[1]
    [note] = [each for each in kept(ada, 2) if not each["quote"]]
    assert (note["note"], note["start"], note["end"]) == ("Fair to all sides", 0, 0)
    [exported] = [each for each in ada.json("highlights") if not each["quote"]]
    assert exported["state"] == "sure"
    reader.quit()


def test_tags_are_completed_and_found_by_those_above(ada: Home, tmux: StartTmux) -> None:
    reader = begin(ada, tmux)
    reader.highlight()
    reader.type("t")
    reader.wait_said("Tags: ")
    reader.type("energy/gas")
    reader.press("Enter")
    reader.wait_said("Tags saved")
    reader.type("v)s")
    reader.press("Enter")
    reader.wait_said("Highlighted")
    reader.type("t")
    reader.wait_said("Tags: ")
    reader.type("en")
    reader.wait_said("energy")  # what Tab would make of it
    reader.press("Tab")
    reader.type("/g")
    reader.wait_said("energy/gas")
    reader.press("Right", "Enter")
    reader.wait_said("Tags saved")
    assert [each["tags"] for each in kept(ada, 2)] == [["energy/gas"]] * 2
    assert len(ada.json("highlights", "--tag", "energy")) == 2
    assert ada.json("search", "tag:energy/gas")["total"] == 1
    reader.quit()


def test_two_brackets_link_a_note_to_another_passage(ada: Home, tmux: StartTmux) -> None:
    reader = begin(ada, tmux)
    reader.highlight()
    first = kept(ada)[0]
    words = first["quote"].split()[0]
    reader.type("v))s")
    reader.wait(lambda screen: "Enter highlight" in screen.status)
    reader.type("a")
    reader.wait_for("Esc keeps the note")
    reader.type("see [[")
    reader.wait_for("Link to a passage")
    reader.type(words)
    reader.press("Enter")
    reader.wait_for(f"[[{first['id']}|")
    reader.press("Escape")
    reader.wait_said("Note saved")
    [second] = [each for each in kept(ada, 2) if each["id"] != first["id"]]
    assert re.fullmatch(rf"see \[\[{first['id']}\|{re.escape(words)}[^|\]]*\]\]", second["note"])
    assert any("linked from 1" in line for line in reader.screen.right)

    reader.type("4G")
    reader.wait(lambda screen: screen.status.startswith("2/2"))
    reader.type("gl")
    reader.wait(lambda screen: "v mark" in screen.status)
    reader.type("d")
    reader.wait_said("Deleted")
    doctor = ada.run("doctor")
    assert b"1 links in notes lead nowhere" in doctor.stdout + doctor.stderr
    reader.type("u")
    reader.wait_said("Restored")
    reader.quit()


# --- the pane


def test_the_pane_is_filtered_by_whose_colour_tag_and_words(ada: Home, tmux: StartTmux) -> None:
    reader = begin(ada, tmux)
    reader.highlight()
    article = kept(ada)[0]["article"]
    colleague(ada, article, sentence(ada)[-30:])
    reader.wait(lambda screen: screen.highlight_count == 2)  # seen within a few seconds
    reader.type("4")
    reader.wait(lambda screen: "Enter jump" in screen.status)
    for typed, count in (("by:bob", 1), ("color:claim", 1), ("tag:energy", 1), ("wonders", 1)):
        reader.type("f")
        reader.wait_said("Highlights: ")
        reader.type(typed)
        reader.wait(lambda screen, n=count: screen.highlight_count == n)  # type: ignore[misc]
        reader.press("Enter")
        reader.wait(lambda screen, words=typed: f"only {words}" in screen.status)  # type: ignore[misc]
        assert len(ada.json("highlights", typed)) == count
        reader.type("x")
        reader.wait(lambda screen: screen.highlight_count == 2)
    reader.quit()


def test_the_pane_keeps_in_step_with_the_text(ada: Home, tmux: StartTmux) -> None:
    reader = begin(ada, tmux)
    reader.highlight()
    reader.type("G")
    reader.highlight("vs")
    reader.wait(lambda screen: screen.highlight_count == 2)

    def under_cursor(screen: Screen) -> str:
        rows = range(1, len(screen.lines) - 1)
        lit = [screen.right[row] for row in rows if _is_lit(screen, row)]
        return " ".join(" ".join(lit).split())

    first, last = (each["quote"][:12] for each in sorted(kept(ada, 2), key=lambda h: h["start"]))
    reader.wait(lambda screen: last.split()[0] in under_cursor(screen))
    reader.type("gg")
    reader.wait(lambda screen: first.split()[0] in under_cursor(screen))
    reader.quit()


def _is_lit(screen: Screen, row: int) -> bool:
    """Say whether a row of the highlights is under the pane's cursor."""
    edge = screen.lines[row].find("▏")
    return edge >= 0 and screen.paint(row, edge + 2, edge + 6) != {"default"}


# --- citations


@pytest.mark.parametrize("columns", [120, 80])
def test_a_passage_is_copied_with_its_citation_key(
    ada: Home, tmux: StartTmux, columns: int
) -> None:
    reader = begin(ada, tmux, columns=columns, rows=36 if columns == 120 else 24)
    reader.tmux("set-option", "-s", "set-clipboard", "on")
    reader.highlight()
    reader.type("y")
    reader.wait_said("Copied")
    [mark] = kept(ada)
    copied = reader.tmux("show-buffer")
    assert copied.startswith(f"> {mark['quote']}")
    key = re.search(r"\[@([^],]+), para\. \d+\]$", copied.strip())
    assert key is not None
    bibtex = ada.run("highlights", "--format", "bibtex").stdout.decode()
    assert f"{{{key[1]}," in bibtex
    assert ada.json("highlights", "--article", mark["article"])
    csl = ada.run("highlights", "--format", "csl").stdout.decode()
    assert f'"{key[1]}"' in csl

    reader.type(":")
    reader.wait_for("Commands")
    reader.type("cited")
    reader.press("Enter")
    reader.wait_for("Citations")
    reader.type("chicago")
    reader.press("Enter")
    reader.wait_said("Copied passages are cited as chicago")
    reader.type("y")
    reader.wait_said("Copied with its citation")
    note = reader.tmux("show-buffer")
    title = next(each["title"] for each in ada.json("list") if each["id"] == mark["article"])
    assert f"“{title},”" in note
    assert note.startswith(f"“{mark['quote']}”\n\n")
    reader.quit()
