"""Which highlights a person should look at because their article changed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from careader.annotations.settled import Said, decisions
from careader.model import AnchorState, PlacedHighlight

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")

Run = tuple[str, bool]
"""A piece of text, and whether it is different in the other one."""


def needs_look(placed: PlacedHighlight) -> bool:
    """Whether nobody said yet where a highlight stands that was not found for certain.

    A note on a whole article has no place that could be lost.
    """
    if placed.state is AnchorState.SURE or not placed.highlight.quote.strip():
        return False
    history = decisions(placed.highlight)
    return not (history and history[-1].said is Said.DETACHED)


def by_need(placed: Iterable[PlacedHighlight]) -> tuple[PlacedHighlight, ...]:
    """Return highlights with those first that need a look, else in the order they come."""
    every = tuple(placed)
    waiting = [each for each in every if needs_look(each)]
    if not waiting:
        return every
    return (*waiting, *(each for each in every if not needs_look(each)))


def differences(old: str, new: str) -> tuple[list[Run], list[Run]]:
    """Return two passages in pieces, word by word, with what each has that the other has not."""
    from difflib import SequenceMatcher  # 2 ms that only a review needs

    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    mine = list(_runs(one, [(block.a, block.size) for block in blocks]))
    theirs = list(_runs(other, [(block.b, block.size) for block in blocks]))
    return mine, theirs


def _runs(tokens: Sequence[str], same: Iterable[tuple[int, int]]) -> Iterator[Run]:
    done = 0
    for start, size in same:
        for first, last, different in ((done, start, True), (start, start + size, False)):
            if text := "".join(tokens[first:last]):
                yield text, different
        done = start + size
