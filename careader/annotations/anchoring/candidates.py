"""The places of a text where a quote may stand now, each with how well quote and context fit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from careader.annotations.anchoring.chain import chain, covered
from careader.annotations.anchoring.distance import least, likeness
from careader.annotations.anchoring.extent import extent
from careader.annotations.anchoring.normal import Normal
from careader.annotations.anchoring.seeds import occurrences, places, seed_size

_UNRELATED = 0.3
"""Likeness that unrelated prose has; only what is above it counts for the context."""
_QUOTE, _CONTEXT, _PLACE = 50, 40, 3
"""Weights of the quote, of what stands around it and of where it was expected."""
_MOST_EXACT = 60
_WINDOWS = 5
_SLACK = 6
"""Code points of the text looked at beyond the length of the context."""
_GROWN = 1.15
"""From so many times its length on, a passage may have had something put into it."""
_DOUBT = 0.15
"""What such a passage is worth less than the share of the quote that is still there."""
_BEFORE, _AFTER = 300, 400
"""Code points of the text looked at around a place: room for a sentence put in."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quote with its context, evened out, and where it is expected in the evened-out text."""

    prefix: str
    quote: str
    suffix: str
    near: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the evened-out text. Likenesses run from 0 to 1."""

    start: int
    end: int
    score: float
    quote: float
    """Likeness of what stands there to the quote."""
    context: float
    """Likeness of what stands around it to the context, both sides together."""
    side: float
    """Likeness of the better side."""
    grown: bool = False
    """Only its beginning and its end were found; something stands between that did not."""


class Candidates:
    """Every place of an evened-out text worth considering for a quote."""

    def __init__(self, text: str, wanted: Wanted) -> None:
        self._text = text
        self._wanted = wanted
        self._found: dict[tuple[int, int], Candidate] = {}

    def ranked(self) -> list[Candidate]:
        """Return the places where the quote or something like it stands, the best first."""
        quote = self._wanted.quote
        for hit in occurrences(self._text, quote, _MOST_EXACT):
            self._add(hit, hit + len(quote))
        for place in places(
            self._text, self._whole, near=self._wanted.near, size=self._seed, most=_WINDOWS
        ):
            self._chain(place)
        return sorted(self._found.values(), key=lambda each: -each.score)

    # --- aligning

    @cached_property
    def _whole(self) -> str:
        return self._wanted.prefix + self._wanted.quote + self._wanted.suffix

    @cached_property
    def _seed(self) -> int:
        return seed_size(self._whole)

    def _chain(self, place: int) -> None:
        """Read off a window of the text where the quote begins and ends in it."""
        wanted, length = self._wanted, len(self._wanted.quote)
        start = max(0, place - _BEFORE - length // 4)
        window = self._text[start : place + len(self._whole) + _AFTER + length // 2]
        pieces = chain(self._whole, window, self._seed * 2 // 3)
        inside = len(wanted.prefix), len(wanted.prefix) + length
        found = extent(pieces, *inside)
        if found:
            kept = covered(pieces, *inside) / length
            self._add(start + found[0], start + found[1], kept)

    # --- judging one place

    def _add(self, start: int, end: int, kept: float = 1.0) -> None:
        start, end = self._trimmed(max(0, start), min(len(self._text), end))
        length = len(self._wanted.quote)
        too_short = end - start < max(1, length * 0.3)
        if too_short or end - start > 3 * length + 400 or (start, end) in self._found:
            return
        quote, grown = self._quote(start, end, kept)
        context, side = self._context(start, end)
        near = 1 - min(1.0, abs(start - self._wanted.near) / max(1, len(self._text)))
        total = _QUOTE * quote + _CONTEXT * context + _PLACE * near
        score = total / (_QUOTE + _CONTEXT + _PLACE)
        self._found[start, end] = Candidate(start, end, score, quote, context, side, grown)

    def _quote(self, start: int, end: int, kept: float) -> tuple[float, bool]:
        """Return the likeness of the quote, and whether much more than it stands there now."""
        quote, there = self._wanted.quote, self._text[start:end]
        alike = likeness(quote, there)
        grown = len(there) > _GROWN * len(quote) and kept - _DOUBT > alike
        return (kept - _DOUBT, True) if grown else (alike, False)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        quote, text = self._wanted.quote, self._text
        while start < end and text[start] == " " != quote[0]:
            start += 1
        while end > start and text[end - 1] == " " != quote[-1]:
            end -= 1
        return start, end

    def _context(self, start: int, end: int) -> tuple[float, float]:
        """Return the likeness of both sides together and that of the better one."""
        prefix, suffix, text = self._wanted.prefix, self._wanted.suffix, self._text
        sides = []
        if prefix:
            sides.append(_alike(prefix, text[max(0, start - len(prefix) - _SLACK) : start]))
        if suffix:
            sides.append(_alike(suffix, text[end : end + len(suffix) + _SLACK]))
        return (sum(sides) / len(sides), max(sides)) if sides else (0.5, 0.5)


def _alike(kept: str, now: str) -> float:
    if kept in now:
        return 1.0
    share = 1 - least(kept, now) / len(kept) if now else 0.0
    return max(0.0, (share - _UNRELATED) / (1 - _UNRELATED))


def wanted(prefix: str, quote: str, suffix: str, near: int, text: Normal) -> Wanted:
    """Return what is sought as it would stand in the evened-out text."""
    whole = Normal(prefix + quote + suffix)
    start = whole.forth(len(prefix))
    end = whole.forth(len(prefix) + len(quote))
    return Wanted(
        whole.text[:start], whole.text[start:end], whole.text[end:], text.forth(max(0, near))
    )
