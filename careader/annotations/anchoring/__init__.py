"""Finding a quote again in a text that changed: a pure function from text and quote to an anchor.

The recipe (measured in `benchmarks/anchoring.py`, described in docs/annotations.md): typography is
evened out; where the quote stands letter by letter the context decides; else short pieces of it
vote for places, it is aligned there by itself and between its context, and gates by its length
and the margin to the second-best place say whether the best is sure, to be checked, or none.
"""

from __future__ import annotations

from dataclasses import dataclass

from careader.annotations.anchoring.candidates import wanted
from careader.annotations.anchoring.locate import locate
from careader.annotations.anchoring.normal import normal
from careader.model import AnchorState


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage as it was marked. Code points."""

    exact: str
    prefix: str = ""
    """What stood before it, 32 code points or fewer."""
    suffix: str = ""
    """What stood after it."""
    start: int = 0
    """Where it stood; it only decides between places that are equally good."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands in a text. Offsets are code points, both 0 for an orphan."""

    start: int
    end: int
    state: AnchorState
    score: float
    """How well quote and context fit, 0 to 1."""


ORPHAN = Anchor(0, 0, AnchorState.ORPHAN, 0.0)


def find(text: str, quote: Quote) -> Anchor:
    """Return where a quote stands in a text now and how sure that is. Pure; never raises.

    Takes up to 10 milliseconds for 50,000 characters; the last few texts are kept evened out.
    """
    there = normal(text)
    sought = wanted(quote.prefix, quote.exact, quote.suffix, quote.start, there)
    if not sought.quote.strip() or not there.text:
        return ORPHAN
    best, state = locate(there.text, sought)
    if best is None or state is AnchorState.ORPHAN:
        return ORPHAN
    start, end = there.back(best.start, best.end)
    return Anchor(start, end, state, round(best.score, 3))


__all__ = ["ORPHAN", "Anchor", "Quote", "find"]
