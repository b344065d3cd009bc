"""HTML and XML parsed so that nothing outside the bytes is ever read."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from careader.importing.formats.failure import ImportFailure
from careader.text import htmltext
from careader.text.clean import clean

Element = Any
"""An lxml element; lxml has no types of its own."""

MAX_DEPTH = 255
"""Levels libxml2 reads; what is nested deeper it leaves out."""

_DECLARATION = re.compile(r"^\s{0,100}<\?xml[^>]{0,300}\?>", re.I)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,2000}(?:\[[^\]]{0,20000}\]\s{0,100})?>", re.I)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_XML_OWN = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))


def html(source: str) -> Element:
    """Return the root of a page; comments and processing instructions are gone.

    Raises ImportFailure when there is nothing in it.
    """
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    text = clean(_DECLARATION.sub("", source))
    try:
        return lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise ImportFailure("there is no text in it") from None


def xml(source: bytes, *, recover: bool = True) -> Element:
    """Return the root of an XML file; entities are not expanded, a DTD is not loaded.

    Raises ImportFailure when it is no XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, recover=recover, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(source, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ImportFailure(f"damaged: {error}") from None
    if root is None:
        raise ImportFailure("damaged: no XML in it")
    return root


def xhtml(source: str) -> Element:
    """Return the root of an XHTML file, its tags without namespaces; as HTML if it is no XML."""
    text = _DOCTYPE.sub("", _DECLARATION.sub("", source), count=1)
    text = _ENTITY.sub(_character, text)
    try:
        root = xml(clean(text).encode(), recover=False)
    except ImportFailure:
        return html(source)
    for each in root.iter(etree.Element):
        _without_namespace(each)
    return root


def _character(entity: re.Match[str]) -> str:
    return entity[0] if entity[1] in _XML_OWN else html5.get(entity[1], entity[0])


def _without_namespace(element: Element) -> None:
    """Make `{…/1999/xhtml}p` `p`, and `{…/2007/ops}type` `data-epub-type`."""
    element.tag = etree.QName(element).localname
    for key, value in list(element.attrib.items()):
        if key.startswith("{"):
            name = etree.QName(key)
            prefix = {"http://www.idpf.org/2007/ops": "data-epub-"}.get(name.namespace, "")
            del element.attrib[key]
            element.set(prefix + name.localname, value)


def types_of(element: Element) -> set[str]:
    """Return what an element says it is: its `epub:type`, however it was parsed, and its `role`."""
    said = (element.get(key) or "" for key in ("data-epub-type", "epub:type", "role"))
    return set(" ".join(said).split())


def is_too_deep(root: Element) -> bool:
    """Whether libxml2 left something out because it was nested too deep."""
    deepest, level = 1, 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest >= MAX_DEPTH


def flattened(source: str) -> Element:
    """Return a page's paragraphs and nothing else of its structure, for one nested too deep."""
    body = etree.Element("body")
    for text in htmltext.paragraphs(clean(source)):
        etree.SubElement(body, "p").text = clean(text)
    return body


def text_of(element: Element) -> str:
    """Return the text of an element and all in it, on one line."""
    return " ".join("".join(element.itertext()).split())
