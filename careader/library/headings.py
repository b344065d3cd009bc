"""The first heading of a Markdown text, which serves as title where front matter gives none."""

from __future__ import annotations

import re

from careader.text.clean import clean_line

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^\n]*)")
_ATX = re.compile(r" {0,3}#{1,6}(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_NOT_PARAGRAPH = re.compile(r" {0,3}(?:[>|<]|[-+*][ \t]|\d{1,9}[.)][ \t])|(?: {4}|\t)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_MARKUP = re.compile(r"[*_`\[\]<>\\&~^!]")


def first_heading(markdown: str) -> str:
    """Return the first heading that says something, as it is displayed; empty if there is none.

    Headings of both kinds count (`# …` and underlined), those in code blocks and comments do
    not. One pass over the lines, so that a thousand articles without titles are quickly listed;
    the whole of CommonMark is not needed to find a title.
    """
    if "<!--" in markdown:
        markdown = _COMMENT.sub("", markdown)
    fence = ""
    paragraph: list[str] = []
    for text in markdown.split("\n"):
        if fence:
            fence = "" if _closes(text, fence) else fence
        elif opening := _opens(text):
            fence, paragraph = opening, []
        elif marks := _ATX.match(text):
            paragraph = []
            if title := displayed(_without_closing_marks(text[marks.end() :])):
                return title
        elif paragraph and _UNDERLINE.fullmatch(text):
            if title := displayed(" ".join(paragraph)):
                return title
            paragraph = []
        else:
            paragraph = _continued(paragraph, text)
    return ""


def _opens(text: str) -> str:
    """Return the fence that a line opens a code block with, empty if it opens none."""
    found = _FENCE.fullmatch(text)
    return found[1] if found and ("`" not in found[1] or "`" not in found[2]) else ""


def _closes(text: str, fence: str) -> bool:
    stripped = text.strip()
    return len(stripped) >= len(fence) and set(stripped) == {fence[0]}


def _without_closing_marks(heading: str) -> str:
    """Return `Title` of ` Title ## `; marks that touch the title belong to it."""
    heading = heading.strip()
    opened = heading.rstrip("#")
    return opened if not opened or opened[-1].isspace() else heading


def _continued(paragraph: list[str], text: str) -> list[str]:
    """Return the lines of the paragraph that a line goes on, starts or ends."""
    if not text.strip():
        return []
    if not paragraph and _NOT_PARAGRAPH.match(text):
        return []
    return [*paragraph, text.strip()]


def displayed(heading: str) -> str:
    """Return a heading's text with its inline markup gone, one clean line."""
    if _MARKUP.search(heading):
        # Imported here: a Markdown parser takes 20 ms to import, and most titles need none.
        from careader.text.reading import build

        heading = build(f"# {_FOOTNOTE.sub('', heading)}").text
    return clean_line(heading)
