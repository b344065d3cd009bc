"""Passages as Markdown: under a heading for each article with its source, as block quotations.

Every passage has a block id (`^01JD…`, to link to from Obsidian and Logseq) and lies in a region
that a later export brings up to date (`regions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from careader.annotations.export import Passage, by_article
from careader.annotations.export.regions import Part, Updated
from careader.annotations.export.regions import update as update_regions
from careader.annotations.links import Link, with_links
from careader.citation import source
from careader.model import AnchorState
from careader.text.clean import clean, clean_line

_MARKUP = re.compile(r"([\\`*_\[\]<>|~])|(?m:^(\s*)([#+-]|\d+(?=[.)])))")


def render(passages: Sequence[Passage]) -> str:
    """Return passages as Markdown; quotes are escaped, notes are Markdown already."""
    return "".join(f"{part.text}\n\n" for part in parts(passages)).removesuffix("\n")


def update(text: str, passages: Sequence[Passage]) -> Updated:
    r"""Bring a Markdown file up to date with passages; what the user wrote around them stays.

    `text` has line ends `\\n`.
    """
    return update_regions(text, list(parts(passages)))


def parts(passages: Sequence[Passage]) -> Iterator[Part]:
    """Yield a heading for each article, and its passages.

    A link of a note leads to the block of its passage where that is among them.
    """
    there = {each.placed.highlight.id for each in passages}
    for article_id, members in by_article(passages):
        if article_id:
            yield Part(article_id, article_id, clean(_heading(members[0])), is_heading=True)
        for passage in members:
            yield Part(passage.placed.highlight.id, article_id, clean(_passage(passage, there)))


def _heading(passage: Passage) -> str:
    heading = f"## {escaped(clean_line(passage.title))}\n"
    article = passage.article
    if article is None:
        return heading
    named = escaped(clean_line(source(article)))
    return f"{heading}\n{f'{named}, <{article.url}>' if article.url else named}.\n"


def _passage(passage: Passage, there: Set[str]) -> str:
    highlight = passage.placed.highlight
    blocks = []
    if highlight.quote.strip():
        quote = escaped(highlight.quote)
        blocks.append("\n".join(f"> {line}".rstrip() for line in quote.splitlines()))
    blocks.append(f"^{block_id(highlight.id)}")
    if highlight.note.strip():
        blocks.append(with_links(highlight.note.strip(), lambda link: _link(link, there)))
    blocks.append(f"— {_known(passage)}")
    return "\n\n".join(blocks) + "\n"


def _link(link: Link, there: Set[str]) -> str:
    """Return a link as Obsidian and Logseq follow it, its words where there is nowhere to lead."""
    if link.id in there:
        return f"[[#^{block_id(link.id)}|{link.words or link.id}]]"
    if not link.is_ours:
        return f"[[{link.id}|{link.words}]]" if link.words else f"[[{link.id}]]"
    return f"“{escaped(link.words)}”" if link.words else link.id


def block_id(highlight_id: str) -> str:
    """Return the block id of a highlight: letters, digits and hyphens (Obsidian takes no other)."""
    return re.sub(r"[^A-Za-z0-9]+", "-", highlight_id).strip("-")


def _known(passage: Passage) -> str:
    highlight, state = passage.placed.highlight, passage.placed.state
    tags = " ".join(f"#{clean_line(tag)}" for tag in highlight.tags)
    doubt = "" if state is AnchorState.SURE else f"**{state}**"
    known = (highlight.reader, highlight.created[:10], passage.color)
    return " · ".join(filter(None, (*map(escaped, known), tags, doubt)))


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _MARKUP.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    if match[1]:
        return f"\\{match[1]}"
    return f"{match[2]}{match[3]}\\" if match[3].isdigit() else f"{match[2]}\\{match[3]}"
