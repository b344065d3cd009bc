"""What every look in the text means now: colours with their meanings, hits, selection, caret."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from careader.colors import known_color, letters
from careader.config import COLORS
from careader.text.clean import clean_line

if TYPE_CHECKING:
    from careader.model import Highlight
    from careader.tui.screens.main import MainScreen
    from careader.tui.screens.sheet import SheetLine

_SAMPLE = 12
"""Cells of a sample."""


def lines(screen: MainScreen) -> list[SheetLine]:
    """Return the legend of what is painted in the reading pane."""
    meanings = screen.workspace.config.colors
    placed = screen.opened.placed if screen.opened is not None else ()
    here = Counter(_colors(each.highlight for each in placed))
    everywhere = Counter(_colors(screen.workspace.notebook.all()))
    found: list[SheetLine] = [[("Colours", "name")]]
    found += list(_color_lines(meanings, here, everywhere))
    if not meanings:
        found.append([("  Give them meanings in the settings, under colors:", "dim")])
    found += [[], [("In the text", "name")], *_looks(screen)]
    return found


def _colors(highlights: Iterable[Highlight]) -> Iterator[str]:
    return (known_color(each.color) for each in highlights)


def _color_lines(
    meanings: Mapping[str, str], here: Counter[str], everywhere: Counter[str]
) -> Iterator[SheetLine]:
    signs = letters(meanings)
    for color in COLORS:
        counts = f"{here[color]:,} here, {everywhere[color]:,} in the library"
        yield [
            ("  ", ""),
            (f" {color} ".ljust(_SAMPLE), f"mark-{color}"),
            (f"  {signs[color]}  ", "dim"),
            (clean_line(meanings.get(color, "")).ljust(24), ""),
            (counts, "dim"),
        ]


def _looks(screen: MainScreen) -> Iterator[SheetLine]:
    marked = f"mark-{COLORS[0]}"
    color = "underlined, in its colour"
    for sample, role, meaning in (
        ("highlight", marked, "your own, on its colour"),
        ("highlight", f"theirs-{COLORS[0]}", f"a colleague's, {color}"),
        ("highlight", "check", "doubtful: the text changed, ? in the margin, r reviews"),
        ("highlight", "current", "the one that e, t, c, d and y are for"),
        ("found", "hit", _hits_are(screen)),
        ("found", f"{marked}-hit", "the same in a highlight: its colours turned round"),
        ("found", "hit-current", "the one that n and N stand on"),
        ("selected", "selection", "what Enter highlights"),
        ("c", "caret", "the caret, after v"),
        ("f", "label", "a letter to type, after f"),
    ):
        room = " " * (_SAMPLE - len(sample))
        yield [("  ", ""), (sample, role), (f"{room}  ", ""), (meaning, "")]
    if screen.app.no_color:
        yield [
            ("  ", ""),
            ("Y", "sign"),
            (" " * (_SAMPLE + 1), ""),
            ("the letter of a highlight's colour, small for a colleague's", ""),
        ]


def _hits_are(screen: MainScreen) -> str:
    opened = screen.opened
    if opened is None or not opened.hits:
        return "what a search found; nothing now"
    kind = "where it names" if screen.painting else "found:"
    return f"{kind} {clean_line(opened.found)} ({len(opened.hits):,})"
