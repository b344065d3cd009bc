"""Passages as W3C Web Annotations (JSON-LD) in one set: the lossless export.

Each item is valid by the W3C's assertions (www.w3.org/TR/annotation-model); the set, the colour
and the headings are those of Readium's profile (github.com/readium/annotations). What neither
knows stands under `careader`, so that an import gives back the same highlight.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from careader.annotations.export import Passage
from careader.annotations.export.names import article_iri, uuid_of
from careader.model import Article, Highlight

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
GENERATOR = {"id": "urn:careader", "type": "Software", "name": "careader"}

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def render(passages: Sequence[Passage]) -> str:
    """Return passages as an `AnnotationSet`, an item a line."""
    head = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{uuid_of('/'.join(each.placed.highlight.id for each in passages))}",
        "type": "AnnotationSet",
        "generator": GENERATOR,
    }
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    items = ",\n ".join(json.dumps(annotation(each), ensure_ascii=False) for each in passages)
    return f'{opening}, "items": [{items}]}}\n'


def annotation(passage: Passage) -> dict[str, Any]:
    """Return one passage as an annotation of its own."""
    highlight = passage.placed.highlight
    found = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{uuid_of(highlight.id)}",
        "type": "Annotation",
        "created": _moment(highlight.created),
        "modified": _moment(highlight.updated),
        "creator": {"type": "Person", "nickname": highlight.reader} if highlight.reader else None,
        "generator": GENERATOR,
        "motivation": "commenting" if highlight.note.strip() else "highlighting",
        "body": _bodies(highlight),
        "target": _target(passage),
        "careader": _own(highlight),
    }
    return {key: value for key, value in found.items() if value}


def _bodies(highlight: Highlight) -> list[dict[str, Any]]:
    note = {
        "type": "TextualBody",
        "value": highlight.note,
        "format": "text/markdown",
        "purpose": "commenting" if highlight.note.strip() else "highlighting",
        "color": highlight.color,
        "highlight": "solid",
        "tags": list(highlight.tags),
    }
    tags = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in highlight.tags]
    return [{key: value for key, value in note.items() if value != []}, *tags]


def _target(passage: Passage) -> dict[str, Any]:
    highlight, article = passage.placed.highlight, passage.article
    target: dict[str, Any] = {
        "source": article_iri(highlight.article, article.url if article else ""),
        "selector": _selectors(highlight),
        "state": _state(highlight, article),
        "meta": {"headings": [{"level": n, "txt": h} for n, h in enumerate(highlight.heading, 1)]}
        if highlight.heading
        else None,
    }
    return {key: value for key, value in target.items() if value}


def _selectors(highlight: Highlight) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if highlight.quote:
        texts = {"exact": highlight.quote, "prefix": highlight.prefix, "suffix": highlight.suffix}
        given = {key: value for key, value in texts.items() if value}
        found.append({"type": "TextQuoteSelector", **given})
    if 0 <= highlight.start < highlight.end:
        place = {"start": highlight.start, "end": highlight.end}
        found.append({"type": "TextPositionSelector", **place})
    return found


def _state(highlight: Highlight, article: Article | None) -> dict[str, Any] | None:
    """Return which text the selectors are of: of what time, and its hash."""
    source = article.extra.get("source") if article else None
    imported = source.get("imported") if isinstance(source, Mapping) else None
    date = _moment(imported if isinstance(imported, str) else "") or _moment(highlight.created)
    if not date:
        return None  # the W3C wants a date in every TimeState
    state = {"type": "TimeState", "sourceDate": date}
    if highlight.text_hash:
        state["cached"] = f"urn:careader:text:{highlight.text_hash}"
    return state


def _moment(text: str) -> str:
    """Return a time as it is when it is one in UTC (xsd:dateTime, `Z`), else nothing."""
    return text if _MOMENT.fullmatch(text) else ""


def _own(highlight: Highlight) -> dict[str, Any]:
    """Return what an import needs to make the same highlight, and nothing else has room for."""
    return {
        "id": highlight.id,
        "article": highlight.article,
        "reader": highlight.reader,
        "start": highlight.start,
        "end": highlight.end,
        "text_hash": highlight.text_hash,
        "canon": highlight.canon,
        **({"deleted": highlight.deleted} if highlight.deleted else {}),
        **({"extra": dict(highlight.extra)} if highlight.extra else {}),
    }
