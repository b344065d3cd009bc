"""What a page says of itself in JSON-LD (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from careader.importing.formats.trees import Element
from careader.text.clean import clean_line

_ARTICLES = re.compile(
    r"Article|BlogPosting|Report|Review|Posting|PublicationIssue|Chapter|Thesis|CreativeWork$"
)
_MAX_BYTES = 500_000
_MAX_NODES = 2_000
_STRAY_CONTROLS = re.compile(r"[\x00-\x1f]+")

Node = dict[str, Any]


def articles(root: Element) -> list[Node]:
    """Return the nodes of a page's JSON-LD that are articles, the most telling first."""
    nodes: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            nodes += _nodes(_parsed("".join(script.itertext())))
    known = {
        node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1
    }
    found = [_resolved(node, known) for node in nodes if _is_article(node)]
    return sorted(
        found, key=lambda node: -len(node.keys() & {"headline", "author", "datePublished", "name"})
    )


def _parsed(source: str) -> Any:
    text = source.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
    if not text or len(text) > _MAX_BYTES:
        return None
    for each in (text, _STRAY_CONTROLS.sub(" ", text)):
        try:
            return json.loads(each)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> list[Node]:
    found: list[Node] = []
    waiting = [value]
    while waiting and len(found) < _MAX_NODES:
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting += each[:_MAX_NODES]
        elif isinstance(each, dict):
            found.append(each)
            waiting += [
                each[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in each
            ]
    return found


def _is_article(node: Node) -> bool:
    return any(_ARTICLES.search(kind) for kind in texts(node.get("@type")))


def _resolved(node: Node, known: dict[str, Node]) -> Node:
    """Put in place of a node's references what they refer to."""
    return {key: _one_resolved(value, known) for key, value in node.items()}


def _one_resolved(value: Any, known: dict[str, Node]) -> Any:
    if isinstance(value, list):
        return [_one_resolved(each, known) for each in value[:200]]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
        return known.get(value["@id"], value)
    return value


def texts(value: Any) -> list[str]:
    """Return the texts of a value that may be one, several, or nodes with a name."""
    return [line for each in _texts(value) if (line := clean_line(each))]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list):
        for each in value[:200]:
            if not isinstance(each, list):
                yield from _texts(each)
    elif isinstance(value, dict):
        name = value.get("name") or value.get("@value")
        if isinstance(name, str):
            yield name


def text(node: Node, *keys: str) -> str:
    """Return the first text that stands under one of the keys."""
    return next((found[0] for key in keys if (found := texts(node.get(key)))), "")
