"""Passages as plain text to be read: under their articles, quote, note, what is known of them."""

from __future__ import annotations

from collections.abc import Sequence

from careader.annotations.export import Passage, by_article
from careader.annotations.links import with_links
from careader.model import AnchorState
from careader.text.clean import clean_line

_STATES = {
    AnchorState.SURE: "",
    AnchorState.CHECK: "check: the text has changed, the passage has probably moved",
    AnchorState.ORPHAN: "orphan: the passage is no longer in the article",
}


def render(passages: Sequence[Passage]) -> str:
    """Return passages as text, nothing wrapped."""
    parts = []
    for article_id, members in by_article(passages):
        parts.append(f"{clean_line(members[0].title)}\n{article_id}\n")
        parts.extend(map(_passage, members))
    return "\n".join(parts)


def _passage(passage: Passage) -> str:
    highlight = passage.placed.highlight
    quote = f"“{clean_line(highlight.quote)}”"
    lines = [f"  {'on the whole article:' if highlight.on_article else quote}"]
    note = with_links(highlight.note, lambda link: f"“{link.words or link.id}”")
    lines += [f"    {line}".rstrip() for line in note.splitlines()]
    lines.append(f"  {_known(passage)}")
    return "\n".join(lines) + "\n"


def _known(passage: Passage) -> str:
    highlight = passage.placed.highlight
    tags = " ".join(f"#{clean_line(tag)}" for tag in highlight.tags)
    parts = (highlight.reader, highlight.created[:10], passage.color, tags)
    return " · ".join(filter(None, (*parts, _STATES[passage.placed.state], highlight.id)))
