"""The best place for a quote in an evened-out text, judged; a long quote is found by its ends."""

from __future__ import annotations

from dataclasses import replace

from careader.annotations.anchoring.candidates import Candidate, Candidates, Wanted
from careader.annotations.anchoring.gates import state_of
from careader.annotations.anchoring.seeds import share_found
from careader.model import AnchorState

_LONG = 1_200
"""Code points from which a quote is found by its ends: aligning it whole would take too long."""
_END = 400
"""Code points of an end."""
_CONTEXT = 32
_KEPT = 0.7
"""The share of a long quote that must be there still for it to be sure."""

Located = tuple[Candidate | None, AnchorState]


def locate(text: str, sought: Wanted) -> Located:
    """Return the best place of a quote, None when there is none, and how sure that is."""
    if len(sought.quote) >= _LONG:
        return _by_its_ends(text, sought)
    ranked = Candidates(text, sought).ranked()
    if not ranked:
        return None, AnchorState.ORPHAN
    best = ranked[0]
    return best, state_of(best, _second(best, ranked), sought)


def _second(best: Candidate, ranked: list[Candidate]) -> Candidate | None:
    """Return the best place that shares nothing with the best one."""
    elsewhere = (each for each in ranked if each.end <= best.start or each.start >= best.end)
    return next(elsewhere, None)


def _by_its_ends(text: str, sought: Wanted) -> Located:
    quote = sought.quote
    inner = quote[_END : _END + _CONTEXT], quote[-_END - _CONTEXT : -_END]
    head = Wanted(sought.prefix, quote[:_END], inner[0], sought.near)
    tail = Wanted(inner[1], quote[-_END:], sought.suffix, sought.near + len(quote) - _END)
    (first, first_state), (last, last_state) = locate(text, head), locate(text, tail)
    states = {first_state, last_state}
    if first is None or last is None or AnchorState.ORPHAN in states:
        return _one_end((first, first_state), (last, last_state))
    length = last.end - first.start
    if not 0.3 * len(quote) <= length <= 3 * len(quote):
        return replace(first, grown=True), AnchorState.CHECK
    kept = share_found(quote, text[first.start : last.end])
    found = replace(first, end=last.end, score=(first.score + last.score) / 2, quote=kept)
    sure = states == {AnchorState.SURE} and kept >= _KEPT
    return found, AnchorState.SURE if sure else AnchorState.CHECK


def _one_end(*ends: Located) -> Located:
    """Return the end that was found, to be checked: the rest is gone."""
    found = [place for place, state in ends if state is not AnchorState.ORPHAN]
    return (found[0], AnchorState.CHECK) if found else (None, AnchorState.ORPHAN)
