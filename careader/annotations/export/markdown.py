"""Passages as Markdown: under a heading for each article with its source, as block quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from careader.annotations.export import Passage, by_article
from careader.citation import source
from careader.model import AnchorState
from careader.text.clean import clean_line

_MARKUP = re.compile(r"([\\`*_\[\]<>|~])|(?m:^(\s*)([#+-]|\d+(?=[.)])))")


def render(passages: Sequence[Passage]) -> str:
    """Return passages as Markdown; quotes are escaped, notes are Markdown already."""
    parts = []
    for _, members in by_article(passages):
        parts.append(_heading(members[0]))
        parts.extend(map(_passage, members))
    return "\n".join(parts)


def _heading(passage: Passage) -> str:
    heading = f"## {escaped(clean_line(passage.title))}\n"
    article = passage.article
    if article is None:
        return heading
    named = escaped(clean_line(source(article)))
    return f"{heading}\n{f'{named}, <{article.url}>' if article.url else named}.\n"


def _passage(passage: Passage) -> str:
    highlight = passage.placed.highlight
    quote = escaped(highlight.quote)
    blocks = ["\n".join(f"> {line}".rstrip() for line in quote.splitlines())]
    if highlight.note.strip():
        blocks.append(highlight.note.strip())
    blocks.append(f"— {_known(passage)}")
    return "\n\n".join(blocks) + "\n"


def _known(passage: Passage) -> str:
    highlight, state = passage.placed.highlight, passage.placed.state
    tags = " ".join(f"#{clean_line(tag)}" for tag in highlight.tags)
    doubt = "" if state is AnchorState.SURE else f"**{state}**"
    known = (highlight.reader, highlight.created[:10], highlight.color)
    return " · ".join(filter(None, (*map(escaped, known), tags, doubt)))


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _MARKUP.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    if match[1]:
        return f"\\{match[1]}"
    return f"{match[2]}{match[3]}\\" if match[3].isdigit() else f"{match[2]}\\{match[3]}"
