"""The quotations in somebody's Markdown, and whether an article still says what they say. Pure.

A quotation is a block quote. Which article it is from is told by the region of an export it stands
in, by a block id after it, or by the source named under it. `[…]` in it leaves something out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from careader.annotations.anchoring import Quote, find
from careader.annotations.anchoring.normal import normal
from careader.annotations.export.markdown import block_id
from careader.annotations.export.regions import regions
from careader.model import AnchorState

_QUOTED = re.compile(r" {0,3}> ?(.*)")
_BLOCK_ID = re.compile(r"\^([A-Za-z0-9-]+)\s*$")
_CALLOUT = re.compile(r"\[!\w+\][+-]?.*")
_SOURCE = re.compile(r"\s*(?:—|―|–|--)\s*(.+)")
_LINK = re.compile(r"\]\(<?([^\s>)]+)|<(https?://[^\s>]+)>|(?<![(<\w])(https?://[^\s<>)]+)")
_TITLE = re.compile(r"“(.+?),?”|\"(.+?),?\"")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LEFT_OUT = re.compile(r"\s*\[\s*(?:…|\.\.\.|\. \. \.)\s*\]\s*")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*\*|__|\*|_)(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)")


class Verdict(StrEnum):
    """What became of a quotation."""

    SAME = "same"
    """The article says it, typography aside."""
    CHANGED = "changed"
    """The article says something like it."""
    GONE = "gone"
    """The article does not say it, or is no longer there."""
    UNKNOWN = "unknown"
    """Nothing tells that it is from the archive."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quote of a Markdown file."""

    line: int
    """The line it begins in, counted from 1."""
    text: str
    """What it quotes, its markup gone."""
    block_id: str = ""
    """The block id of the highlight it was exported from."""
    urls: tuple[str, ...] = ()
    """Addresses named under it."""
    titles: tuple[str, ...] = ()
    """What may be the title of its article, named under it."""


@dataclass(slots=True)
class _Block:
    line: int
    lines: list[str] = field(default_factory=list)


def quotations(markdown: str) -> Iterator[Quotation]:
    r"""Yield the block quotes of a file that quote something (line ends `\n`), in order."""
    named = dict(_named_lines(markdown))
    lines = markdown.split("\n")
    for block in _blocks(lines):
        quoted, under = _parted(block.lines)
        text = plain("\n".join(quoted)).strip()
        if not text:
            continue
        end = block.line - 1 + len(block.lines)
        under += _source_after(lines, end)
        id_ = named.get(block.line) or _id_in(block.lines) or _id_after(lines, end)
        yield Quotation(block.line, text, id_, *_named(" ".join(under)))


def look_up(quotation: str, text: str) -> tuple[Verdict, str]:
    """Return whether a text says what a quotation says, and what it says instead where it can tell.

    Quotes, dashes, hyphenation, white space do not count; of a quotation with `[…]` each part must
    be there, in order.
    """
    there, at = normal(text).text, 0
    for part in _LEFT_OUT.split(quotation):
        sought = normal(part).text.strip()
        found = there.find(sought, at)
        if found < 0:
            return _likeness(part, text)
        at = found + len(sought)
    return Verdict.SAME, ""


def _likeness(part: str, text: str) -> tuple[Verdict, str]:
    anchor = find(text, Quote(part))
    if anchor.state is AnchorState.ORPHAN:
        return Verdict.GONE, ""
    return Verdict.CHANGED, text[anchor.start : anchor.end]


def plain(markdown: str) -> str:
    """Return the text of inline Markdown: emphasis and escapes gone."""
    text = _EMPHASIS.sub(r"\2", markdown)
    return _ESCAPED.sub(r"\1", text)


def _named_lines(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield every line that stands in a region of a highlight, with the highlight's block id."""
    for region in regions(markdown):
        if not region.is_heading:
            first = markdown.count("\n", 0, region.start) + 1
            last = markdown.count("\n", 0, region.end) + 1
            yield from ((line, block_id(region.name)) for line in range(first, last + 1))


def _blocks(lines: list[str]) -> Iterator[_Block]:
    """Yield runs of quoted lines; what stands in a fence of code is no quotation."""
    block, fence = None, ""
    for number, line in enumerate(lines, 1):
        mark = line.lstrip()[:3]
        if mark in ("```", "~~~") and (not fence or mark == fence):
            fence = "" if fence else mark
        match = None if fence else _QUOTED.match(line)
        if match:
            block = block or _Block(number)
            block.lines.append(match[1])
        elif block:
            yield block
            block = None
    if block:
        yield block


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the quoted lines, and the line at the end that names the source."""
    kept = [line for line in lines if not _CALLOUT.fullmatch(line.strip())]
    kept = [_BLOCK_ID.sub("", line) for line in kept]
    while kept and not kept[-1].strip():
        kept.pop()
    last = _SOURCE.fullmatch(kept[-1]) if len(kept) > 1 else None
    return (kept[:-1], [last[1]]) if last else (kept, [])


def _source_after(lines: list[str], end: int) -> list[str]:
    """Return the source named in the first line below a quotation, as a dash begins it."""
    below = next((line for line in lines[end : end + 2] if line.strip()), "")
    match = _SOURCE.fullmatch(below)
    return [match[1]] if match else []


def _id_in(lines: list[str]) -> str:
    match = _BLOCK_ID.search(lines[-1])
    return match[1] if match else ""


def _id_after(lines: list[str], end: int) -> str:
    below = next((line.strip() for line in lines[end : end + 2] if line.strip()), "")
    match = _BLOCK_ID.fullmatch(below)
    return match[1] if match else ""


def _named(source: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    links = tuple("".join(match).rstrip(".,;") for match in _LINK.findall(source))
    titles = tuple("".join(match) for match in _TITLE.findall(plain(source)))
    return links, titles
