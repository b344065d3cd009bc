"""The body of an extract as lines: plain text as it stands, Markdown block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careader.importing.rules.lines import Line, normalise

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_OPAQUE = re.compile(
    r" {0,3}(?:\||>|[-*+]\s|\d{1,3}[.)]\s|<(?!https?:|mailto:|www\.|[\w.+-]+@)\w|"
    r"\[\^[^\]\s]{1,40}\]:)| {4}"
)
_HEADING = re.compile(r" {0,3}#{1,6}\s")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})\s*$")
_DEFINITION = re.compile(r" {0,3}\[\^[^\]\s]{1,40}\]:")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")


def markdown_lines(markdown: str) -> list[Line]:
    """Return the blocks of Markdown: one line a heading or paragraph, all others as they are."""
    return [
        Line(text, number, opaque=opaque) for number, text, opaque in _blocks(normalise(markdown))
    ]


def _blocks(markdown: str) -> Iterator[tuple[int, str, bool]]:
    for number, chunk in _chunks(markdown.split("\n")):
        if len(chunk) > 1 and _UNDERLINE.match(chunk[-1]) and not _OPAQUE.match(chunk[0]):
            level = "#" if chunk[-1].strip()[0] == "=" else "##"
            yield number, f"{level} {' '.join(map(str.strip, chunk[:-1]))}", False
        elif _HEADING.match(chunk[0]):
            yield number, chunk[0].strip(), False
            if chunk[1:]:
                yield from _blocks_from(chunk[1:], number + 1)
        else:
            yield from _blocks_from(chunk, number)


def _blocks_from(chunk: list[str], number: int) -> Iterator[tuple[int, str, bool]]:
    """Give a chunk whole where it is a list, table, quotation or code, else as a paragraph."""
    if _FENCE.match(chunk[0]) or _OPAQUE.match(chunk[0]):
        yield number, "\n".join(chunk), True
        return
    if any(map(_HARD_BREAK.search, chunk[:-1])):
        for offset, line in enumerate(chunk):
            yield number + offset, _HARD_BREAK.sub("", line).strip(), False
        return
    yield number, " ".join(line.strip() for line in chunk), False


def _chunks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Give the runs of lines between blank ones; a fence keeps its blank lines."""
    chunk: list[str] = []
    start, fence = 1, ""
    for number, line in enumerate(lines, 1):
        opened = _FENCE.match(line)
        if fence:
            chunk.append(line)
            if opened and opened[1][0] == fence[0] and len(opened[1]) >= len(fence):
                fence = ""
            continue
        if not line.strip():
            if chunk:
                yield start, chunk
            chunk = []
            continue
        if not chunk:
            start = number
        if opened:
            fence = opened[1]
        if _HEADING.match(line) and chunk:
            yield start, chunk
            chunk, start = [], number
        chunk.append(line)
    if chunk:
        yield start, chunk


def is_definition(line: Line) -> bool:
    """Whether a block is the text of a footnote in Markdown."""
    return line.opaque and bool(_DEFINITION.match(line.text))
