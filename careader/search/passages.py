"""The highlight that a query about notes and highlights found, and what of it matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careader.model import Highlight, Snippet
from careader.search import query as q
from careader.search.snippets import snippet
from careader.search.textmatch import leaf_in, places_in

Asked = q.Has | q.Noted


@dataclass(frozen=True, slots=True)
class Passage:
    """A highlight that is why an article was found."""

    highlight: Highlight
    snippet: Snippet
    """Its note, or the quoted passage where that is what was asked for."""


def passage_of(asked: Sequence[Asked], highlights: Sequence[Highlight]) -> Passage | None:
    """Return the highlight of an article that answers most of what is asked, the latest of those.

    None when none answers anything.
    """
    living = [each for each in highlights if not each.deleted]
    ranked = [(sum(answers(leaf, each) for leaf in asked), each.created, each) for each in living]
    best = max(ranked, key=lambda row: row[:2], default=None)
    if best is None or not best[0]:
        return None
    highlight = best[2]
    return Passage(
        highlight, _snippet([leaf for leaf in asked if answers(leaf, highlight)], highlight)
    )


def answers(leaf: Asked, highlight: Highlight) -> bool:
    """Say whether a highlight is what a leaf asks for."""
    match leaf:
        case q.Noted(_, words):
            return leaf_in(words, places_in(text_of(leaf, highlight)))
        case q.Has(q.Owned.NOTE):
            return bool(highlight.note.strip())
        case _:
            return True


def text_of(leaf: Asked, highlight: Highlight) -> str:
    """Return the part of a highlight that a leaf asks about."""
    match leaf:
        case q.Has(q.Owned.NOTE) | q.Noted(q.NoteField.NOTE):
            return highlight.note
        case _:
            return highlight.quote


def _snippet(asked: Sequence[Asked], highlight: Highlight) -> Snippet:
    """Return the part that words were asked of, else the part that has to be there."""
    first = next((leaf for leaf in asked if isinstance(leaf, q.Noted)), asked[0])
    text = text_of(first, highlight)
    words = [
        leaf.leaf
        for leaf in asked
        if isinstance(leaf, q.Noted) and text_of(leaf, highlight) == text
    ]
    return snippet([text], words)
