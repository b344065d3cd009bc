"""Footnotes of a page: links between a mark and its note become references and definitions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from careader.importing.formats.blocks import NOTE_MARK, Block, Kind, blocks_of
from careader.importing.formats.links import Links
from careader.importing.formats.trees import Element, text_of, types_of

NOTES_MARK = "data-careader-notes"
"""Attribute of what is left where notes were taken out."""

_MARK = re.compile(
    r"[\[(]?\s*(?:note\s*)?(\d{1,4}|[*†‡§¶]{1,4}|[ivxlc]{1,6}|[a-z])\s*[\])]?[.:]?", re.I
)
"""The whole text of a link that may refer to a note."""
_NOTE_ID = re.compile(
    r"[_-]?(?:fn|ftn|edn|en|fnt|footnote|endnote|note|nota|cite_note|sdfootnote|sdendnote|snoska|sn|notes?-list)"
    r"[\w.:-]{0,60}?\d",
    re.I,
)
_BACK_ID = re.compile(r"ref|back|anc\b|anc$|src|source|return", re.I)
_NOTE_TYPES = frozenset(("footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"))
_REFERENCE_TYPES = frozenset(("noteref", "doc-noteref"))
_RETURN_ARROWS = re.compile(r"[\s\[(]*[↩↑⏎^⤴︎️↵⮐]+[\s\])]*$|^[\s\[(]*[↩↑⏎^⤴︎️↵⮐]+[\s\])]*")
_STOP = re.compile(r"\s*[.:]\s+")
"""What is left before a note when the link with its number is gone."""
_TEXT_BLOCKS = frozenset(("li", "p", "dd", "dt", "tr", "aside", "blockquote"))
_CONTAINERS = frozenset(
    (
        "div",
        "section",
        "td",
        "article",
        "footer",
        "body",
        "ol",
        "ul",
        "table",
        "tbody",
        "dl",
        "main",
    )
)
_MAX_NOTES = 5_000


@dataclass
class _Note:
    """One note that something refers to."""

    target: Element
    references: list[Element] = field(default_factory=list)
    twins: list[Element] = field(default_factory=list)
    """Further elements with the same id: a note set again where it is referred to again."""
    mark: str = ""
    label: str = ""


def take_notes(root: Element, links: Links | None = None) -> dict[str, list[Block]]:
    """Mark the references in a tree and take the notes out of it; return label → the note's blocks.

    A link to a place further down is a reference when it or its target says so (`epub:type`,
    `role`, an id such as `fn1`, `_ftn1`, `cite_note-1`), or when the note links back to it, and
    its text is a number, a letter or an asterisk. Labels are the document's own numbers when
    these are unique, else counted.
    """
    found = _found(root)
    if not found:
        return {}
    _label(found)
    targets = {id(note.target) for note in found}
    contents = {note.label: (_take(note, targets), note.mark) for note in found}
    notes = {label: _definition(each, mark, links) for label, (each, mark) in contents.items()}
    for note in found:
        for twin in note.twins:
            if twin.tag in _TEXT_BLOCKS:
                _remove(twin)
        if notes[note.label]:
            for reference in note.references:
                _set_reference(reference, note.label)
    return {label: blocks for label, blocks in notes.items() if blocks}


def _found(root: Element) -> list[_Note]:
    """Return the notes in the order they are first referred to."""
    anchors = [each for each in root.iter("a") if (each.get("href") or "").startswith("#")]
    if not anchors:
        return []
    places, twins, order = _places(root)
    notes: dict[int, _Note] = {}
    for link in anchors[:_MAX_NOTES]:
        target = places.get(link.get("href")[1:])
        if (
            target is None
            or order[link] >= order[target]
            or not _is_reference(link, target, places)
        ):
            continue
        note = notes.setdefault(id(target), _Note(target, twins=twins.get(target, [])))
        note.references.append(link)
        note.mark = note.mark or _mark_of(link)
    return list(notes.values())


def _places(
    root: Element,
) -> tuple[dict[str, Element], dict[Element, list[Element]], dict[Element, int]]:
    """Return what ids and anchor names stand for, what bears them again, and all in order."""
    places: dict[str, Element] = {}
    twins: dict[Element, list[Element]] = {}
    order: dict[Element, int] = {}
    for index, each in enumerate(root.iter(etree.Element)):
        order[each] = index
        for key in (each.get("id"), each.get("name") if each.tag == "a" else None):
            if key and places.setdefault(key, each) is not each:
                twins.setdefault(places[key], []).append(each)
    return places, twins, order


def _is_reference(link: Element, target: Element, places: dict[str, Element]) -> bool:
    if types_of(link) & _REFERENCE_TYPES or types_of(target) & _NOTE_TYPES:
        return True
    name = link.get("href")[1:]
    if not _MARK.fullmatch(text_of(link)) or (_BACK_ID.search(name) and not _NOTE_ID.match(name)):
        return False
    if re.search(r"ref|anc$|back", name, re.I) and not re.search(r"reference", name, re.I):
        return False
    return bool(_NOTE_ID.match(name)) or _links_back(link, target)


def _links_back(link: Element, target: Element) -> bool:
    """Whether the note has a link to the reference, or to what the reference stands in."""
    names: set[str] = set()
    around = link
    for _ in range(3):
        names |= {f"#{name}" for name in (around.get("id"), around.get("name")) if name}
        around = around.getparent()
        if around is None:
            break
    block = _block_of(target)
    return any(each.get("href") in names for each in block.iter("a"))


def _mark_of(link: Element) -> str:
    found = _MARK.fullmatch(text_of(link))
    return found[1] if found else ""


def _label(notes: list[_Note]) -> None:
    """Give each note its own number as a label, or count when the numbers are not unique."""
    marks = Counter(note.mark for note in notes)
    own = all(note.mark.isdigit() and marks[note.mark] == 1 for note in notes)
    for index, note in enumerate(notes, 1):
        note.label = str(int(note.mark)) if own else str(index)


def _block_of(target: Element) -> Element:
    """Return the element that holds a whole note: the target, or the block around its anchor."""
    block = target
    while block.tag not in _TEXT_BLOCKS | _CONTAINERS and block.getparent() is not None:
        block = block.getparent()
    parent = block.getparent()
    if block.tag == "td" and parent is not None:
        return parent
    return block


def _take(note: _Note, targets: set[int]) -> Element:
    """Take a note's elements out of the tree and return them in a `div`."""
    holder = etree.Element("div")
    block = _block_of(note.target)
    if block.tag == "body" or (block is not note.target and _holds_several(block, targets)):
        _move_run(note.target, block, holder, targets)
    else:
        _move_block(_widened(block, targets), holder, targets)
    return holder


def _holds_several(block: Element, targets: set[int]) -> bool:
    found = (each for each in block.iter(etree.Element) if id(each) in targets)
    return next(found, None) is not None and next(found, None) is not None


def _widened(block: Element, targets: set[int]) -> Element:
    """Return the element that holds all paragraphs of a note whose first one is `block`."""
    while (
        (parent := block.getparent()) is not None
        and parent.tag in ("div", "li", "aside", "dd")
        and parent[0] is block
        and not (parent.text or "").strip()
        and not _holds_several(parent, targets)
    ):
        block = parent
    return block


def _move_block(block: Element, holder: Element, targets: set[int]) -> None:
    """Move a block, and the paragraphs after it that still belong to the same note."""
    moved = [block]
    following = list(block.itersiblings())
    if block.tag in ("p", "dt"):
        until = next((i for i, each in enumerate(following) if _holds(each, targets)), None)
        own = following[:until] if until is not None else []
        own = own if all(map(_may_go_on, own)) else []
        if block.tag == "dt" and not own and following and following[0].tag == "dd":
            own = following[:1]
        moved += own
    before = etree.Element("div", {NOTES_MARK: "1"})
    block.addprevious(before)
    for each in moved:
        _drop_tail(each)
        holder.append(each)


def _may_go_on(element: Element) -> bool:
    """Whether an element between two notes may be more of the first: text without references."""
    links = (each.get("href") or "" for each in element.iter("a"))
    return element.tag in ("p", "dd", "ul", "ol", "blockquote") and not any(
        each.startswith("#") for each in links
    )


def _drop_tail(element: Element) -> None:
    """Leave what follows an element where it is when the element is moved."""
    tail, element.tail = element.tail, None
    if tail and tail.strip():
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            parent = element.getparent()
            parent.text = (parent.text or "") + tail


def _holds(element: Element, targets: set[int]) -> bool:
    return any(id(each) in targets for each in element.iter(etree.Element))


def _move_run(target: Element, block: Element, holder: Element, targets: set[int]) -> None:
    """Move what stands between a note's anchor and the next one's, in one block for all notes."""
    start = target
    while start.getparent() is not None and start.getparent() is not block:
        start = start.getparent()
    block_start = etree.Element("div", {NOTES_MARK: "1"})
    start.addprevious(block_start)
    moved = [start]
    for each in start.itersiblings():
        if _holds(each, targets) or each.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "hr"):
            break
        moved.append(each)
    for each in moved:
        holder.append(each)  # lxml moves the text after it along, which belongs to the note


def _definition(holder: Element, mark: str, links: Links | None) -> list[Block]:
    for each in list(holder.iter("a")):
        if (each.get("href") or "").startswith("#") and _is_way_back(each):
            _remove(each)
    blocks = blocks_of(holder, links)
    leaf = _first_leaf(blocks)
    if leaf is not None and mark:
        _strip_mark(leaf, mark)
    last = _last_leaf(blocks)
    if last is not None:
        last.runs = [run._replace(text=_RETURN_ARROWS.sub("", run.text)) for run in last.runs]
    return [block for block in blocks if block.text.strip()]


def _is_way_back(link: Element) -> bool:
    text = text_of(link)
    return bool(
        not text or _MARK.fullmatch(text) or _RETURN_ARROWS.fullmatch(text)
        or re.fullmatch(r"\W{1,4}", text)
        or re.fullmatch(r"(?:back|return|go back|назад|к тексту|вернуться).{0,30}", text, re.I)
    )  # fmt: skip


def _remove(element: Element) -> None:
    _drop_tail(element)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _leaves(blocks: list[Block]) -> list[Block]:
    return [leaf for block in blocks for leaf in ([block] if block.runs else _leaves(block.blocks))]


def _first_leaf(blocks: list[Block]) -> Block | None:
    return next(iter(_leaves(blocks)), None)


def _last_leaf(blocks: list[Block]) -> Block | None:
    return next(reversed(_leaves(blocks)), None)


def _strip_mark(leaf: Block, mark: str) -> None:
    """Drop a note's own number from its beginning."""
    own = re.compile(
        rf"\s*[\[(]?\s*{re.escape(mark)}\s*(?:[\])][.:]?|[.:](?=\s|$)|(?=\s|$))\s*", re.I
    )
    for index, run in enumerate(leaf.runs):
        text = _RETURN_ARROWS.sub("", run.text)
        if text.strip(" .:[]()"):
            found = own.match(text)
            text = (
                text[found.end() :]
                if found
                else _STOP.sub("", text, count=1)
                if _STOP.match(text)
                else text
            )
            leaf.runs[index] = run._replace(text=text.lstrip())
            return
        leaf.runs[index] = run._replace(text="")


def _set_reference(link: Element, label: str) -> None:
    """Make a link the reference to a note, with the raised or bracketed form around it gone."""
    link.set(NOTE_MARK, label)
    around = link.getparent()
    if around is not None and around.tag in ("sup", "span") and text_of(around) == text_of(link):
        around.set(NOTE_MARK, label)


def without_note_headings(blocks: list[Block]) -> list[Block]:
    """Drop the places notes were taken from, and the heading and rule that stood over them."""
    kept: list[Block] = []
    taken = False
    for block in blocks:
        block.blocks = without_note_headings(block.blocks)
        if block.kind is Kind.NOTES or (_is_hollow(block)):
            taken = True
            continue
        if taken and block.kind in (Kind.HEADING, Kind.RULE):
            _drop_heading(kept)
        taken = False
        kept.append(block)
    if taken:
        _drop_heading(kept)
    return kept


def _is_hollow(block: Block) -> bool:
    """Whether nothing is left in a block that notes were taken from."""
    inner = (Kind.GROUP, Kind.LIST, Kind.ITEM, Kind.TABLE, Kind.ROW, Kind.QUOTE)
    return block.kind in inner and not block.runs and not block.text.strip()


_NOTES_HEADING = re.compile(
    r"(?:foot|end)?notes?|references|notes and references|примечани[ея]|сноски|ссылки|ескертулер|"
    r"پانوشت.{0,6}|پی‌?نوشت.{0,6}|یادداشت.{0,6}",
    re.I,
)


def _drop_heading(kept: list[Block]) -> None:
    while kept and (
        kept[-1].kind is Kind.RULE or _NOTES_HEADING.fullmatch(kept[-1].text.strip(" :*_—-"))
    ):
        kept.pop()
