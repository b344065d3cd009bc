"""The text of one block, with its spans, collected from inline tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Self

from careader.text import htmltext
from careader.text.clean import FORBIDDEN, clean_line
from careader.text.reading import Span, SpanKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_DROPPED = re.compile(f"[{FORBIDDEN}\u00ad]")
_SPACES = re.compile(" {2,}")
_ADDRESS = re.compile(r"\b(?:https?://|mailto:)[^\s<>\"“”«»]+", re.IGNORECASE)
_ALLOWED = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
_KINDS = {
    "strong": SpanKind.STRONG,
    "em": SpanKind.EMPHASIS,
    "s": SpanKind.STRIKE,
    "link": SpanKind.LINK,
}


def allowed_target(address: str) -> str:
    """Return the address if it may be followed (http, https, mailto), else the empty string."""
    address = clean_line(address)
    return address if _ALLOWED.fullmatch(address) else ""


class InlineText:
    """Collects the text and spans of a block; offsets count from the block's start."""

    def __init__(self, breaks: str = "\n") -> None:
        self.text = ""
        self.spans: list[Span] = []
        self._breaks = breaks
        self._parts: list[str] = []
        self._length = 0
        self._last = ""
        self._open: list[tuple[int, str]] = []

    @classmethod
    def row(cls, cells: Sequence[InlineText]) -> InlineText:
        """Join the cells of a table row by tabs."""
        row = cls()
        row.text = "\t".join(cell.text for cell in cells)
        start = 0
        for cell in cells:
            row.spans += [
                span._replace(start=span.start + start, end=span.end + start) for span in cell.spans
            ]
            start += len(cell.text) + 1
        return row

    def put(self, text: str) -> Self:
        """Add prose: white space is folded, what may not show is dropped."""
        text = _DROPPED.sub("", text).replace("\n", " ").replace("\t", " ")
        if "  " in text:
            text = _SPACES.sub(" ", text)
        if not self._length:
            text = text.lstrip()
        elif text[:1] == " " and self._last in " \n":
            text = text[1:]
        self._append(text)
        return self

    def put_code(self, text: str) -> Self:
        """Set the text of a code block, its white space kept."""
        self.text = _DROPPED.sub("", text)
        return self

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._last = text[-1]

    def _break(self) -> None:
        if self._breaks == " ":
            self.put(" ")
        elif self._parts:
            if self._last == " ":
                self._drop_last_space()
            self._append("\n")

    def _drop_last_space(self) -> None:
        self._parts[-1] = self._parts[-1][:-1]
        self._length -= 1

    def finished(self) -> Self:
        """Join the text, without white space at its end; the spans are cut to it."""
        self.text = "".join(self._parts).rstrip()
        if "://" in self.text or "mailto:" in self.text:
            self.spans += self._bare_addresses()
        end = len(self.text)
        self.spans = [
            span if span.end <= end else span._replace(end=end)
            for span in self.spans
            if span.start < min(span.end, end)
        ]
        return self

    def _bare_addresses(self) -> list[Span]:
        """Addresses written out in the text that are not links already."""
        links = [span for span in self.spans if span.kind is SpanKind.LINK]
        found = []
        for match in _ADDRESS.finditer(self.text):
            address = _without_punctuation(match.group())
            start, end = match.start(), match.start() + len(address)
            if not any(span.start < end and start < span.end for span in links):
                found.append(Span(start, end, SpanKind.LINK, address))
        return found

    # Tokens

    def tokens(self, tokens: Iterable[Token]) -> Self:
        """Add the text and spans of inline tokens."""
        for token in tokens:
            self._token(token)
        return self

    def _token(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self.put(token.content)
            case "softbreak":
                self.put(" ")
            case "hardbreak":
                self._break()
            case "code_inline":
                self._marked(token.content, SpanKind.CODE)
            case "footnote_ref":
                number = str(token.meta["id"] + 1)
                self._marked(f"[{number}]", SpanKind.NOTE, number)
            case "image":
                self.tokens(token.children or ())
            case "html_inline":
                if htmltext.is_break(token.content):
                    self._break()
            case _:
                self._open_or_close(token)

    def _marked(self, text: str, kind: SpanKind, target: str = "") -> None:
        start = self._length
        self.put(text)
        self.spans.append(Span(start, self._length, kind, target))

    def _open_or_close(self, token: Token) -> None:
        if token.nesting == 1:
            self._open.append((self._length, str(token.attrs.get("href", ""))))
        elif token.nesting == -1 and self._open:
            start, address = self._open.pop()
            kind = _KINDS.get(token.type.removesuffix("_close"))
            target = allowed_target(address) if kind is SpanKind.LINK else ""
            if kind and (target or kind is not SpanKind.LINK):
                self.spans.append(Span(start, self._length, kind, target))


def _without_punctuation(address: str) -> str:
    """Cut what ends the sentence rather than the address."""
    while address and (
        address[-1] in ".,;:!?'’…*_" or (address[-1] in ")]" and _unbalanced(address))
    ):
        address = address[:-1]
    return address


def _unbalanced(address: str) -> bool:
    opening = "(" if address[-1] == ")" else "["
    return address.count(address[-1]) > address.count(opening)
