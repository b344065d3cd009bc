"""An HTML tree as the blocks and runs of text that a reader sees, scripts and styles left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from careader.importing.formats.links import Links
from careader.importing.formats.trees import Element

STRONG, EMPHASIS, CODE, STRIKE, RAISED, LOWERED = 1, 2, 4, 8, 16, 32
"""How a run is set; they may be added up."""

NOTE_MARK = "data-careader-note"
"""Attribute of an element that stands for a reference to the note of that label."""

SKIPPED = frozenset(
    (
        "script", "style", "template", "noscript", "head", "title", "meta", "link", "iframe",
        "object", "embed", "svg", "canvas", "audio", "video", "source", "button", "select",
        "option", "input", "textarea", "img", "picture", "map", "area", "progress", "meter",
        "dialog", "datalist", "math-ml",
    )
)  # fmt: skip
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main",
        "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul", "caption", "frameset", "noframes",
    )
)  # fmt: skip
_STYLES = {
    "b": STRONG, "strong": STRONG, "i": EMPHASIS, "em": EMPHASIS, "cite": EMPHASIS, "dfn": EMPHASIS,
    "var": EMPHASIS, "code": CODE, "kbd": CODE, "samp": CODE, "tt": CODE, "del": STRIKE,
    "s": STRIKE, "strike": STRIKE, "sup": RAISED, "sub": LOWERED,
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_PROSE_IN_PRE = 200
"""Characters of a `pre` without code from which it is looked at as prose."""


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    RULE = "rule"
    GROUP = "group"
    """Blocks that stand together (a `div`, a `section`) and look like nothing of their own."""
    NOTES = "notes"
    """Where footnotes were taken out."""


class Run(NamedTuple):
    """A stretch of text set alike. A text that is a newline is a hard break."""

    text: str
    style: int = 0
    link: str = ""
    note: str = ""
    """The label of the note it refers to; its text is then empty."""


@dataclass(slots=True)
class Block:
    """One block: runs of text, or further blocks."""

    kind: Kind
    runs: list[Run] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    level: int = 0
    """A heading's level 1 to 6, a numbered list's first number plus one (0: bulleted), a cell's
    columns."""
    head: bool = False
    """A cell or row of a table's head."""
    element: Element = None
    place: tuple[Element, bool] | None = None
    """Where its first text stands in the tree: an element, and whether it is what follows that."""

    @property
    def text(self) -> str:
        """All text in it, on one line."""
        own = "".join(" " if run.text == "\n" else run.text for run in self.runs)
        return " ".join([own, *(block.text for block in self.blocks)]).strip()


def blocks_of(element: Element, links: Links | None = None) -> list[Block]:
    """Return the blocks of an element."""
    builder = _Builder(links or Links(""))
    return builder.children(element, 0, "")


def is_hidden(element: Element) -> bool:
    """Whether a browser would not show it."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


class _Flow:
    """Collects blocks, and the runs of the paragraph that is open."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.place: tuple[Element, bool] | None = None

    def text(self, text: str | None, style: int, link: str, place: tuple[Element, bool]) -> None:
        if not text:
            return
        text = _SPACES.sub(" ", text)
        if self.place is None and text != " ":
            self.place = place
        self.runs.append(Run(text, style, link))

    def line_break(self) -> None:
        """End the line; two in a row end the paragraph."""
        for run in reversed(self.runs):
            if run.text == "\n":
                self.flush()
                return
            if run.text.strip() or run.note:
                break
        if any(run.text.strip() or run.note for run in self.runs):
            self.runs.append(Run("\n"))

    def flush(self) -> None:
        runs, place, self.runs, self.place = self.runs, self.place, [], None
        if any(run.text.strip() or run.note for run in runs):
            self.blocks.append(Block(Kind.PARAGRAPH, runs, place=place))


class _Builder:
    """Walks a tree once; libxml2 bounds its depth."""

    def __init__(self, links: Links) -> None:
        self._links = links

    def children(self, element: Element, style: int, link: str) -> list[Block]:
        flow = _Flow()
        self._fill(element, flow, style, link)
        flow.flush()
        return flow.blocks

    def _fill(self, element: Element, flow: _Flow, style: int, link: str) -> None:
        flow.text(element.text, style, link, (element, False))
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, flow, style, link)
            flow.text(child.tail, style, link, (child, True))

    def _child(self, child: Element, flow: _Flow, style: int, link: str) -> None:
        tag = child.tag
        if label := child.get(NOTE_MARK):
            flow.runs.append(Run("", note=label))
        elif tag == "br":
            flow.line_break()
        elif tag in SKIPPED or is_hidden(child):
            return
        elif tag in _BLOCKS:
            flow.flush()
            flow.blocks += self._block(child, style, link)
        else:
            style |= _STYLES.get(tag, 0)
            self._fill(
                child, flow, style, self._links.target(child.get("href")) if tag == "a" else link
            )

    def _block(self, element: Element, style: int, link: str) -> list[Block]:
        tag = element.tag
        if element.get("data-careader-notes"):
            return [Block(Kind.NOTES, element=element)]
        if tag == "hr":
            return [Block(Kind.RULE, element=element)]
        if tag == "pre":
            return self._pre(element)
        if tag == "table":
            return self._table(element, style, link)
        inside = self.children(element, style, link)
        if not inside:
            return []
        if tag[0] == "h" and tag[1:].isdigit():
            return self._heading(element, int(tag[1:]), inside)
        return [self._group(tag, element, inside)]

    def _group(self, tag: str, element: Element, inside: list[Block]) -> Block:
        if tag in ("ul", "menu", "dir", "ol"):
            items = [
                each if each.kind is Kind.ITEM else Block(Kind.ITEM, blocks=[each])
                for each in inside
            ]
            return Block(Kind.LIST, blocks=items, level=_first_number(element), element=element)
        if tag == "li":
            return Block(Kind.ITEM, blocks=inside, element=element)
        if tag == "blockquote":
            return Block(Kind.QUOTE, blocks=inside, element=element)
        if tag == "dt":
            for block in inside:
                block.runs = [run._replace(style=run.style | STRONG) for run in block.runs]
        if len(inside) == 1 and inside[0].kind is Kind.PARAGRAPH:
            inside[0].element = element
            return inside[0]
        return Block(Kind.GROUP, blocks=inside, element=element)

    def _heading(self, element: Element, level: int, inside: list[Block]) -> list[Block]:
        """Make one heading of an element's paragraphs; what is no paragraph stands after it."""
        runs: list[Run] = []
        others: list[Block] = []
        place = next((each.place for each in inside if each.place), None)
        for block in inside:
            if block.kind is Kind.PARAGRAPH:
                runs += [
                    Run(" "),
                    *(run._replace(text=" ") if run.text == "\n" else run for run in block.runs),
                ]
            else:
                others.append(block)
        heading = Block(Kind.HEADING, runs[1:], level=min(level, 6), element=element, place=place)
        return [heading, *others] if runs else others

    def _pre(self, element: Element) -> list[Block]:
        text = "".join(element.itertext())
        if not text.strip():
            return []
        place = (element, False)
        if element.find(".//code") is None and _is_prose(text):
            parts = [part for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
            return [
                Block(Kind.PARAGRAPH, [Run(_SPACES.sub(" ", part))], element=element, place=place)
                for part in parts
            ]
        return [Block(Kind.CODE, [Run(text.strip("\n"))], element=element, place=place)]

    def _table(self, element: Element, style: int, link: str) -> list[Block]:
        rows = [self._row(each, style, link) for each in _rows(element)]
        captions = [each for each in element if each.tag == "caption"]
        before = [block for each in captions for block in self.children(each, style, link)]
        rows = [each for each in rows if each.blocks]
        return [*before, Block(Kind.TABLE, blocks=rows, element=element)] if rows else before

    def _row(self, element: Element, style: int, link: str) -> Block:
        head = element.getparent().tag == "thead"
        cells = [self._cell(each, style, link) for each in element if each.tag in ("td", "th")]
        return Block(
            Kind.ROW,
            blocks=cells,
            element=element,
            head=head or (bool(cells) and all(each.head for each in cells)),
        )

    def _cell(self, element: Element, style: int, link: str) -> Block:
        inside = self.children(element, style, link)
        columns = _number(element.get("colspan"), 1)
        return Block(
            Kind.CELL,
            blocks=inside,
            level=min(max(columns, 1), 50),
            head=element.tag == "th",
            element=element,
        )


def _rows(table: Element) -> list[Element]:
    """Return the rows of a table, not of tables in it."""
    found = []
    for child in table:
        if child.tag == "tr":
            found.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            found += [each for each in child if each.tag == "tr"]
    return found


def _first_number(element: Element) -> int:
    """Return a numbered list's first number plus one, 0 for a bulleted list."""
    return 1 + min(max(_number(element.get("start"), 1), 0), 999_999) if element.tag == "ol" else 0


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default


def _is_prose(text: str) -> bool:
    """Whether preformatted text is an article saved with its line ends rather than a listing."""
    if len(text) < _PROSE_IN_PRE:
        return False
    letters = sum(1 for each in text if each.isalpha())
    return letters > 0.7 * sum(
        1 for each in text if not each.isspace()
    ) and "  " not in text.strip()[:2000].replace(".  ", ". ")
