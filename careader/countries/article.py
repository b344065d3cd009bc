"""The countries of one article: what its reading text mentions and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from careader.countries.detect import Mentions, Ranking, detect, weighed
from careader.countries.fold import key
from careader.countries.zones import LEAD_PARAGRAPHS, Part, Zone
from careader.text.reading import Block, BlockKind, ReadingText

_GAP = "\n\n"
_PARTS = {
    BlockKind.ROW: Part.TABLE,
    BlockKind.CODE: Part.ASIDE,
    BlockKind.RULE: Part.ASIDE,
    BlockKind.FOOTNOTE: Part.ASIDE,
}
_AFTER_ARTICLE = """
Notes|Note|Endnotes|Footnotes|References|Reference|Bibliography|Works cited|Sources|See also
Further reading|About the author|About the authors|External links
Примечания|Сноски|Литература|Список литературы|Источники|Библиография|Об авторе|Об авторах
یادداشت ها|یادداشتها|پی نوشت|پی نوشت ها|پانوشت|منابع|کتابشناسی|درباره نویسنده
"""
"""Headings of what stands at the end of an article and is not the article."""
_NO_ARTICLE = frozenset(map(key, re.split(r"[|\n]", _AFTER_ARTICLE.strip())))


class ArticleCountries(NamedTuple):
    """What the detector finds in an article."""

    mentions: Mentions
    """Of the reading text, notes included; offsets in code points of it."""
    ranking: Ranking
    """Of title and text; notes, bibliography and code say nothing about an article."""


def countries_of(title: str, reading: ReadingText) -> ArticleCountries:
    """Return the countries an article mentions and how much of it each takes up."""
    skipped = len(title) + len(_GAP)
    found = detect(title + _GAP + reading.text)
    blocks = (Zone(skipped + start, part) for start, part in _zones(title, reading))
    return ArticleCountries(_from(found, skipped), weighed(found, [Zone(0, Part.TITLE), *blocks]))


def _zones(title: str, reading: ReadingText) -> Iterator[Zone]:
    paragraphs, aside = 0, 0
    for block in reading.blocks:
        if block.kind is BlockKind.HEADING:
            name = key(reading.text[block.start : block.end])
            if not aside or block.level <= aside:
                aside = block.level if name in _NO_ARTICLE else 0
            yield Zone(block.start, Part.ASIDE if aside or name == key(title) else Part.HEADING)
        elif aside or block.note:
            yield Zone(block.start, Part.ASIDE)
        else:
            part = _part(block, paragraphs)
            paragraphs += part.is_paragraph
            yield Zone(block.start, part)


def _part(block: Block, paragraphs: int) -> Part:
    if block.start == block.end:
        return Part.ASIDE
    in_lead = paragraphs < LEAD_PARAGRAPHS
    return _PARTS.get(block.kind, Part.LEAD if in_lead else Part.BODY)


def _from(found: Mentions, skipped: int) -> Mentions:
    """Return the mentions after so many code points, counted from there."""
    kept = [(a - skipped, b - skipped, code) for a, b, code in found.spans if a >= skipped]
    named = [
        (a - skipped, b - skipped, group)
        for a, b, group in found.organisation_spans
        if a >= skipped
    ]
    return replace(
        found,
        counts=_counts(kept),
        spans=tuple(kept),
        weights=found.weights[len(found.spans) - len(kept) :],
        organisations=_counts(named),
        organisation_spans=tuple(named),
    )


def _counts(spans: list[tuple[int, int, str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for _, _, code in spans:
        counts[code] = counts.get(code, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: -item[1]))
