"""Spans of the reading text: which of thousands touch these few dozen code points."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

Value = TypeVar("Value")

_BLOCK = 32
"""Spans that are passed over at once when none of them reaches far enough."""


class SpanIndex(Generic[Value]):
    """Immutable (start, end, value) spans that may overlap, by start. Offsets in code points."""

    def __init__(self, spans: Iterable[tuple[int, int, Value]] = ()) -> None:
        self.spans = sorted(spans, key=lambda span: (span[0], -span[1]))
        self._starts = [span[0] for span in self.spans]
        # The furthest end so far never decreases, so bisection finds the first span that can
        # reach an offset.
        ends = [span[1] for span in self.spans]
        self._reach = list(accumulate(ends, max))
        # Where a span over the whole text begins the reach, only these tell what to pass over.
        self._furthest = [max(ends[at : at + _BLOCK]) for at in range(0, len(ends), _BLOCK)]

    def __len__(self) -> int:
        return len(self.spans)

    def overlapping(self, start: int, end: int) -> Iterator[tuple[int, int, Value]]:
        """Yield the spans that share at least one code point with `start:end`, in order."""
        if start >= end:
            return
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        for block in range(first // _BLOCK, -(-last // _BLOCK)):
            if self._furthest[block] > start:
                at = block * _BLOCK
                for span in self.spans[max(first, at) : min(last, at + _BLOCK)]:
                    if start < span[1] > span[0]:
                        yield span

    def at(self, offset: int) -> tuple[int, int, Value] | None:
        """Return the innermost span that covers an offset, the last to start; None without one."""
        found = None
        for span in self.overlapping(offset, offset + 1):
            found = span
        return found

    def after(self, offset: int) -> tuple[int, int, Value] | None:
        """Return the first span that starts after an offset."""
        index = bisect_right(self._starts, offset)
        return self.spans[index] if index < len(self.spans) else None

    def before(self, offset: int) -> tuple[int, int, Value] | None:
        """Return the last span that starts before an offset."""
        index = bisect_left(self._starts, offset) - 1
        return self.spans[index] if index >= 0 else None

    def position_of(self, offset: int) -> int:
        """Return how many spans start at or before an offset."""
        return bisect_right(self._starts, offset)
