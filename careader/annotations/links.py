"""Links from one note to another passage: `[[01JD…|first words]]`, made, found, followed. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from careader.model import Highlight
from careader.text.clean import clean_line

_LINK = re.compile(r"\[\[(?P<id>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]*))?\]\]")
_ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
_MARKS = str.maketrans("[]|", "   ")
_WORDS = 48
"""Characters of the passage that a link says."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands in a note."""

    id: str
    """The id of the highlight it leads to; anything at all in a note that a person wrote."""
    words: str
    """What it says; empty when it says only the id."""

    @property
    def is_ours(self) -> bool:
        """Whether it can only be meant for a highlight: notes may hold wiki links of others."""
        return _ULID.fullmatch(self.id.split(".")[0]) is not None


def links_in(note: str) -> Iterator[Link]:
    """Yield the links of a note, in order."""
    if "[[" in note:
        for match in _LINK.finditer(note):
            yield Link(match["id"].strip(), (match["words"] or "").strip())


def link_to(highlight: Highlight, title: str = "") -> str:
    """Return a link to a highlight, saying its first words; `title` is its article's."""
    return f"[[{highlight.id}|{words_of(highlight, title)}]]"


def words_of(highlight: Highlight, title: str = "") -> str:
    """Return what a link to a highlight says: the beginning of its passage, else of its note."""
    said = highlight.quote.strip() or highlight.note.strip() or title
    # Ten thousand are offered at once: no more is looked at than can be shown.
    words = clean_line(said[: 4 * _WORDS].translate(_MARKS))
    if len(words) <= _WORDS:
        return words
    return words[:_WORDS].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def with_links(note: str, shown: Callable[[Link], str]) -> str:
    """Return a note with each link as `shown` writes it."""
    if "[[" not in note:
        return note
    return _LINK.sub(lambda m: shown(Link(m["id"].strip(), (m["words"] or "").strip())), note)


def backlinks(highlights: Iterable[Highlight]) -> Mapping[str, tuple[Highlight, ...]]:
    """Return the id of each highlight that is linked to, with the highlights that link to it."""
    found: dict[str, dict[str, Highlight]] = {}
    for highlight in highlights:
        for link in links_in(highlight.note):
            found.setdefault(link.id, {})[highlight.id] = highlight
    return {id_: tuple(sources.values()) for id_, sources in found.items()}


def leading_nowhere(highlights: Iterable[Highlight]) -> Iterator[tuple[Highlight, Link]]:
    """Yield the links to highlights that are not there, each with the highlight of its note."""
    every = tuple(highlights)
    ids = {each.id for each in every}
    for highlight in every:
        for link in links_in(highlight.note):
            if link.is_ours and link.id not in ids:
                yield highlight, link
