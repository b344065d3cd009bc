"""Pieces of styled text made into lines of an exact width."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from careader.text.clean import clean

Piece = tuple[str, Style]
"""A text and its style."""


def fit(pieces: list[Piece], width: int, base: Style, over: Style | None = None) -> Strip:
    """Return pieces of text as a strip of exactly `width` cells, cut or padded.

    Args:
        pieces: Texts with styles, left to right.
        width: Cells.
        base: The style under all of it.
        over: A style above all of it, the cursor's for instance.
    """
    segments: list[Segment] = []
    left = width
    for given, style in pieces:
        text = given if given.isprintable() else harmless(given)
        cells = cell_len(text)
        shown = text if cells <= left else set_cell_size(text, left)
        if shown:
            segments.append(Segment(shown, layered(base, style, over)))
        left -= min(cells, left)
        if left <= 0:
            break
    if left > 0:
        segments.append(Segment(" " * left, layered(base, Style.null(), over)))
    return Strip(segments, width)


def harmless(text: str) -> str:
    """Return a text without anything that may control a terminal, line ends and tabs as blanks.

    Whoever puts a text on the screen may forget to clean it (quotes of other sessions, names of
    saved searches, what is pasted): here everything comes by.
    """
    return clean(text).replace("\n", " ").replace("\t", " ")


def layered(base: Style, style: Style, over: Style | None) -> Style:
    """Return a style above another, under a third where there is one."""
    return base + style if over is None else base + style + over


def shortened(text: str, width: int) -> str:
    """Return a text in at most `width` cells, its end replaced by an ellipsis where it is cut."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 1 else ""


def justified(left: list[Piece], right: Piece, width: int) -> list[Piece]:
    """Return pieces with blanks between them so that the last one ends at `width` cells."""
    used = sum(cell_len(text) for text, _ in left) + cell_len(right[0])
    return [*left, (" " * max(1, width - used), Style.null()), right]
