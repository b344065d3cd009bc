"""Highlights written out for people and other programs: one module a format, pure, without I/O.

A format is a module of this package with `render(passages) -> str`. It is named in `FORMATS`, and
that is all: the command line, its help and its completion take it from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from careader.model import Article, PlacedHighlight
from careader.text.clean import clean

FORMATS = {
    "text": "plain",
    "markdown": "markdown",
    "json": "document",
    "csv": "table",
    "jsonld": "webannotation",
    "readwise": "readwise",
    "csl": "csl",
    "bibtex": "bibtex",
}
"""Format to the module that writes it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A highlight, where it stands now, and the article it stands in."""

    placed: PlacedHighlight
    article: Article | None
    """None when the article is no longer in the library."""
    meaning: str = ""
    """What its colour means to who exports it; empty when it means nothing."""

    @property
    def color(self) -> str:
        """Its colour in words: `yellow (claim)`."""
        color = self.placed.highlight.color
        return f"{color} ({self.meaning})" if self.meaning else color

    @property
    def title(self) -> str:
        """The article's title; what else is known of it when the article is not there."""
        if self.article is not None:
            return self.article.title
        highlight = self.placed.highlight
        origin = highlight.extra.get("imported")
        named = origin.get("title") or origin.get("url") if isinstance(origin, Mapping) else ""
        return highlight.article or str(named or "no article")


def render(name: str, passages: Sequence[Passage]) -> str:
    """Return passages in a format of `FORMATS`: text that is empty or ends a line.

    Nothing in it controls a terminal, whatever the files of the highlights hold.
    """
    module = import_module(f"{__name__}.{FORMATS[name]}")
    return clean(module.render(passages))


def by_article(passages: Sequence[Passage]) -> list[tuple[str, list[Passage]]]:
    """Return passages under their article's id, articles in the order of their first passage."""
    groups: dict[str, list[Passage]] = {}
    for passage in passages:
        groups.setdefault(passage.placed.highlight.article, []).append(passage)
    return list(groups.items())
