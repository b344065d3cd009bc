"""Words that stand together: arithmetic on positions, shared by every way to match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heapify, heapreplace


def together(places: Sequence[Sequence[int]], slop: int) -> bool:
    """Say whether words at these positions stand together; every list ascending, none empty.

    Slop 0: next to each other in this order. Slop N: in any order, at most N other words between
    the first and the last of them.
    """
    return next(windows(places, slop), None) is not None if slop else _in_a_row(places)


def _in_a_row(places: Sequence[Sequence[int]]) -> bool:
    starts = set(places[0])
    for offset, more in enumerate(places[1:], 1):
        starts.intersection_update([position - offset for position in more])
        if not starts:
            return False
    return True


def rows(places: Sequence[Sequence[int]]) -> list[int]:
    """Return the positions at which all words begin in a row, ascending."""
    starts = set(places[0])
    for offset, more in enumerate(places[1:], 1):
        starts.intersection_update([position - offset for position in more])
    return sorted(starts)


def windows(places: Sequence[Sequence[int]], slop: int) -> Iterator[tuple[int, int]]:
    """Yield (first, last) positions of the windows that hold one of each word within the slop.

    One place may serve for two words that both mean what stands there.
    """
    widest = slop + len(places) - 1
    heap = [(more[0], index, 0) for index, more in enumerate(places)]
    heapify(heap)
    highest = max(more[0] for more in places)
    while True:
        lowest, index, at = heap[0]
        if highest - lowest <= widest:
            yield lowest, highest
        at += 1
        if at == len(places[index]):
            return
        position = places[index][at]
        highest = max(highest, position)
        heapreplace(heap, (position, index, at))
