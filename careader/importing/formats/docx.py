"""DOCX documents: mammoth makes HTML of them, the rest is the same as for pages."""

from __future__ import annotations

import io
from typing import Any

from careader.importing.formats import trees
from careader.importing.formats.container import Container
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
_OWN = "from the document's properties, not from its text"
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
    title = next((text_of(each) for each in root.iter("h1") if each.get("class") == "title"), "")
    authors = tuple(text_of(each) for each in root.iter("p") if each.get("class") == "author")
    hints, doubts = _hints(container, clean_line(title), authors)
    body = markdown_of(root, Links(""))
    return [Extract(name=name, format="docx", body=body, hints=hints, doubts=doubts)]


def _refuse_entities(container: Container) -> None:
    """Refuse XML with a document type: DOCX has none, and mammoth's parser expands entities."""
    for name in sorted(container.names):
        if name.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in container.read(name):
            raise ImportFailure(f"damaged: {name} holds a document type definition")
    if not any(name.startswith("word/") for name in container.names):
        raise ImportFailure("damaged: no Word document in it")


def _html(data: bytes) -> Element:
    # Imported here: 45 ms, and only DOCX needs it.
    import mammoth

    result = mammoth.convert_to_html(
        io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(_no_picture)
    )
    return trees.html(f"<div>{result.value}</div>" if result.value else "")


def _no_picture(_image: Any) -> dict[str, str]:
    return {}


def _hints(
    container: Container, title: str, authors: tuple[str, ...]
) -> tuple[Hints, dict[str, str]]:
    doubts: dict[str, str] = {}
    own = _properties(container)
    if not title and own.get("title"):
        title = doubts.setdefault("title", _OWN) and own["title"]
    creators = tuple(each.strip() for each in own.get("creator", "").split(";"))
    creators = tuple(each for each in creators if each and each.casefold() not in _NO_AUTHORS)
    if not authors and creators:
        authors = creators
        doubts["authors"] = _OWN
    lang = own.get("language", "")
    tags = tuple(
        each.strip()
        for each in own.get("keywords", "").replace(";", ",").split(",")
        if each.strip()
    )
    return Hints(title=title, authors=authors, lang=lang, tags=tags), doubts


def _properties(container: Container) -> dict[str, str]:
    if _PROPERTIES not in container.names:
        return {}
    try:
        root = trees.xml(container.read(_PROPERTIES))
    except ImportFailure:
        return {}
    tags = {"title": _DC, "creator": _DC, "language": _DC, "keywords": _CP}
    found = {key: root.findtext(namespace + key) or "" for key, namespace in tags.items()}
    return {key: clean_line(value) for key, value in found.items()}
