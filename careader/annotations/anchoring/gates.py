"""Whether the best place found is sure, to be checked by a person, or not the passage at all.

The thresholds were found on one book and hold on others (research, section 2.4; docs/annotations.md
has the table). They let through too little rather than too much: a wrong anchor that nobody marks
is the worst that can happen.
"""

from __future__ import annotations

from careader.annotations.anchoring.candidates import Candidate, Wanted
from careader.annotations.anchoring.seeds import is_ideographic
from careader.model import AnchorState

_FEW, _SHORT, _MIDDLING, _LONG = 8, 16, 40, 60
"""Letters. Of fewer than the first a lone likeness says nothing; below the second a quote needs its
context; from the last on it can do without."""
_IDEOGRAPH = 2.5
"""Letters that a Chinese character counts for."""
_MARGIN = 0.06
"""By how much the best place must be better than the next to be sure."""


def state_of(best: Candidate, second: Candidate | None, wanted: Wanted) -> AnchorState:
    """Judge the best place, given the next best that does not overlap it."""
    letters = _letters(wanted.quote)
    alone = best.quote == 1 and (second is None or second.quote < 1)
    if not _is_it(best, letters, wanted, alone=alone):
        return AnchorState.ORPHAN
    bare = not (wanted.prefix or wanted.suffix)
    if bare and alone and letters >= _SHORT:
        return AnchorState.SURE  # word for word and once: more cannot be known without a context
    sure = _is_sure(best, letters) and not best.grown and _stands_out(best, second, wanted.near)
    return AnchorState.SURE if sure else AnchorState.CHECK


def _stands_out(best: Candidate, second: Candidate | None, near: int) -> bool:
    """Say whether the best place cannot be mistaken for the next.

    Where a paragraph stands nearly twice, one place may fit to the letter because the other, the
    right one, was edited. It is taken when it also is the one nearer to where the passage was.
    """
    if second is None or best.score - second.score >= _MARGIN:
        return True
    only = best.quote == best.context == 1 and (second.quote < 1 or second.context < 1)
    return only and 4 * abs(best.start - near) < abs(second.start - near)


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
            or (alone and letters >= _FEW)
        )
    if letters < _MIDDLING:
        return quote >= 0.95 or (quote >= 0.75 and side >= 0.5) or (quote >= 0.6 and context >= 0.7)
    return quote >= 0.75 or (quote >= 0.55 and side >= 0.5) or (quote >= 0.45 and context >= 0.75)


def _is_sure(best: Candidate, letters: float) -> bool:
    quote, context, side = best.quote, best.context, best.side
    around = 0.0 if letters >= _LONG else 0.45 if letters >= _MIDDLING else 0.6
    return (
        (quote >= 0.85 and side >= 0.6 and context >= around)
        or (quote >= 0.70 and context >= 0.7)
        or (quote >= 0.97 and letters >= _LONG)
    )
