"""A digest taken apart: its contents page, its articles, what they have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from careader.importing.rules import byline, tail
from careader.importing.rules.findings import Findings, Trust
from careader.importing.rules.labels import read_label, read_rights
from careader.importing.rules.lines import Line, fold
from careader.importing.rules.profiles import Profiles
from careader.importing.rules.prose import is_prose

LEAST_ARTICLES = 2
LEAST_LETTERS = 10
"""Characters of a title; shorter lines repeat by chance."""
MOST_LINES = 3
"""Lines that a title takes at its article's head."""
NEAR = 4
"""Lines below a title within which its by-line, abstract or first prose stands."""

_PAGE = re.compile(r"[\s.…·](?:p\.\s?)?\d{1,3}$")
_SECTIONED = re.compile(
    r"(?:[n■▪•●-]{1,2}\s)?[A-ZА-ЯЁ]{4,}(?:\s[A-ZА-ЯЁ]{4,})?\s+(?=[“‘\"'«]?[A-ZА-ЯЁ0-9][^A-ZА-ЯЁ])"
)
"""A section in capitals before a title; its square is an "n" where a PDF's font is unknown."""
_OPENS = re.compile(r"(?:abstract|doi\b|summary|аннотация)", re.IGNORECASE)


@dataclass(slots=True)
class Piece:
    """One article of a document: its lines, and what the document says of all its articles."""

    lines: list[Line]
    section: str = ""


@dataclass(slots=True)
class Document:
    """A document in its articles; `common` is what contents page, heads and imprint say."""

    pieces: list[Piece]
    common: Findings = field(default_factory=Findings)


def take_apart(lines: Sequence[Line], profiles: Profiles) -> Document:
    """Return a document's articles: more than one when titles of a contents page come again.

    A title begins an article when it stood earlier in the document and, below it, a by-line, an
    abstract or prose follows, or above it a section's name stands.
    """
    end, name = tail.colophon(lines, profiles)
    common = Findings()
    starts = _starts(lines[:end], profiles)
    if len(starts) < LEAST_ARTICLES:
        starts = _signed_headings(lines[:end], profiles)
    if len(starts) < LEAST_ARTICLES:
        if not _is_long_imprint(lines, end):
            end = len(lines)
        _read_imprint(lines[end:], name, common, profiles)
        return Document([Piece(list(lines[:end]))], common)
    _read_contents(lines[: starts[0]], common, profiles)
    _read_imprint(lines[end:], name, common, profiles)
    return Document(list(_pieces(lines[:end], starts, profiles)), common)


def _is_long_imprint(lines: Sequence[Line], end: int) -> bool:
    """Whether an imprint stands below a text that is longer than a page's head."""
    return any(is_prose(line) for line in lines[:end])


def _starts(lines: Sequence[Line], profiles: Profiles) -> list[int]:
    """Return the indices where titles of the contents come again as heads of articles."""
    earlier: dict[str, int] = {}
    begun: set[str] = set()
    """How the lines so far begin: most lines begin with none of it."""
    starts: list[int] = []
    keys = [_key(line) for line in lines]
    for index, line in enumerate(lines):
        length = 0
        if _has_begun(keys[index], begun):
            length = _repeats(index, keys, earlier, _title_lines(lines, index, profiles))
        begun.add(_beginning(keys[index]))
        if length and _is_head(lines, index, length, profiles):
            starts.append(index)
        if line.short:
            _remember(keys, index, earlier)
    return _without_contents(starts, lines)


def _signed_headings(lines: Sequence[Line], profiles: Profiles) -> list[int]:
    """Return the headings of one level that have a labelled by-line at once below and text then.

    So the articles of an issue without a contents page begin, where headings are known.
    """
    found = [
        index
        for index, line in enumerate(lines[:-2])
        if line.level and byline.labelled(lines[index + 1], profiles) is not None
    ]
    levels = {lines[index].level for index in found}
    apart = all(
        any(map(is_prose, lines[start:end])) for start, end in pairwise([*found, len(lines)])
    )
    return found if len(levels) == 1 and apart else []


def _beginning(key: str) -> str:
    return key[:LEAST_LETTERS] if len(key) >= LEAST_LETTERS else key.partition(" ")[0]


def _has_begun(key: str, begun: set[str]) -> bool:
    """Whether an earlier line, or the first of several that make a title, begins as this one."""
    if len(key) < LEAST_LETTERS:
        return bool(key) and any(other.startswith(key[: len(other)]) for other in begun if other)
    return key[:LEAST_LETTERS] in begun or key.partition(" ")[0] in begun


def _key(line: Line) -> str:
    """Return a title for comparing: without its page, and the section set in one line with it."""
    if not line.short:
        return ""
    text = _PAGE.sub("", line.shown)
    return fold(_SECTIONED.sub("", text) if text[:1].isupper() or text[1:2] == " " else text)


def _remember(keys: Sequence[str], index: int, earlier: dict[str, int]) -> None:
    """Remember a line, alone and as the end of a title of two or three lines."""
    for length in range(1, MOST_LINES + 1):
        first = index - length + 1
        if first >= 0 and all(keys[first : index + 1]):
            earlier.setdefault(" ".join(keys[first : index + 1]), first)


def _title_lines(lines: Sequence[Line], index: int, profiles: Profiles) -> int:
    """Return how many lines from here may be a title: those above the by-line or the prose."""
    for length, line in enumerate(lines[index : index + MOST_LINES]):
        if not line.short or is_prose(line) or _OPENS.match(line.shown):
            return length
        if byline.labelled(line, profiles) or (length and byline.bare(line, profiles)):
            return length
    return MOST_LINES


def _repeats(index: int, keys: Sequence[str], earlier: dict[str, int], most: int) -> int:
    """Return how many lines from here repeat an earlier title; 0 when none do."""
    for length in range(most, 0, -1):
        piece = keys[index : index + length]
        text = " ".join(piece)
        if len(piece) == length and all(piece) and len(text) >= LEAST_LETTERS and text in earlier:
            return length
    return 0


def _is_head(lines: Sequence[Line], index: int, length: int, profiles: Profiles) -> bool:
    line = lines[index]
    if is_prose(line) or line.words in profiles.sections or byline.labelled(line, profiles):
        return False
    if profiles.named(line.shown) or _PAGE.search(line.shown) or byline.bare(line, profiles):
        return False
    below = lines[index + length : index + length + NEAR]
    if index and _is_section(lines[index - 1], profiles) and any(map(is_prose, below)):
        return True
    first = below[0] if below else None
    signed = first is not None and (
        byline.labelled(first, profiles) is not None or byline.bare(first, profiles) is not None
    )
    opened = any(_OPENS.match(other.shown) for other in below)
    sectioned = index > 0 and _is_section(lines[index - 1], profiles)
    return (signed and (opened or any(map(is_prose, below)))) or opened or sectioned


def _without_contents(starts: list[int], lines: Sequence[Line]) -> list[int]:
    """Drop a start with no text before the next one: it belongs to a second list of contents."""
    kept = []
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(lines)
        if end - start > 2:
            kept.append(start)
    return kept


def _is_section(line: Line, profiles: Profiles) -> bool:
    return line.words in profiles.sections


def _pieces(lines: Sequence[Line], starts: list[int], profiles: Profiles) -> list[Piece]:
    pieces = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        section = (
            lines[start - 1].shown if start and _is_section(lines[start - 1], profiles) else ""
        )
        if not section:
            section = _section_in_contents(lines, start, starts[0], profiles)
        body = list(lines[start:end])
        while body and _is_section(body[-1], profiles):
            body.pop()
        pieces.append(Piece(body, section))
    return pieces


def _section_in_contents(lines: Sequence[Line], start: int, end: int, profiles: Profiles) -> str:
    """Return the section under which the contents page lists a title."""
    key, section = _key(lines[start]), ""
    for line in lines[:end]:
        if _is_section(line, profiles):
            section = line.shown
        elif _key(line).startswith(key[:40]):
            return section
    return ""


def _read_contents(lines: Sequence[Line], common: Findings, profiles: Profiles) -> None:
    """Take number and date of the issue from the lines above the first article."""
    from careader.importing.rules.issue import read_issue_line

    for line in lines:
        read_issue_line(line, common, profiles)


def _read_imprint(lines: Sequence[Line], name: str, common: Findings, profiles: Profiles) -> None:
    """Take the periodical's name, ISSN and year from its imprint."""
    if not lines:
        return
    common.offer("publication", name, "imprint", Trust.STATED)
    for line in lines:
        if len(line.shown) < 300:
            probe = Findings()
            read_label(line, probe, profiles)
            for found in probe.texts.get("issn", []):
                common.offer("issn", found.value, "imprint", Trust.ISSUE)
            read_rights(line.shown, common, profiles)
