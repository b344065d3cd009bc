"""Whether the best place found is sure, to be checked by a person, or not the passage at all.

The thresholds were found on one book and hold on others (research, section 2.4; docs/annotations.md
has the table). They let through too little rather than too much: a wrong anchor that nobody marks
is the worst that can happen.
"""

from __future__ import annotations

from careader.annotations.anchoring.candidates import Candidate, Wanted
from careader.annotations.anchoring.seeds import is_ideographic
from careader.model import AnchorState

_SHORT, _TELLING, _MIDDLING, _LONG = 16, 20, 40, 60
"""Letters. Below the first a quote needs its context, from the last it can do without."""
_IDEOGRAPH = 2.5
"""Letters that a Chinese character counts for."""
_MARGIN = 0.06
"""By how much the best place must be better than the next to be sure."""


def is_certain(candidate: Candidate, quote: str) -> bool:
    """Whether the only place where a quote stands letter by letter needs no look at others."""
    return candidate.context >= 0.8 and _letters(quote) >= _TELLING


def state_of(best: Candidate, second: float, wanted: Wanted, *, alone: bool) -> AnchorState:
    """Judge the best place.

    Args:
        best: The place.
        second: The score of the next best that does not overlap it.
        wanted: What was sought.
        alone: Whether the quote stands letter by letter at exactly one place.
    """
    letters = _letters(wanted.quote)
    if not _is_it(best, letters, wanted, alone=alone and best.quote == 1):
        return AnchorState.ORPHAN
    stands_out = best.score - second >= _MARGIN
    sure = _is_sure(best, letters) and stands_out and not best.grown
    return AnchorState.SURE if sure else AnchorState.CHECK


def _letters(quote: str) -> float:
    return len(quote) * (_IDEOGRAPH if is_ideographic(quote) else 1)


def _is_it(best: Candidate, letters: float, wanted: Wanted, *, alone: bool) -> bool:
    """Say whether a place may be the passage; the shorter the quote, the more must fit."""
    quote, context, side = best.quote, best.context, best.side
    if letters < _SHORT:
        bare = not (wanted.prefix or wanted.suffix)
        return (
            (quote >= 0.99 and (side >= 0.6 or bare))
            or (quote >= 0.8 and context >= 0.7)
            or (alone and letters >= 8)
        )
    if letters < _MIDDLING:
        return quote >= 0.95 or (quote >= 0.75 and side >= 0.5) or (quote >= 0.6 and context >= 0.7)
    return quote >= 0.75 or (quote >= 0.55 and side >= 0.5) or (quote >= 0.45 and context >= 0.75)


def _is_sure(best: Candidate, letters: float) -> bool:
    quote, context, side = best.quote, best.context, best.side
    return (
        (quote >= 0.85 and side >= 0.6 and (context >= 0.45 or letters >= _LONG))
        or (quote >= 0.70 and context >= 0.7)
        or (quote >= 0.97 and letters >= _LONG)
    )
