"""DOCX documents: mammoth makes HTML of them, the rest is the same as for pages."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import Any

from careader.importing.formats import trees
from careader.importing.formats.container import Container
from careader.importing.formats.evidence import DOUBT, stands_in
from careader.importing.formats.failure import ImportFailure
from careader.importing.formats.html import markdown_of
from careader.importing.formats.limits import Limits
from careader.importing.formats.links import Links
from careader.importing.formats.trees import Element, text_of
from careader.importing.model import Extract, Hints
from careader.text.clean import clean_line

_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Author'] => p.author:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='Block Text'] => blockquote:fresh
"""
_PROPERTIES = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_NO_AUTHORS = frozenset(
    ("user", "admin", "administrator", "author", "microsoft office user", "owner", "windows user")
)


def read(name: str, data: bytes, limits: Limits) -> list[Extract]:
    """Return the document's text; its title style is a hint, its properties are with a doubt.

    A document's dates say when it was saved, so they are not taken.
    """
    container = Container(data, limits)
    _refuse_entities(container)
    root = _html(data)
    body = markdown_of(root, Links(""))
    hints, doubts = _hints(container, root, body)
    return [Extract(name=name, format="docx", body=body, hints=hints, doubts=doubts)]


def _refuse_entities(container: Container) -> None:
    """Refuse XML with a document type: DOCX has none, and mammoth's parser expands entities."""
    for name in sorted(container.names):
        if name.lower().endswith((".xml", ".rels")) and _has_doctype(container.read(name)):
            raise ImportFailure(f"damaged: {name} holds a document type definition")
    if not any(name.startswith("word/") for name in container.names):
        raise ImportFailure("damaged: no Word document in it")


def _has_doctype(data: bytes) -> bool:
    return b"<!DOCTYPE" in data.replace(b"\x00", b"")  # of UTF-16 too


def _html(data: bytes) -> Element:
    # Imported here: 45 ms, and only DOCX needs it.
    import mammoth

    result = mammoth.convert_to_html(
        io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(_no_picture)
    )
    return trees.html(f"<div>{result.value}</div>" if result.value else "")


def _no_picture(_image: Any) -> dict[str, str]:
    return {}


def _hints(container: Container, root: Element, body: str) -> tuple[Hints, dict[str, str]]:
    """Return what paragraphs with styles of their own say, then the properties."""
    own = _properties(container)
    title = next((text_of(each) for each in root.iter("h1") if each.get("class") == "title"), "")
    authors = tuple(text_of(each) for each in root.iter("p") if each.get("class") == "author")
    creators = tuple(each for each in _parts(own["creator"], ";") if _is_person(each))
    doubts = {}
    if not title and own["title"] and not stands_in(own["title"], body):
        doubts["title"] = DOUBT
    if not authors and not all(stands_in(each, body) for each in creators):
        doubts["author"] = DOUBT
    hints = Hints(
        title=clean_line(title) or own["title"], authors=authors or creators,
        lang=own["language"], tags=_parts(own["keywords"].replace(";", ","), ","),
    )  # fmt: skip
    return hints, doubts


def _parts(text: str, mark: str) -> tuple[str, ...]:
    return tuple(part for each in text.split(mark) if (part := each.strip()))


def _is_person(name: str) -> bool:
    return name.casefold() not in _NO_AUTHORS


def _properties(container: Container) -> dict[str, str]:
    root = None
    if _PROPERTIES in container.names:
        with suppress(ImportFailure):
            root = trees.xml(container.read(_PROPERTIES))
    tags = {"title": _DC, "creator": _DC, "language": _DC, "keywords": _CP}
    if root is None:
        return dict.fromkeys(tags, "")
    found = {key: root.findtext(namespace + key) or "" for key, namespace in tags.items()}
    return {key: clean_line(value) for key, value in found.items()}
