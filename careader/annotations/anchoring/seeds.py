"""Where in a text something like a passage may stand: short pieces of it vote for places."""

from __future__ import annotations

import re
from collections import defaultdict

from careader.annotations.anchoring.normal import IDEOGRAPHS

LETTERS, CHARACTERS = 9, 4
"""Code points of a seed, where words are spelled and where a character is a syllable or a word."""

_SEEDS = 60
"""About how many seeds are cut from a passage, however long."""
_COMMON = 24
"""A seed that occurs so often says nothing about where."""
_CELL = 6
"""Votes are counted in cells of 2**6 code points: what is put in or left out shifts them."""
_WEAK = 0.2
"""A place with so small a share of the best one's votes cannot come near it."""
_APART = 128
"""Code points between two places that count as two."""

_IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}]")


def is_ideographic(text: str) -> bool:
    """Whether more than a third of a text are Chinese characters or kana."""
    return 3 * len(_IDEOGRAPH.findall(text)) > len(text)


def seed_size(text: str) -> int:
    """Return how long the seeds of a passage should be, in code points."""
    return CHARACTERS if is_ideographic(text) else LETTERS


def places(text: str, passage: str, *, near: int, size: int, most: int) -> list[int]:
    """Return where the passage may begin in the text, the likeliest first.

    Args:
        text: What is searched, evened out.
        passage: What is sought, evened out.
        near: Where it is expected; it only decides between equals.
        size: Code points of a seed.
        most: How many places are wanted.
    """
    votes = _votes(text, passage, size)
    around = {
        cell: count
        + 0.99 * max(votes.get(cell - 1, 0.0), votes.get(cell + 1, 0.0))
        - 1e-6 * abs((cell << _CELL) - near) / max(1, len(text))
        for cell, count in votes.items()
    }
    found: list[int] = []
    for cell in sorted(around, key=lambda each: -around[each]):
        place = cell << _CELL
        if found and around[cell] < _WEAK * around[found[0] >> _CELL]:
            break
        if all(abs(place - other) >= _APART for other in found):
            found.append(place)
            if len(found) == most:
                break
    return found


def _votes(text: str, passage: str, size: int) -> dict[int, float]:
    """Return how much each cell of the text is voted for; rare seeds have more to say."""
    votes: dict[int, float] = defaultdict(float)
    last = len(passage) - size
    step = max(size // 3, last // _SEEDS + 1) if last > 0 else 1
    for offset in range(0, max(1, last + 1), step):
        hits = occurrences(text, passage[offset : offset + size], _COMMON)
        if len(hits) < _COMMON:
            for hit in hits:
                votes[(hit - offset) >> _CELL] += 1 / len(hits)
    return votes


def occurrences(text: str, sought: str, most: int) -> list[int]:
    """Return where something stands in a text, overlapping ones too, `most` at the most."""
    found: list[int] = []
    at = text.find(sought) if sought else -1
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(sought, at + 1)
    return found


def share_found(passage: str, text: str) -> float:
    """Return how much of a passage is in a text, by seeds side by side; 0 to 1."""
    size = seed_size(passage)
    seeds = [passage[at : at + size] for at in range(0, max(1, len(passage) - size + 1), size)]
    return sum(seed in text for seed in seeds) / len(seeds)
