"""HTML pages."""

from __future__ import annotations

from careader.importing.formats import boilerplate, render, trees
from careader.importing.formats.blocks import Block, blocks_of
from careader.importing.formats.failure import ImportFailure
from careader.importing.formats.limits import Limits
from careader.importing.formats.links import Links, safe_url
from careader.importing.formats.metadata import base_of, hints_of
from careader.importing.formats.notes import take_notes, without_note_headings
from careader.importing.formats.trees import Element
from careader.importing.model import Extract, Hints
from careader.text import htmltext
from careader.text.clean import clean

_FALLBACK = "no article was found in the page: all its text is here"
_TOO_DEEP = "nested too deep: its structure is lost"


def read(name: str, data: bytes, limits: Limits) -> list[Extract]:
    """Return the article of a page, UTF-8."""
    return [page(name, data.decode("utf-8", "replace"))]


def page(name: str, source: str, *, kind: str = "html", url: str = "") -> Extract:
    """Return the article of a page's source; `url` is where it came from, if that is known."""
    root = trees.html(source)
    hints = hints_of(root)
    if trees.is_too_deep(root):
        return _flattened(name, source, kind, hints)
    base = base_of(root, hints.url or safe_url(url))
    links = Links(base)
    _make_local(root, base)
    body = root.find("body") if root.find("body") is not None else root
    text = render.lines(blocks_of(body))
    notes = take_notes(body, links)
    blocks = without_note_headings(blocks_of(body, links))
    doubts: dict[str, str] = {}
    article = boilerplate.article_of(root, blocks)
    if article is None:
        article = _fallback(source, links)
        doubts["body"] = _FALLBACK
    markdown = render.markdown(article, _referred(article, notes))
    if not hints.url and safe_url(url):
        hints = _at(hints, safe_url(url))
    return Extract(name=name, format=kind, body=markdown, page=text, hints=hints, doubts=doubts)


def fragment(source: str, base: str = "") -> str:
    """Return a piece of HTML as Markdown, all of it (a feed's entry, a converted document)."""
    if not source.strip():
        return ""
    try:
        root = trees.html(f"<div>{source}</div>")
    except ImportFailure:
        return ""
    if trees.is_too_deep(root):
        root = trees.flattened(source)
    return markdown_of(root, Links(base))


def markdown_of(root: Element, links: Links) -> str:
    """Return a tree as Markdown, all of it, its notes linked."""
    notes = take_notes(root, links)
    blocks = without_note_headings(blocks_of(root, links))
    return render.markdown(blocks, notes)


def _make_local(root: Element, base: str) -> None:
    """Make links to the page's own address with a fragment links within the page."""
    own = base.partition("#")[0]
    for each in root.iter("a"):
        address, mark, fragment = (each.get("href") or "").partition("#")
        if mark and fragment and (address == own or (own and own.endswith("/" + address))):
            each.set("href", "#" + fragment)


def _referred(blocks: list[Block], notes: dict[str, list[Block]]) -> dict[str, list[Block]]:
    """Return the notes that blocks refer to, and those that these refer to."""
    waiting, found = _labels(blocks), {}
    while waiting:
        label = waiting.pop(0)
        if label in notes and label not in found:
            found[label] = notes[label]
            waiting += _labels(notes[label])
    return found


def _labels(blocks: list[Block]) -> list[str]:
    found = []
    for block in blocks:
        found += [run.note for run in block.runs if run.note] + _labels(block.blocks)
    return found


def _fallback(source: str, links: Links) -> list[Block]:
    root = trees.html(source)
    boilerplate.without_chrome(root)
    body = root.find("body") if root.find("body") is not None else root
    return blocks_of(body, links)


def _flattened(name: str, source: str, kind: str, hints: Hints) -> Extract:
    paragraphs = htmltext.paragraphs(clean(source))
    text = "\n\n".join(paragraphs)
    return Extract(
        name=name, format=kind, body=text, hints=hints, plain=True, doubts={"body": _TOO_DEEP}
    )


def _at(hints: Hints, url: str) -> Hints:
    from dataclasses import replace

    return replace(hints, url=url)
