"""The text of a piece of HTML inside Markdown: paragraphs, with every tag gone."""

from __future__ import annotations

import html
import re

# Each pattern reads a character at most twice: no class matches what could begin a new match.
_COMMENT = re.compile(r"<!--|-->")
_HIDDEN = re.compile(r"<(/?)(script|style|template)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>")
_STRAY = re.compile(r"</?[A-Za-z!?][^<>]*>")
_CELL = frozenset({"td", "th"})
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|q|s|samp|small|span"
    "|strike|strong|sub|sup|time|tt|u|var|wbr"
)


def paragraphs(source: str) -> list[str]:
    """Return the text of an HTML block: one string a paragraph, on one line and not empty."""
    source = _without_hidden(_without_comments(source))
    text = _STRAY.sub("", _TAG.sub(_in_place_of, source))
    lines = (" ".join(html.unescape(line).split()) for line in text.split("\r"))
    return [line for line in lines if line]


def is_break(tag: str) -> bool:
    """Whether an inline tag is a line break."""
    return tag[:3].lower() == "<br" and not tag[3:4].isalnum()


def _in_place_of(tag: re.Match[str]) -> str:
    name = tag.group(2).lower()
    if _INLINE.fullmatch(name):
        return ""
    return " " if name in _CELL else "\r"  # the source holds no carriage return: it is cleaned


def _without_comments(source: str) -> str:
    """Drop closed comments; one that never closes loses only its mark."""
    kept: list[str] = []
    position, opened = 0, -1
    for mark in _COMMENT.finditer(source):
        if mark.group() == "<!--" and opened < 0:
            kept.append(source[position : mark.start()])
            position, opened = mark.end(), mark.start()
        elif mark.group() == "-->" and opened >= 0:
            position, opened = mark.end(), -1
    return "".join([*kept, source[position:]])


def _without_hidden(source: str) -> str:
    """Drop scripts, styles and templates; what never closes loses only its tag."""
    kept: list[str] = []
    position, opened = 0, ""
    for tag in _HIDDEN.finditer(source):
        name = tag.group(2).lower()
        if not tag.group(1) and not opened:
            kept.append(source[position : tag.start()])
            position, opened = tag.end(), name
        elif tag.group(1) and name == opened:
            position, opened = tag.end(), ""
    return "".join([*kept, source[position:]])
