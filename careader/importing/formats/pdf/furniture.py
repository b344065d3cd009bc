"""What is printed on every page: running heads, page numbers."""

from __future__ import annotations

import re
from collections import Counter

from careader.importing.formats.pdf.pages import MARK_END, MARK_START, Page, Piece, lines

_SHARE = 0.4
"""Share of pages on which an edge line must be the same, digits aside; heads often alternate."""
_EDGE_LINES = 3
_EDGE_ZONE = 0.14
"""Share of a page's height at its top and foot where furniture may stand."""
_SMALL = 0.92
"""Size of a line over the body, as a share of the body's, from which its place is enough."""
_APART = 1.6
"""Sizes of a line between furniture and the body, at least, where only its place tells it."""
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"\W*(?:page|p\.|seite|стр\.?|с\.)?\W*(?:#|[ivxlc]{1,7})(?:\s*(?:/|of|из|von)\s*#)?\W*", re.I
)


def take_out(pages: list[Page]) -> list[list[Piece]]:
    """Remove the running heads and page numbers from pages; return those of each page."""
    edges = [_edges(page) for page in pages]
    changing = [each for top in (True, False) for each in _in_the_same_place(pages, top)]
    counts = Counter(key for edge in edges for key in {_key(line) for line in edge})
    least = max(2, _SHARE * len(pages))
    size = _body_size(pages)
    taken: list[list[Piece]] = []
    for page, edge in zip(pages, edges, strict=True):
        own = [line for line in edge if counts[_key(line)] >= least and not _is_number(line)]
        own += [line for each, line in changing if each is page]
        for line in own:
            _drop(page, line)
        for top in (True, False):
            outer = _outermost(page, top)
            if outer is not None and (_is_number(outer) or (top and outer.size <= _SMALL * size)):
                _drop(page, outer)
                own.append(outer)
        taken.append(own)
    return taken


def _body_size(pages: list[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for piece in page.pieces:
            sizes[piece.size] += len(piece.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def _edges(page: Page) -> list[Piece]:
    found = [line for line in lines(page.pieces) if _in_edge_zone(line, page)]
    top = [line for line in found if line.y0 > page.height / 2][:_EDGE_LINES]
    foot = [line for line in found if line.y0 <= page.height / 2][-_EDGE_LINES:]
    return top + foot


def _in_edge_zone(line: Piece, page: Page) -> bool:
    return line.y0 > page.height * (1 - _EDGE_ZONE) or line.y1 < page.height * _EDGE_ZONE


def _key(line: Piece) -> str:
    """Return a line with its digits masked."""
    text = line.text.replace(MARK_START, "").replace(MARK_END, "")
    return _DIGITS.sub("#", " ".join(text.split())).casefold()


def _is_number(line: Piece) -> bool:
    return bool(_NUMBER.fullmatch(_key(line)))


def _drop(page: Page, line: Piece) -> None:
    page.pieces = [
        piece for piece in page.pieces if not (piece.y0 >= line.y0 - 1 and piece.y1 <= line.y1 + 1)
    ]


def _in_the_same_place(pages: list[Page], top: bool) -> list[tuple[Page, Piece]]:
    """Return heads that change from article to article: known by their place, apart."""
    if len(pages) < 3:
        return []
    found = [(page, line) for page in pages if (line := _outermost(page, top)) is not None]
    places = Counter(place for _, line in found for place in (round(line.y0), round(line.y0) + 1))
    least = 0.6 * len(pages)
    return [
        (page, line)
        for page, line in found
        if max(places[round(line.y0)], places[round(line.y0) + 1]) >= least
    ]


def _outermost(page: Page, top: bool) -> Piece | None:
    """Return the first or last line of a page when it stands apart and is no text of the body."""
    found = lines(page.pieces)
    if len(found) < 3:
        return None
    line, next_line = (found[0], found[1]) if top else (found[-1], found[-2])
    apart = abs(line.y0 - next_line.y0)
    in_zone = line.y0 > page.height * 0.9 or line.y1 < page.height * 0.08
    short = len(line.text) < 120
    return line if in_zone and short and apart > _APART * max(line.size, next_line.size) else None
