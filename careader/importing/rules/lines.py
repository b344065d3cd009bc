"""The lines of a document as the rules see them: what is shown, what is compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from careader.text.clean import clean

LONGEST_SHORT = 300
"""Characters; a longer line is never a title, a by-line, a date or a line of the site."""
LONGEST_READ = 20_000
"""Characters of a line that a rule reads; what follows is kept, and not looked at."""

_SPACES = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_RUN = re.compile(r" {2,}")
_HARMLESS_ESCAPE = re.compile(r"\\([$%&~.()!+={}'\"#,;:?/-])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\s]{0,500}(?:\s+\"[^\"\n]{0,200}\")?\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)?[^<>\s]{3,300})>")
_MARKER = re.compile(
    r"(?:(?:[-*+]\s+|-(?=[^\W_-])|[•■▪●○◦·▸►»>]\s*))+(?=[^\W_]|[*_]{1,3}\w|[\"'“‘«„\[(])"
)
_HEADING = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*$")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,280}?)(?<=\S)\1(?!\w)")
_LIST = re.compile(r"[-*+•■▪●○◦·▸►]\s+(?=\S)")

FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼʻ`´′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "ё": "е",
        "ي": "ی",
        "ك": "ک",
        "\u200c": " ",
        "\u00ad": None,
    }
)
"""Quotation marks, dashes and letters that differ in writing only."""
_NOT_WORDS = re.compile(r"[\W\d_]+")
_EDGE = " \t.,;:!?-|/\\\"'()[]{}*_#•·■»«<>…"


def fold(text: str) -> str:
    """Return a line for comparing only: case, quotation marks, dashes and the ends set aside."""
    return " ".join(text.casefold().translate(FOLDED).split()).strip(_EDGE)


def words_of(text: str) -> str:
    """Return the words of a line alone, folded: no digits, no punctuation, single spaces."""
    return _NOT_WORDS.sub(" ", text.casefold().translate(FOLDED)).strip()


def shown(text: str) -> str:
    """Return a line without its Markdown: no heading marks, bullets, emphasis, link targets."""
    if len(text) > LONGEST_READ:
        return text
    if "](" in text:
        text = _LINK.sub(r"\1", text)
        if "](" in text:  # a picture that is a link
            text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _AUTOLINK.sub(r"\1", text)
    if text[:1] == "#" and (heading := _HEADING.match(text)):
        text = heading[2]
    elif marker := _MARKER.match(text):
        text = text[marker.end() :]
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", text)
    return (_ESCAPE.sub(r"\1", text) if "\\" in text else text).strip()


class Line:
    """One line, or one block that the rules leave as it is.

    `text` is Markdown, `raw` the line with its own spaces, `shown` what a reader sees, `level` 1 to
    6 for a Markdown heading else 0. `gap` tells that a blank line stands before it. `opaque` is a
    block (table, code, quotation, list of a Markdown body) that is kept or cut, never looked into.
    `prose` keeps what `prose.is_prose` answered.
    """

    __slots__ = (
        "_folded", "_words", "gap", "level", "number", "opaque", "prose", "raw", "shown", "text",
    )  # fmt: skip

    def __init__(
        self, text: str, number: int = 0, *, gap: bool = True, opaque: bool = False, raw: str = ""
    ) -> None:
        self.text = text
        self.raw = raw or text
        self.number = number
        self.gap = gap
        self.opaque = opaque
        heading = None if opaque or text[:1] != "#" else _HEADING.match(text)
        self.level = len(heading[1]) if heading else 0
        self.shown = text if opaque else shown(text)
        self.prose: bool | None = None
        self._folded: str | None = None
        self._words: str | None = None

    @property
    def folded(self) -> str:
        """The shown text for comparing."""
        if self._folded is None:
            self._folded = fold(self.shown[:LONGEST_SHORT])
        return self._folded

    @property
    def words(self) -> str:
        """The words of the shown text alone."""
        if self._words is None:
            self._words = words_of(self.shown[:LONGEST_SHORT])
        return self._words

    @property
    def short(self) -> bool:
        """Whether the line may be anything but prose."""
        return len(self.shown) <= LONGEST_SHORT and not self.opaque

    @property
    def bulleted(self) -> bool:
        """Whether the line begins with the mark of a list."""
        return bool(_LIST.match(self.text))

    def with_text(self, text: str) -> Line:
        """Return the line in its place with another text."""
        return Line(text, self.number, gap=self.gap, opaque=self.opaque)

    def __repr__(self) -> str:
        return f"Line({self.number}, {self.text[:60]!r})"


def normalise(text: str) -> str:
    """Return text cleaned, composed (NFC), with plain spaces and no needless escapes."""
    text = clean(text)
    if not text.isascii():
        text = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).replace("\u00ad", "")
    elif "\t" in text:
        text = text.replace("\t", " ")
    return _HARMLESS_ESCAPE.sub(r"\1", text) if "\\" in text else text


def read_lines(text: str) -> list[Line]:
    """Return the lines of plain text that hold something, and whether a blank precedes each."""
    lines: list[Line] = []
    gap = True
    for number, raw in enumerate(normalise(text).split("\n"), 1):
        stripped = raw.strip()
        if not stripped:
            gap = True
            continue
        text = _RUN.sub(" ", stripped)
        lines.append(Line(text, number, gap=gap, raw=raw.rstrip()))
        gap = False
    return lines


def joined(lines: Iterable[Line]) -> str:
    """Return the text of lines, one after the other."""
    return "\n".join(line.text for line in lines)
