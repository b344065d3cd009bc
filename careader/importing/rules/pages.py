"""Page numbers and running heads, known by coming again and again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from careader.importing.rules.lines import Line
from careader.importing.rules.profiles import Profiles
from careader.importing.rules.prose import is_capitals, is_sentence

LONGEST = 120
OFTEN = 3
"""Times a line without a page number must stand in a text to be a running head."""

_NUMBER = re.compile(
    r"(?:page|p\.|seite|стр\.?|с\.)?\s*[-–—]?\s*(\d{1,4})\s*[-–—]?(?:\s*(?:of|/|из|"
    r"von)\s*\d{1,4})?$",
    re.IGNORECASE,
)
_PAGE_OF = re.compile(r"page\s(\d{1,2})\sof\s(\d{1,2})", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_CAPTION = re.compile(
    r"(?:table|figure|fig|chart|graph|map|box|annex|appendix|part|chapter|section|step|day|"
    r"phase|scenario|option|group|stage|таблица|рис|рисунок|график|глава|часть|جدول|شکل)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b(?:no|nr|vol(?:ume)?|issue)\b\.?\s*\d|№\s*\d", re.IGNORECASE)
_DRAWN = re.compile(r"[_-]{5,}$")


def without_pages(lines: Sequence[Line], profiles: Profiles) -> tuple[list[Line], list[Line]]:
    """Return the text without running heads and page numbers, and one of each head dropped."""
    dropped = _page_numbers(lines) | _drawn(lines)
    heads: list[Line] = []
    for group in _repeated(lines).values():
        if _is_running(group, lines, dropped, profiles):
            heads.append(lines[group[0]])
            dropped |= set(group)
    kept = [line for index, line in enumerate(lines) if index not in dropped]
    return kept, heads


def part_of(lines: Sequence[Line]) -> str:
    """Return what "Page 1 of 2" says where no line says the other page; else nothing."""
    found = {match[0]: match for line in lines if (match := _PAGE_OF.fullmatch(line.shown))}
    if len(found) != 1:
        return ""
    match = next(iter(found.values()))
    return match[0] if int(match[1]) <= int(match[2]) and int(match[2]) > 1 else ""


def _drawn(lines: Sequence[Line]) -> set[int]:
    return {index for index, line in enumerate(lines) if _DRAWN.fullmatch(line.shown)}


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the lines that hold a number alone, where the numbers rise through the text."""
    found = [
        (index, int(match[1]))
        for index, line in enumerate(lines)
        if line.short
        and not line.level
        and (match := _NUMBER.match(line.shown))
        and int(match[1]) < 1900
    ]
    if len(found) < 2 or len({number for _, number in found}) < 2:
        return set()
    numbers = [number for _, number in found]
    rising = all(first <= second for first, second in pairwise(numbers))
    apart = found[-1][0] - found[0][0] >= 3 * (len(found) - 1)
    return {index for index, _ in found} if rising and apart else set()


def _repeated(lines: Sequence[Line]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.short and 4 <= len(line.shown) <= LONGEST and not line.level:
            groups[_DIGITS.sub("#", line.folded)].append(index)
    return {key: group for key, group in groups.items() if len(group) > 1}


def _is_running(
    group: list[int], lines: Sequence[Line], dropped: set[int], profiles: Profiles
) -> bool:
    texts = [lines[index].shown for index in group]
    if is_sentence(texts[0]) or _CAPTION.match(texts[0]) or not any(map(str.isalpha, texts[0])):
        return False
    if lines[group[0]].words in profiles.sections or lines[group[0]].words in _KEPT:
        return False
    if len(set(texts)) > 1:
        return _counts_pages(texts, [lines[index].raw for index in group])
    if _NUMBERED.search(texts[0]):
        return _spread(group)
    at_edges = sum(index - 1 in dropped or index + 1 in dropped for index in group)
    return len(group) >= OFTEN and at_edges >= 2


_KEPT = frozenset(
    (
        "abstract",
        "about the author",
        "about the authors",
        "notes",
        "references",
        "about the contributor",
    )
)


def _spread(group: list[int]) -> bool:
    return all(second - first > 2 for first, second in pairwise(group))


def _counts_pages(texts: list[str], raws: list[str]) -> bool:
    """Whether lines that differ in a number alone count pages upwards."""
    numbers = [[int(number) for number in _DIGITS.findall(text)] for text in texts]
    varying = [column for column in zip(*numbers, strict=False) if len(set(column)) > 1]
    if len(varying) != 1 or sorted(set(varying[0])) != list(dict.fromkeys(varying[0])):
        return False
    place = next(i for i, column in enumerate(zip(*numbers, strict=False)) if column == varying[0])
    first_or_last = place in (0, len(numbers[0]) - 1)
    if texts[0][0].isdigit() and place == 0 and not is_capitals(texts[0]):
        return any("  " in raw.strip() for raw in raws)
    apart = any("  " in raw.strip() for raw in raws)
    return first_or_last and (apart or len(numbers[0]) > 1 or "page" in texts[0].lower())
