"""The parts of an article and how much a country named in each of them counts."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

LEAD_PARAGRAPHS = 2
"""The paragraphs that begin an article and say what it is about."""


class Part(Enum):
    """What a part of an article is (weights: research/importing.md §5, measured on the samples)."""

    TITLE = "title"
    HEADING = "heading"
    LEAD = "lead"
    BODY = "body"
    TABLE = "table"
    """Rows of a table: counted, but none is a paragraph about a country."""
    ASIDE = "aside"
    """Notes, bibliography, code: what is named there says nothing about the article."""

    @property
    def counts(self) -> float:
        """How much a mention here counts."""
        return _COUNTS[self]

    @property
    def is_paragraph(self) -> bool:
        """Whether it is one of the paragraphs that are about a country or not."""
        return self is Part.LEAD or self is Part.BODY


_COUNTS = {
    Part.TITLE: 4.0,
    Part.HEADING: 2.0,
    Part.LEAD: 1.5,
    Part.BODY: 1.0,
    Part.TABLE: 1.0,
    Part.ASIDE: 0.0,
}


class Zone(NamedTuple):
    """A part of a text, up to where the next one begins."""

    start: int
    """Offset in code points."""
    part: Part
