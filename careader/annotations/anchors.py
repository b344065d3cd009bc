"""Anchors: what is kept of a marked passage, and where it stands in the article now. Pure."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from careader.annotations.clock import utc_now
from careader.annotations.settled import Decision, Said, decided, decisions, settled_in
from careader.model import AnchorState, Highlight, PlacedHighlight

if TYPE_CHECKING:
    from careader.annotations.anchoring import Anchor, Quote

ADJUSTED = "adjusted"
"""The key of a highlight's file that holds its earlier passages, oldest first."""
_PASSAGE = ("quote", "start", "end")
_PLACE = ("prefix", "suffix", "heading", "text_hash", "canon")

CONTEXT = 32
"""Code points kept either side of a quote; more helps only in repeated text (research, 2.5)."""


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

    No work is done when the text is the one it was marked in, or one for which a person said where
    it stands. Otherwise it is looked for (`careader.annotations.anchoring`): the passage that was
    last said to be it, then the quote. What a person detached stays an orphan. Offsets are code
    points, both 0 for an orphan and for a note on the whole article, which is where it was.
    """
    known = _known(reading, highlight)
    if known is not None:
        return PlacedHighlight(highlight, *known)
    history = decisions(highlight)
    if highlight.on_article and not history:
        return PlacedHighlight(highlight, 0, 0, AnchorState.SURE)
    if history and history[-1].said is Said.DETACHED:
        return PlacedHighlight(highlight, 0, 0, AnchorState.ORPHAN)
    anchor = _found(reading.text, highlight)
    return PlacedHighlight(highlight, anchor.start, anchor.end, anchor.state)


def decide(reading: Reading, highlight: Highlight, said: Said, start: int, end: int) -> Highlight:
    """Return the highlight with what a person said about its place in this text.

    Raises ValueError when a passage is said that is none.
    """
    if said is Said.DETACHED:
        made = Decision(said=said, at=utc_now(), text_hash=reading.digest, canon=_canon())
        return decided(highlight, made)
    there = describe(reading, start, end, article=highlight.article)
    made = Decision(
        said=said,
        at=utc_now(),
        text_hash=reading.digest,
        start=there.start,
        end=there.end,
        quote=there.quote,
        prefix=there.prefix,
        suffix=there.suffix,
        canon=there.canon,
    )
    return decided(highlight, made)


def adjusted(reading: Reading, highlight: Highlight, start: int, end: int) -> Highlight:
    """Return the highlight with another passage, which a person chose; it stays the same one.

    What it was before is kept in its file under `adjusted`, so the passage that was first marked
    is never lost. Raises ValueError when the passage is none.
    """
    there = describe(reading, start, end, article=highlight.article)
    former = {name: getattr(highlight, name) for name in (*_PASSAGE, "text_hash")}
    before = highlight.extra.get(ADJUSTED)
    kept = [*(before if isinstance(before, list) else ()), {"at": utc_now()} | former]
    passage = {name: getattr(there, name) for name in (*_PASSAGE, *_PLACE)}
    extra = MappingProxyType({**highlight.extra, ADJUSTED: kept})
    moved = replace(highlight, **passage, extra=extra)
    # What was said of this text earlier would go before the new passage.
    return decide(reading, moved, Said.MOVED, start, end) if decisions(highlight) else moved


def quotes_of(highlight: Highlight) -> tuple[Quote, ...]:
    """Return what is looked for: the passage last said to be it, then the one that was marked."""
    from careader.annotations.anchoring import Quote  # only an edited article needs it

    said = [each for each in decisions(highlight)[-1:] if each.quote]
    settled = [Quote(each.quote, each.prefix, each.suffix, each.start) for each in said]
    marked = Quote(highlight.quote, highlight.prefix, highlight.suffix, highlight.start)
    return (*settled, marked)


def _known(reading: Reading, highlight: Highlight) -> tuple[int, int, AnchorState] | None:
    """Return where a highlight stands when that needs no looking for it."""
    settled = settled_in(highlight, reading.digest)
    if settled is not None and reading.text[settled.start : settled.end] == settled.quote:
        return settled.start, settled.end, settled.state
    start, end = highlight.start, highlight.end
    if highlight.text_hash == reading.digest and reading.text[start:end] == highlight.quote != "":
        return start, end, AnchorState.SURE
    return None


def _found(text: str, highlight: Highlight) -> Anchor:
    from careader.annotations.anchoring import ORPHAN, find

    best = ORPHAN
    for quote in quotes_of(highlight):
        anchor = find(text, quote)
        if anchor.state is AnchorState.SURE:
            return anchor
        best = best if best.state is AnchorState.CHECK else anchor
    return best


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
