"""W3C Web Annotations (JSON-LD): one, a list, a collection, or the set that careader exports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from careader.annotations.importing import Fault, Record, extra_of
from careader.annotations.importing.values import (
    color_of,
    json_of,
    mapping_of,
    mappings_of,
    moment_of,
    number_of,
    text_of,
    texts_of,
)
from careader.model import NOTHING, Highlight

_DEEPEST = 8
"""Levels of selectors that refine each other."""


def accepts(text: str) -> bool:
    """Whether a text holds Web Annotations."""
    document = json_of(text)
    kinds = texts_of(mapping_of(document).get("type"))
    sets = ("AnnotationSet", "AnnotationCollection", "AnnotationPage")
    return any(kind in sets for kind in kinds) or any(map(_is_annotation, _items(document)))


def read(text: str) -> Iterator[Record | Fault]:
    """Yield the annotations of a text; of several targets, each by itself."""
    for number, item in enumerate(_items(json_of(text)), 1):
        name = text_of(mapping_of(item).get("id")) or str(number)
        if not _is_annotation(item):
            yield Fault(name, "is not an annotation")
            continue
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for part, target in enumerate(targets):
            yield _record(item, target, f"{name}#{part}" if part else name)


def _items(document: object) -> list[Any]:
    if isinstance(document, list):
        return document
    found = mapping_of(document)
    items = found.get("items")
    if isinstance(items, list):
        return items
    if isinstance(found.get("first"), dict):
        return _items(found["first"])
    return [document] if _is_annotation(document) else []


def _is_annotation(item: object) -> bool:
    kinds = texts_of(mapping_of(item).get("type"))
    return "Annotation" in kinds and bool(mapping_of(item).get("target"))


def _record(item: Mapping[str, Any], target: object, key: str) -> Record:
    selectors = list(_selectors(mapping_of(target).get("selector")))
    quote = _of_type(selectors, "TextQuoteSelector")
    notes, tags, color = _bodies(item)
    source = mapping_of(target).get("source") or mapping_of(target).get("id")
    record = Record(
        key=key,
        quote=text_of(quote.get("exact")),
        prefix=text_of(quote.get("prefix")),
        suffix=text_of(quote.get("suffix")),
        start=number_of(_of_type(selectors, "TextPositionSelector").get("start")),
        note="\n\n".join(notes),
        tags=tags,
        color=color,
        created=moment_of(item.get("created")),
        updated=moment_of(item.get("modified")),
        url=text_of(target) or text_of(source) or text_of(mapping_of(source).get("id")),
        title=text_of(mapping_of(source).get("title")),
        by=_name(item.get("creator")),
        more=extra_of(motivation=text_of(item.get("motivation"))),
    )
    return replace(record, own=_own(item, record, target))


def _selectors(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yield selectors and those that refine them."""
    for selector in mappings_of(value):
        yield selector
        if depth < _DEEPEST:
            yield from _selectors(selector.get("refinedBy"), depth + 1)


def _of_type(selectors: list[Mapping[str, Any]], kind: str) -> Mapping[str, Any]:
    return next((each for each in selectors if kind in texts_of(each.get("type"))), {})


def _bodies(item: Mapping[str, Any]) -> tuple[list[str], tuple[str, ...], str]:
    """Return what an annotation says: notes, tags and colour."""
    notes, color = [text_of(item.get("bodyValue"))], ""
    tags: list[str] = []
    bodies = item.get("body")
    for body in bodies if isinstance(bodies, list) else [bodies]:
        found = mapping_of(body)
        color = color or color_of(found.get("color"))
        tags += texts_of(found.get("tags"))
        value = text_of(body) or text_of(found.get("value")) or text_of(found.get("id"))
        purposes = texts_of(found.get("purpose") or item.get("motivation"))
        (tags if "tagging" in purposes else notes).append(value)
    return list(filter(None, notes)), tuple(dict.fromkeys(filter(None, tags))), color


def _name(creator: object) -> str:
    for each in mappings_of(creator):
        return text_of(each.get("nickname")) or text_of(each.get("name")) or text_of(each.get("id"))
    return text_of(creator)


def _own(item: Mapping[str, Any], record: Record, target: object) -> Highlight | None:
    """Return the highlight that careader exported, None when another program wrote it."""
    own = mapping_of(item.get("careader"))
    if not text_of(own.get("id")):
        return None
    headings = mapping_of(mapping_of(target).get("meta")).get("headings")
    extra = mapping_of(own.get("extra"))
    body = next(mappings_of(item.get("body")), {})
    return Highlight(
        id=text_of(own.get("id")),
        article=text_of(own.get("article")),
        quote=record.quote,
        prefix=record.prefix,
        suffix=record.suffix,
        start=number_of(own.get("start")),
        end=number_of(own.get("end")),
        heading=tuple(text_of(each.get("txt")) for each in mappings_of(headings)),
        text_hash=text_of(own.get("text_hash")),
        canon=number_of(own.get("canon")) or 1,
        color=text_of(body.get("color")) or "yellow",
        tags=record.tags,
        note=text_of(body.get("value")),
        created=text_of(item.get("created")),
        updated=text_of(item.get("modified")),
        reader=text_of(own.get("reader")),
        extra=MappingProxyType(dict(extra)) if extra else NOTHING,
    )
