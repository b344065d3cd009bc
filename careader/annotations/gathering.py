"""Which sentences hold what a search found, and are not highlighted yet. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from careader.model import AnchorState, Offsets, PlacedHighlight
from careader.text.reading import ReadingText
from careader.text.segment import sentence_at


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sentences with hits of one text, in its order."""

    sentences: tuple[Offsets, ...] = ()
    """Those to be offered."""
    taken: int = 0
    """How many more there are that were highlighted before."""


def gather(
    reading: ReadingText, hits: Iterable[Offsets], placed: Iterable[PlacedHighlight]
) -> Gathered:
    """Return the sentences in which hits begin, each once.

    A sentence is taken when one of the highlights holds all of it, or its hit. A hit that goes on
    into the next sentence takes that with it.
    """
    marked = [(p.start, p.end) for p in placed if p.state is not AnchorState.ORPHAN]
    free: list[Offsets] = []
    taken: set[Offsets] = set()
    for hit in hits:
        sentence = _around(reading, hit)
        if free and sentence[0] < free[-1][1]:
            continue
        if _held(marked, sentence) or _held(marked, hit):
            taken.add(sentence)
        else:
            free.append(sentence)
    return Gathered(tuple(free), len(taken - set(free)))


def _around(reading: ReadingText, hit: Offsets) -> Offsets:
    start, end = sentence_at(reading, hit[0])
    return start, max(end, sentence_at(reading, max(hit[0], hit[1] - 1))[1])


def _held(marked: Sequence[Offsets], span: Offsets) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in marked)
