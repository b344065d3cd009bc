"""Passages as one JSON document: the list that scripts rely on (DESIGN.md, "The command line")."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from careader.annotations.export import Passage
from careader.annotations.links import links_in


def render(passages: Sequence[Passage]) -> str:
    """Return passages as a JSON array, one object a line."""
    lines = [json.dumps(shape(each), ensure_ascii=False) for each in passages]
    return "[" + ",\n ".join(lines) + "]\n"


def shape(passage: Passage) -> dict[str, Any]:
    """Return one passage as plain values.

    `start` and `end` are code points of the article's reading text as it is now, 0 for an orphan.
    """
    placed, highlight = passage.placed, passage.placed.highlight
    return {
        "id": highlight.id,
        "article": highlight.article,
        "article_title": passage.title,
        "quote": highlight.quote,
        "note": highlight.note,
        "links": [link.id for link in links_in(highlight.note)],
        "color": highlight.color,
        "meaning": passage.meaning,
        "tags": list(highlight.tags),
        "created": highlight.created,
        "updated": highlight.updated,
        "state": str(placed.state),
        "start": placed.start,
        "end": placed.end,
        "reader": highlight.reader,
    }
