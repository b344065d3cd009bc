"""Anchors: what is kept of a marked passage, and where it stands in the article now. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from careader.model import AnchorState, Highlight, PlacedHighlight

CONTEXT = 32
"""Code points kept either side of a quote; more helps only in repeated text (research, 2.5)."""

_SURE_CONTEXT = 0.8
"""Likeness of the context from which a lone occurrence of the quote is taken without asking."""
_SAME_CONTEXT = 0.95
"""Likeness of the context from which one of several occurrences is taken without asking."""
_RIVAL_CONTEXT = 0.6
"""Likeness of the context from which another occurrence could be meant too."""
_SOME_CONTEXT = 0.5
"""Likeness of the context without which a short quote or one of several is not proposed."""
_MARGIN = 0.15
"""How much the best of several contexts must stand out to be proposed."""
_SHORT, _TELLING = 16, 20
"""Quotes below the first length need some context; from the second on one side of it will do."""
_MANY = 24
"""With more occurrences than this, contexts are compared letter by letter, which is quick."""


_Alike = Callable[[str, str], float]


class Reading(Protocol):
    """The reading text of an article, as far as anchors need it (`careader.text.reading`)."""

    @property
    def text(self) -> str:
        """The article as displayed, markup gone."""

    @property
    def digest(self) -> str:
        """SHA-256 of `text`, hexadecimal."""

    def headings_at(self, offset: int) -> tuple[str, ...]:
        """Return the headings above an offset, outermost first."""


def describe(reading: Reading, start: int, end: int, *, article: str, **fields: Any) -> Highlight:
    """Return a new highlight of a passage, given by offsets in code points; it has no id yet.

    White space at the ends is left out. `fields` are more fields of Highlight (color, note, tags).
    Raises ValueError when the offsets lie outside the text or hold nothing but white space.
    """
    text = reading.text
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no passage lies at {start} to {end} of {len(text)} characters")
    start, end = _trimmed(text, start, end)
    if start == end:
        raise ValueError("the passage is empty")
    found: dict[str, Any] = {
        "id": "",
        "article": article,
        "quote": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
        "start": start,
        "end": end,
        "heading": reading.headings_at(start),
        "text_hash": reading.digest,
        "canon": _canon(),
    }
    return Highlight(**(found | fields))


def place(reading: Reading, highlight: Highlight) -> PlacedHighlight:
    """Return where a highlight's quote stands in the text, and how sure that is.

    Sure: the text is the one it was marked in, or the quote (white space aside) stands once in its
    context. Check: it stands once elsewhere, or one of several places fits its context best.
    Orphan: it is nowhere, or nothing tells several places apart. Offsets are code points.
    """
    start, end = highlight.start, highlight.end
    if highlight.text_hash == reading.digest and reading.text[start:end] == highlight.quote != "":
        return PlacedHighlight(highlight, start, end, AnchorState.SURE)
    candidates = _candidates(_collapsed(reading.text), highlight)
    state = _judge(candidates, len(_one_line(highlight.quote)))
    if state is AnchorState.ORPHAN:
        return PlacedHighlight(highlight, 0, 0, state)
    best = candidates[0]
    return PlacedHighlight(highlight, best.start, best.end, state)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One occurrence of the quote; offsets in the text as it is, likenesses from 0 to 1."""

    start: int
    end: int
    context: float
    """Likeness of what stands around it to the kept context, both sides together."""
    side: float
    """Likeness of the better side."""


@dataclass(frozen=True, slots=True)
class _Collapsed:
    """A text with every run of white space one space, and the way back."""

    text: str
    starts: tuple[int, ...]
    """Offset in `text` of every word."""
    origins: tuple[int, ...]
    """Offset of every word in the text as it was."""

    def back(self, offset: int) -> int:
        """Return where a character of a word stood."""
        word = bisect_right(self.starts, offset) - 1
        return self.origins[word] + offset - self.starts[word]


@lru_cache(maxsize=4)  # every highlight of an article asks for the same text
def _collapsed(text: str) -> _Collapsed:
    starts, origins, position = [], [], 0
    words = []
    for match in re.finditer(r"\S+", text):
        word = match[0]
        starts.append(position)
        origins.append(match.start())
        words.append(word)
        position += len(word) + 1
    return _Collapsed(" ".join(words), tuple(starts), tuple(origins))


def _candidates(collapsed: _Collapsed, highlight: Highlight) -> list[_Candidate]:
    """Return every occurrence of the quote, best context first."""
    quote = _one_line(highlight.quote)
    offsets = _occurrences(collapsed.text, quote)
    alike = _likeness if len(offsets) <= _MANY else _common_run
    found = [_candidate(collapsed, highlight, at, at + len(quote), alike) for at in offsets]
    return sorted(found, key=lambda candidate: -candidate.context)


def _candidate(
    collapsed: _Collapsed, highlight: Highlight, start: int, end: int, alike: _Alike
) -> _Candidate:
    prefix, suffix = _one_line(highlight.prefix), _one_line(highlight.suffix)
    before = collapsed.text[max(0, start - CONTEXT - 1) : start].rstrip()
    after = collapsed.text[end : end + CONTEXT + 1].lstrip()
    # Both are read away from the quote, so that what stands next to it counts first.
    sides = [(prefix[::-1], before[::-1][: len(prefix)]), (suffix, after[: len(suffix)])]
    likenesses = [(len(kept), alike(kept, now)) for kept, now in sides if kept]
    total = sum(length for length, _ in likenesses)
    return _Candidate(
        start=collapsed.back(start),
        end=collapsed.back(end - 1) + 1,
        context=sum(length * value for length, value in likenesses) / total if total else 0.0,
        side=max((value for _, value in likenesses), default=0.0),
    )


def _judge(candidates: list[_Candidate], length: int) -> AnchorState:
    """Say how sure the first candidate is; `length` is the quote's, in code points."""
    if not candidates:
        return AnchorState.ORPHAN
    if len(candidates) == 1:
        return _judge_lone(candidates[0], length)
    best, rival = candidates[0].context, candidates[1].context
    if best >= _SAME_CONTEXT and rival < _RIVAL_CONTEXT:
        return AnchorState.SURE
    stands_out = best >= _SOME_CONTEXT and best - rival >= _MARGIN
    return AnchorState.CHECK if stands_out else AnchorState.ORPHAN


def _judge_lone(candidate: _Candidate, length: int) -> AnchorState:
    one_side_will_do = length >= _TELLING and candidate.side >= _SURE_CONTEXT
    if candidate.context >= _SURE_CONTEXT or one_side_will_do:
        return AnchorState.SURE
    if length < _SHORT and candidate.side < _SOME_CONTEXT:
        return AnchorState.ORPHAN
    return AnchorState.CHECK


def _occurrences(text: str, quote: str) -> list[int]:
    """Return the offset of every occurrence, overlapping ones too; an empty quote has none."""
    found: list[int] = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _likeness(kept: str, now: str) -> float:
    if kept == now:
        return 1.0
    from difflib import SequenceMatcher  # here: 2 ms of start-up that only edited articles need

    return SequenceMatcher(None, kept, now, autojunk=False).ratio()


def _common_run(kept: str, now: str) -> float:
    same = next((at for at, (a, b) in enumerate(zip(kept, now, strict=False)) if a != b), None)
    return (min(len(kept), len(now)) if same is None else same) / len(kept)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _canon() -> int:
    # Imported here: an anchor can be placed without the reading text's own module.
    from careader.text.reading import CANON

    return CANON
