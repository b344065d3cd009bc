"""Pictures of the screen at the three layouts: what a look at them found right stays so.

`pytest tests/tui/test_tui_snapshots.py --snapshot-update` takes them anew; look at them before
they are committed. Clock and paths are kept off the screen, so they are the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from tui_driver import MEDIUM, NARROW, READER, WIDE, Desk, Driven

from careader.tui.app import CareaderApp

Compare = Callable[..., bool]
UNION = "tajikistan-and-the-customs-union"
SIZES = {"120x36": WIDE, "80x24": MEDIUM, "60x20": NARROW}


async def the_list(reader: Driven) -> None:
    """Move down the list, one article read."""
    await reader.press("enter", "2", "j", "j")


async def an_article_with_hits(reader: Driven) -> None:
    """Open a result of a search."""
    await reader.search("customs union")
    await reader.press("enter", "n")


async def marking(reader: Driven) -> None:
    """Select a sentence and move on."""
    await reader.open_titled("Why Tajikistan")
    await reader.press("v", ")", "s", "w")


async def highlights(reader: Driven) -> None:
    """List the highlights of an article."""
    await reader.open_titled("Why Tajikistan")
    await reader.press("4", "j")


async def the_help(reader: Driven) -> None:
    """Look at the keys of the reading pane."""
    await reader.press("enter", "?")


SCENES = {
    "list": the_list,
    "article": an_article_with_hits,
    "marking": marking,
    "highlights": highlights,
    "help": the_help,
}


@pytest.fixture
def marked(desk: Desk) -> Desk:
    """The sample library with highlights of two readers, made at a known time."""
    reading = desk.reading(UNION)
    own, bob = desk.notebook(READER), desk.notebook("bob")
    for notebook, quote, fields in (
        (own, "three members: Russia, Belarus and Kazakhstan", {"note": "as of 2012"}),
        (own, "It foresaw a second agreement", {"color": "green", "tags": ("energy",)}),
        (bob, "Kyrgyzstan was on its way in", {"color": "blue", "note": "when?"}),
    ):
        start = reading.text.index(quote)
        notebook.add(UNION, reading, start, start + len(quote), **fields)
    for path in (desk.library / "annotations").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        stamp = re.compile(r'^(created|updated): ".*"$', re.MULTILINE)
        path.write_text(stamp.sub(r'\1: "2026-11-21T10:00:00.000Z"', text), encoding="utf-8")
    return desk


@pytest.fixture
def picture(
    marked: Desk, snap_compare: Compare
) -> Callable[[str, tuple[int, int], dict[str, Any]], bool]:
    """Say whether a scene looks as its picture does."""

    def compare(scene: str, size: tuple[int, int], settings: dict[str, Any]) -> bool:
        app = CareaderApp(marked.workspace(**settings))
        return snap_compare(app, terminal_size=size, run_before=played(app, scene))

    return compare


def played(app: CareaderApp, scene: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Return what brings the screen into a state."""

    async def play(pilot: Pilot[None]) -> None:
        reader = Driven(app, pilot)
        await reader.settle()
        await SCENES[scene](reader)

    return play


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scene", SCENES)
def test_the_screen_looks_right(picture: Callable[..., bool], scene: str, size: str) -> None:
    assert picture(scene, SIZES[size], {})


@pytest.mark.parametrize("scene", SCENES)
def test_the_screen_looks_right_without_colours(
    picture: Callable[..., bool], monkeypatch: pytest.MonkeyPatch, scene: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    assert picture(scene, MEDIUM, {})


@pytest.mark.parametrize("scene", ["list", "marking"])
def test_the_screen_looks_right_in_the_dark_theme(picture: Callable[..., bool], scene: str) -> None:
    assert picture(scene, WIDE, {"theme": "dark"})
