"""Rows of a site's menu, and rows that hold several labelled facts at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from careader.importing.rules.lines import Line
from careader.importing.rules.names import person
from careader.importing.rules.prose import is_sentence

LEAST_PIECES = 3
LONGEST_PIECE = 4
"""Words of one entry of a menu."""
LONGEST_ROW = 200
"""Characters of a row of labelled facts."""
EDGE = 60
"""Lines at either end of a text in which such rows are taken apart."""

_MARK = re.compile(r"\s*(?:[|»›·•]|::)\s*|\s/\s")
_MARKS = ("|", "»", "›", "·", "•", "::", " / ")
_APART = re.compile(r"\s{2,}")
_LABEL = (
    r"(?:source|published|updated|posted|editor|author|writer|date|views|hits|"
    r"источник|автор|дата|опубликовано|обновлено|просмотр(?:ов|ы)|来源|作者|编辑|责任编辑)\s?[:：]"
)
_LABELS = re.compile(_LABEL, re.IGNORECASE)
_NEXT_LABEL = re.compile(
    rf"(?<=\S)(?<!\blast)(?<!\bfirst)(?<!\bdate)(?<!\bweb)(?<!\boriginally)\s+(?={_LABEL})",
    re.IGNORECASE,
)
_BY = re.compile(r"by\s+\w", re.IGNORECASE)


def is_menu(line: Line) -> bool:
    """Whether a line is a row of short entries: "Home | News | Contact"; names of persons are none.

    Entries stand apart by a mark, or in plain text by two spaces and more.
    """
    text = line.shown
    if not line.short or is_sentence(text):
        return False
    if "  " not in line.raw and not any(mark in text for mark in _MARKS):
        return False
    pieces = [piece for piece in _MARK.split(text) if piece]
    if len(pieces) < LEAST_PIECES:
        pieces = [piece for piece in _APART.split(line.raw.strip()) if piece]
    if len(pieces) < LEAST_PIECES or any(len(p.split()) > LONGEST_PIECE for p in pieces):
        return False
    if any(map(str.isdigit, text)) or text.endswith((".", ":", ",")):
        return False
    return not all(map(person, pieces))


def take_rows_apart(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, with "By Zhou Bo Source: Global Times" taken apart."""
    last = len(lines) - EDGE
    return [
        piece
        for index, line in enumerate(lines)
        for piece in (_pieces(line) if index < EDGE or index >= last else (line,))
    ]


def _pieces(line: Line) -> Iterable[Line]:
    text = line.text
    if line.opaque or len(text) > LONGEST_ROW or (":" not in text and "：" not in text):
        return (line,)
    pieces = _NEXT_LABEL.split(text)
    if len(pieces) < 2 or is_sentence(text):
        return (line,)
    if not (_BY.match(pieces[0]) or _LABELS.match(pieces[0]) or len(pieces) > 2):
        return (line,)
    return (
        Line(piece, line.number, gap=line.gap and place == 0) for place, piece in enumerate(pieces)
    )
