"""Markdown read into the reading text: markdown-it's blocks and inline tokens walked once.

Plain paragraphs, most of any article, are recognised without markdown-it, which is some twenty
times slower; the result is the same, and a property test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from careader.text import htmltext
from careader.text.clean import clean
from careader.text.inline import InlineText
from careader.text.reading import Block, BlockKind, ReadingText, Span

BLOCK_NESTING = 100
"""Block levels that are read: 50 lists in each other (a list and its item are a level each)."""
INLINE_NESTING = 20
"""Inline levels that are read. A hostile run of `[` costs its length times this."""

_LINE_START = r"(?:[^\W\d_]|[\"'“‘«„(—–…$§©]|\d++(?![.)]))"
_PLAIN_PARAGRAPH = re.compile(rf"{_LINE_START}[^\n]*+(?:\n{_LINE_START}[^\n]*+)*+")
"""Lines none of which can begin or end anything but a paragraph."""
_SPANNING_HTML = re.compile(r"^ {0,3}<(?:script|pre|style|textarea|[!?])", re.I | re.M)
_MARKUP = re.compile(r"[*_`\[<\\~&]")
"""What a paragraph must hold to be more than its text, besides two spaces at a line's end."""
_RUN_OF_QUOTES = re.compile(r"^((?:[ ]{0,3}>){25})[ >]+", re.M)
"""Quotations deeper than 25: read as 25, since each level reads all its lines again."""
_ENDLESS_LABEL = re.compile(r"\[\^(?=[^\]\s]{200})")
"""A footnote reference that never closes; the plug-in would read on to the end for each."""

Env = dict[str, Any]
Piece = str | list[Token]
"""A plain paragraph's source, or the block tokens of some other stretch."""


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        """Take every link, so that its text shows; the targets are sifted later."""
        return True


@cache
def _parser(nesting: int) -> MarkdownIt:
    markdown = _Markdown("commonmark", {"maxNesting": nesting})
    markdown.enable(["table", "strikethrough"])
    # The plug-in would drop notes that nothing refers to, so they are moved to the end here.
    return markdown.use(footnote_plugin, move_to_end=False)


def read(markdown: str) -> ReadingText:
    """Make the reading text of a Markdown body."""
    env: Env = {}
    source = _RUN_OF_QUOTES.sub(r"\1 ", clean(markdown))
    pieces = list(
        _pieces(source, env)
    )  # all of them before any inline text: it needs the references
    builder = _Builder(env)
    for piece in pieces:
        if isinstance(piece, str):
            builder.paragraph(piece)
        else:
            builder.walk(piece)
    builder.notes()
    return builder.result()


def _pieces(source: str, env: Env) -> Iterator[Piece]:
    if _spans_blank_lines(source):
        yield _blocks(source, env)
        return
    other: list[str] = []
    for chunk in source.split("\n\n"):
        if _PLAIN_PARAGRAPH.fullmatch(paragraph := chunk.strip("\n")):
            if any(other):
                yield _blocks("\n\n".join(other), env)
            other = []
            yield paragraph
        else:
            other.append(chunk)  # blank lines too: they count in lists and in code
    if any(other):
        yield _blocks("\n\n".join(other), env)


def _spans_blank_lines(source: str) -> bool:
    """Whether code or HTML may hold a blank line, so that the text cannot be cut at them."""
    return "```" in source or "~~~" in source or bool(_SPANNING_HTML.search(source))


def _blocks(source: str, env: Env) -> list[Token]:
    tokens: list[Token] = []
    markdown = _parser(BLOCK_NESTING)
    markdown.block.parse(source, markdown, env, tokens)
    return tokens


@dataclass
class _Container:
    """A quotation, list item or note that is open, and what it draws left of its blocks."""

    kind: BlockKind
    rest: str
    marker: str = ""
    """Drawn once, then emptied."""
    width: int = 0
    """Cells the marker takes, right-justified when it is a number."""
    ends: int = 0

    def take_first(self) -> str:
        marker, self.marker = self.marker, ""
        return f"{marker.rjust(self.width)} " if marker else self.rest


@dataclass
class _List:
    """An open list."""

    tight: bool
    number: int | None
    """The next item's number, None when bulleted."""
    width: int
    started: bool = False


@dataclass
class _Builder:
    """Collects text, blocks and spans while tokens are walked."""

    env: Env
    parts: list[str] = field(default_factory=list)
    position: int = 0
    blocks: list[Block] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    containers: list[_Container] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    note: str = ""
    note_tokens: dict[str, list[Token]] = field(default_factory=dict)

    def result(self) -> ReadingText:
        if not self.blocks:
            self.blocks.append(Block(BlockKind.PARAGRAPH, 0, 0))
        self.spans.sort(key=lambda span: (span.start, -span.end))
        return ReadingText("".join(self.parts), tuple(self.blocks), tuple(self.spans))

    # Blocks

    def paragraph(self, content: str) -> None:
        """Add a paragraph of inline source to the innermost container."""
        inline = self.inline(content)
        if inline.text:
            self.add(self._paragraph_kind(), inline)

    def inline(self, content: str, *, breaks: str = "\n") -> InlineText:
        inline = InlineText(breaks)
        if "  \n" in content or _MARKUP.search(content):
            inline.tokens(self._inline_tokens(content))
        else:
            inline.put(content)
        return inline.finished()

    def _inline_tokens(self, content: str) -> list[Token]:
        markdown = _parser(INLINE_NESTING)
        content = _ENDLESS_LABEL.sub(r"\\[^", content)
        return markdown.inline.parse(content, markdown, self.env, [])

    def _paragraph_kind(self) -> BlockKind:
        if not self.containers:
            return BlockKind.PARAGRAPH
        inner = self.containers[-1]
        begins = inner.marker or inner.kind is BlockKind.QUOTE
        return inner.kind if begins else BlockKind.PARAGRAPH

    def add(self, kind: BlockKind, inline: InlineText, level: int = 0, info: str = "") -> None:
        """Add a block with its text, spans, and what is to be drawn beside it."""
        if self.blocks:
            self.parts.append("\n")
            self.position += 1
        start = self.position
        tight = self._tight() if kind is not BlockKind.ROW or level else True
        self.blocks.append(self._block(kind, start, start + len(inline.text), level, tight, info))
        self.spans += [
            Span(start + span.start, start + span.end, span.kind, span.target)
            for span in inline.spans
        ]
        self.parts.append(inline.text)
        self.position += len(inline.text)

    def _block(
        self, kind: BlockKind, start: int, end: int, level: int, tight: bool, info: str
    ) -> Block:
        if not self.containers:
            return Block(kind, start, end, level, tight=tight, note=self.note, info=info)
        marker = next((c.marker for c in reversed(self.containers) if c.marker), "")
        rest = "".join(container.rest for container in self.containers)
        first = "".join(container.take_first() for container in self.containers)
        quote = sum(container.kind is BlockKind.QUOTE for container in self.containers)
        depth = len(self.lists)
        return Block(
            kind, start, end, level, quote, depth, marker, first, rest, tight, self.note, info
        )

    def _tight(self) -> bool:
        """Whether the list that already has blocks, innermost first, is a tight one."""
        for around in reversed(self.lists):
            if around.started:
                return around.tight
            around.started = True
        return bool(self.note) and self._begins_later_note()

    def _begins_later_note(self) -> bool:
        before = self.blocks[-1].note if self.blocks else ""
        return bool(before) and before != self.note

    # Tokens

    def walk(self, tokens: list[Token]) -> None:
        """Add the blocks of a stretch of block tokens; footnote definitions are put aside."""
        lists = _lists(tokens)
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "footnote_reference_open":
                index = self._put_aside(tokens, index)
            elif token.type == "table_open":
                index = self._table(tokens, index)
            else:
                self._token(token, tokens[index - 1] if index else token, lists.get(index))
                index += 1

    def _token(self, token: Token, before: Token, opened: _List | None) -> None:
        match token.type:
            case "inline":
                self._inline_block(token, before)
            case "bullet_list_open" | "ordered_list_open" if opened:
                self.lists.append(opened)
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self._open_item()
            case "list_item_close":
                self._close_item()
            case "blockquote_open":
                self.containers.append(_Container(BlockKind.QUOTE, "│ "))
            case "blockquote_close":
                self.containers.pop()
            case "fence" | "code_block":
                self._code(token)
            case "hr":
                self.add(BlockKind.RULE, InlineText())
            case "html_block":
                for text in htmltext.paragraphs(token.content):
                    self.add(self._paragraph_kind(), InlineText().put(text).finished())

    def _inline_block(self, token: Token, before: Token) -> None:
        if before.type != "heading_open":
            self.paragraph(token.content)
            return
        inline = self.inline(token.content, breaks=" ")
        if inline.text:
            self.add(BlockKind.HEADING, inline, level=int(before.tag[1:]))

    def _open_item(self) -> None:
        around = self.lists[-1]
        marker = "•" if around.number is None else f"{around.number}."
        if around.number is not None:
            around.number += 1
        rest = " " * (around.width + 1)
        self.containers.append(_Container(BlockKind.ITEM, rest, marker, around.width))

    def _close_item(self) -> None:
        if self.containers[-1].marker:
            self.add(BlockKind.ITEM, InlineText())
        self.containers.pop()

    def _code(self, token: Token) -> None:
        info = token.info.split(maxsplit=1)
        inline = InlineText().put_code(token.content.removesuffix("\n"))
        self.add(BlockKind.CODE, inline, info=clean(info[0]) if info else "")

    def _table(self, tokens: list[Token], index: int) -> int:
        """Add the rows of a table; return the index after it."""
        cells: list[InlineText] = []
        aligns = ""
        while (token := tokens[index]).type != "table_close":
            if token.type == "tr_open":
                cells = []
            elif token.type == "th_open":
                aligns += _alignment(token)
            elif token.type == "inline":
                cells.append(self.inline(token.content, breaks=" "))
            elif token.type == "tr_close":
                head = int(len(cells) > 0 and tokens[index - 1].type == "th_close")
                self.add(BlockKind.ROW, InlineText.row(cells), level=head, info=aligns)
            index += 1
        return index + 1

    # Footnotes

    def _put_aside(self, tokens: list[Token], index: int) -> int:
        """Keep the tokens of a footnote's definition for the end; return the index after it."""
        kept = self.note_tokens.setdefault(tokens[index].meta["label"], [])
        level = 1
        while level:
            index += 1
            level += {"footnote_reference_open": 1, "footnote_reference_close": -1}.get(
                tokens[index].type, 0
            )
            kept.append(tokens[index])
        kept.pop()
        return index + 1

    def notes(self) -> None:
        """Add the footnotes: in order of first reference, then those that nothing refers to."""
        notes: dict[int, dict[str, Any]] = self.env.get("footnotes", {}).get("list", {})
        number = 0
        while True:
            while number < len(notes):
                self._add_note(str(number + 1), notes[number])
                number += 1
            unreferenced = next(iter(self.note_tokens), None)
            if unreferenced is None:
                return
            self.env["footnotes"]["refs"][f":{unreferenced}"] = len(notes)
            notes[len(notes)] = {"label": unreferenced, "count": 0}

    def _add_note(self, number: str, note: dict[str, Any]) -> None:
        marker = f"[{number}]"
        self.note = number
        container = _Container(BlockKind.FOOTNOTE, " " * (len(marker) + 1), marker, len(marker))
        self.containers.append(container)
        if "tokens" in note:
            self._inline_note(note["tokens"])
        else:
            self.walk(self.note_tokens.pop(note["label"], []))
        if container.marker:
            self.add(BlockKind.FOOTNOTE, InlineText())
        self.containers.pop()
        self.note = ""

    def _inline_note(self, tokens: list[Token]) -> None:
        inline = InlineText().tokens(tokens).finished()
        if inline.text:
            self.add(BlockKind.FOOTNOTE, inline)


def _alignment(token: Token) -> str:
    style = str(token.attrs.get("style", ""))
    return {"text-align:right": "r", "text-align:center": "c"}.get(style, "l")


def _lists(tokens: list[Token]) -> dict[int, _List]:
    """Every list of a stretch by the index of its opening token."""
    found: dict[int, _List] = {}
    stack: list[tuple[_List, int]] = []
    for index, token in enumerate(tokens):
        match token.type:
            case "bullet_list_open":
                stack.append((found.setdefault(index, _List(False, None, 1)), 0))
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                stack.append((found.setdefault(index, _List(False, start, 1)), start - 1))
            case "list_item_open":
                stack[-1] = (stack[-1][0], stack[-1][1] + 1)
            case "paragraph_open" if token.hidden and stack:
                stack[-1][0].tight = True
            case "bullet_list_close" | "ordered_list_close":
                closed, last = stack.pop()
                closed.width = 1 if closed.number is None else len(f"{last}.")
    return found
