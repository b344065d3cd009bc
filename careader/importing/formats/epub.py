"""EPUB books: container, package, spine, and chapters that may be articles of their own."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from lxml import etree

from careader.importing.formats import render, trees
from careader.importing.formats.blocks import Block, Kind, blocks_of
from careader.importing.formats.container import Container
from careader.importing.formats.decode import decode
from careader.importing.formats.failure import ImportFailure
from careader.importing.formats.limits import Limits
from careader.importing.formats.links import Links, safe_url
from careader.importing.formats.notes import take_notes, without_note_headings
from careader.importing.formats.trees import Element
from careader.importing.model import Extract, Hints
from careader.text.clean import clean_line

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONT_ONLY = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")
_FRONT_MATTER = frozenset(
    (
        "cover", "titlepage", "toc", "landmarks", "loi", "lot", "copyright-page",
        "halftitlepage", "imprint", "index", "dedication",
    )
)  # fmt: skip
_BYLINE = re.compile(
    r"(?:by|von|par|per|por|от|автор[ы]?:?|авторы:)\s+\S.{1,200}|نویسنده.{2,200}", re.I
)
_BYLINE_CLASS = re.compile(r"author|byline|contributor|creator", re.I)
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,5}[^\W\d_][\w.'’-]*")
_WITHIN = 4
"""Blocks after a chapter's heading in which its byline stands."""
_LEAST_WORDS = 200
"""Words from which a chapter without a byline, between articles, is kept as an article."""
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ISSN = re.compile(r"\b\d{4}-\d{3}[\dXx]\b")


@dataclass
class _Chapter:
    """One file of the spine."""

    name: str
    root: Element
    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    authors: tuple[str, ...] = ()
    byline: bool = False

    @property
    def words(self) -> int:
        return sum(len(block.text.split()) for block in self.blocks)


def read(name: str, data: bytes, limits: Limits) -> list[Extract]:
    """Return one extract a chapter when chapters have bylines of their own, else one for all."""
    container = Container(data, limits)
    _refuse_encrypted(container)
    package = _package(container)
    root = trees.xml(container.read(package))
    names = _spine(container, root, posixpath.dirname(package))
    chapters, doubts = _chapters(container, names, limits)
    book = etree.Element("body")
    book.extend(chapter.root for chapter in chapters)
    notes = take_notes(book, Links(""))
    for chapter in chapters:
        _look_into(chapter)
    hints = _hints(root)
    if sum(chapter.byline for chapter in chapters) >= 2:
        return _articles(name, chapters, notes, hints)
    blocks = [block for chapter in chapters for block in chapter.blocks]
    body = render.markdown(blocks, notes)
    return [Extract(name=name, format="epub", body=body, hints=hints, doubts=doubts)]


def _refuse_encrypted(container: Container) -> None:
    if _ENCRYPTION not in container.names:
        return
    said = container.read(_ENCRYPTION)
    methods = re.findall(rb'EncryptionMethod[^>]{0,200}Algorithm="([^"]{0,200})"', said)
    if any(method not in _FONT_ONLY for method in methods):
        raise ImportFailure("encrypted: it is protected against copying")


def _package(container: Container) -> str:
    """Return the name of the package file: the container's, else the only one there is."""
    if _CONTAINER in container.names:
        root = trees.xml(container.read(_CONTAINER))
        for each in root.iter("{*}rootfile"):
            if name := container.resolve("", each.get("full-path") or ""):
                return name
    found = sorted(name for name in container.names if name.lower().endswith(".opf"))
    if not found:
        raise ImportFailure("damaged: the book's package file is not in it")
    return found[0]


def _spine(container: Container, package: Element, base: str) -> list[str]:
    """Return the names of the book's files in reading order, its table of contents left out."""
    items = {each.get("id"): each for each in package.iter(f"{_OPF}item")}
    names: list[str] = []
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        name = container.resolve(base, item.get("href") or "")
        if name and name not in names:
            names.append(name)
    return names


def _chapters(
    container: Container, names: list[str], limits: Limits
) -> tuple[list[_Chapter], dict[str, str]]:
    """Return the chapters that can be read, and a doubt when some cannot."""
    chapters: list[_Chapter] = []
    unread = size = 0
    for index, name in enumerate(names):
        try:
            root = _chapter(container, name, index, names)
        except ImportFailure:
            unread += 1
            continue
        size += sum(len(text) for text in root.itertext())
        if size > limits.characters:
            raise ImportFailure(f"more than {limits.characters:,} characters of text")
        if not _is_front_matter(root):
            chapters.append(_Chapter(name, root))
    if not chapters:
        raise ImportFailure("damaged: no chapter of the book can be read")
    doubt = f"{unread} of the book's {len(names)} parts could not be read"
    return chapters, {"body": doubt} if unread else {}


def _chapter(container: Container, name: str, index: int, names: list[str]) -> Element:
    """Return a chapter's body as a section whose ids and links are those of the whole book."""
    source_text = decode(container.read(name)).text
    root = trees.xhtml(source_text)
    if trees.is_too_deep(root):
        root = trees.flattened(source_text)
    body = root.find(".//body")
    section = etree.Element("section", {"id": f"f{index}-"})
    source = body if body is not None else root
    types = trees.types_of(source) | next((trees.types_of(each) for each in source), set())
    section.set("data-epub-type", " ".join(sorted(types)))
    section.text = source.text
    section.extend(list(source))
    numbers = {each: number for number, each in enumerate(names)}
    for each in section.iter(etree.Element):
        for key in ("id", "name"):
            if each.get(key) and each is not section:
                each.set(key, f"f{index}-{each.get(key)}")
        if each.tag == "a" and each.get("href"):
            each.set("href", _book_wide(container, each.get("href"), name, numbers))
    return section


def _book_wide(container: Container, href: str, name: str, numbers: dict[str, int]) -> str:
    """Return a link to another chapter as one within the book, `#f3-note1`."""
    path, mark, place = href.partition("#")
    target = container.resolve(posixpath.dirname(name), path) if path else name
    return f"#f{numbers[target]}-{place if mark else ''}" if target in numbers else href


def _is_front_matter(root: Element) -> bool:
    return bool(_FRONT_MATTER & trees.types_of(root))


def _look_into(chapter: _Chapter) -> None:
    """Find a chapter's heading and the byline under it."""
    chapter.blocks = without_note_headings(blocks_of(chapter.root, Links("")))
    leaves = _flat(chapter.blocks)
    at = next((index for index, each in enumerate(leaves[:6]) if each.kind is Kind.HEADING), None)
    if at is None:
        return
    chapter.title = clean_line(leaves[at].text)
    for block in leaves[at + 1 : at + 1 + _WITHIN]:
        text = clean_line(block.text)
        if _is_marked(block) and len(text) <= 200:
            chapter.byline, chapter.authors = True, _names(text)
            return
        if _BYLINE.fullmatch(text):
            chapter.byline = True
            return


def _flat(blocks: list[Block]) -> list[Block]:
    return [leaf for block in blocks for leaf in ([block] if block.runs else _flat(block.blocks))]


def _is_marked(block: Block) -> bool:
    element = block.element
    said = (
        ""
        if element is None
        else f"{element.get('class') or ''} {' '.join(trees.types_of(element))}"
    )
    return bool(_BYLINE_CLASS.search(said))


def _names(text: str) -> tuple[str, ...]:
    text = re.sub(r"^(?:by|автор[ы]?:?)\s+", "", text, flags=re.I)
    parts = [each.strip() for each in re.split(r",|;|&|\band\b|\bи\b", text)]
    return tuple(each for each in parts if _NAME.fullmatch(each))


def _articles(
    name: str, chapters: list[_Chapter], notes: dict[str, list[Block]], book: Hints
) -> list[Extract]:
    found: list[Extract] = []
    for chapter in chapters:
        if not chapter.byline and chapter.words < _LEAST_WORDS:
            continue
        hints = Hints(
            title=chapter.title, authors=chapter.authors, date=book.date, publication=book.title,
            lang=book.lang, issn=book.issn, tags=book.tags,
        )  # fmt: skip
        body = render.markdown(chapter.blocks, _own(chapter.blocks, notes))
        found.append(
            Extract(name=f"{name}: {chapter.title}"[:300], format="epub", body=body, hints=hints)
        )
    return found


def _own(blocks: list[Block], notes: dict[str, list[Block]]) -> dict[str, list[Block]]:
    labels = [run.note for leaf in _flat(blocks) for run in leaf.runs if run.note]
    return {label: notes[label] for label in dict.fromkeys(labels) if label in notes}


def _hints(package: Element) -> Hints:
    def all_of(key: str) -> list[str]:
        return [
            line
            for each in package.iter(_DC + key)
            if (line := clean_line("".join(each.itertext())))
        ]

    identifiers = all_of("identifier") + all_of("source")
    doi = next((found[0] for each in identifiers if (found := _DOI.search(each))), "")
    issn = next(
        (
            found[0]
            for each in identifiers
            if "issn" in each.lower() and (found := _ISSN.search(each))
        ),
        "",
    )
    return Hints(
        title=next(iter(all_of("title")), ""),
        authors=tuple(dict.fromkeys(all_of("creator"))),
        date=_date(package),
        publication=next(iter(all_of("publisher")), ""),
        lang=next(iter(all_of("language")), ""),
        url=next((url for each in identifiers if (url := safe_url(each))), ""),
        doi=doi,
        issn=issn,
        abstract=next(iter(all_of("description")), "")[:5_000],
        tags=tuple(dict.fromkeys(all_of("subject")))[:30],
    )


def _date(package: Element) -> str:
    """Return when it was published; not when the file was made or changed."""
    dates = list(package.iter(f"{_DC}date"))
    published = [
        each
        for each in dates
        if each.get(f"{_OPF}event") in ("publication", "original-publication")
    ]
    unsaid = [each for each in dates if each.get(f"{_OPF}event") is None]
    chosen = published or (unsaid if len(unsaid) == 1 else [])
    return clean_line(chosen[0].text or "") if chosen else ""
