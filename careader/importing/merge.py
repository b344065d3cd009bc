"""A newer version of an article beside what a person made of it: field by field, three ways."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from careader.importing.provenance import FIELDS, KEY, Provenance, given_by, hash_of, hash_of_body
from careader.model import Article

BODY = "body"
EDITED = "a newer version was imported, but this text was edited by hand: it was left as it is"
"""The doubt of a body of which two versions exist."""

SHORTER = 0.6
"""A version with less than this share of the words is a teaser or an extract, and replaces none."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a file is to hold after an import."""

    article: Article
    markdown: str
    note: str = ""
    """What there is to say about it, one line; mostly nothing."""


def merge(
    current: Article,
    body: str,
    given: Article,
    new_body: str,
    source: Provenance,
    *,
    base: Provenance | None,
    overridden: Collection[str] = (),
    replaces: bool = False,
) -> Merged:
    """Return an article with what a newer version of it changes.

    A field that was changed since the last import stays; so does one the new version is silent
    about. A body that was changed since stays and is doubted, unless `replaces`.

    Args:
        current: The article as its file says it now.
        body: Its Markdown.
        given: The article as the import gives it now, its doubts among it.
        new_body: Its Markdown.
        source: The import that gives it.
        base: The last import; None for an article that was never imported.
        overridden: Fields that the person has set for this very import.
        replaces: Whether the new body is taken over one that was edited by hand.
    """
    fields = _fields(current, given, base, overridden)
    markdown, edited = _body(body, new_body, base, replaces=replaces)
    before = base.body if base is not None else ""
    known = replace(
        source,
        body=before if edited else hash_of_body(new_body),
        given={**(base.given if base is not None else {}), **given_by(given)},
        doubted=(*given.doubts, *((BODY,) if edited else ())),
    )
    known = base.succeeded_by(known) if base is not None else known
    doubts = _doubts(current, given, base, fields)
    if edited and not _was_settled(current, base, source):
        doubts[BODY] = EDITED
    extra = {**current.extra, KEY: known.header()}
    article = replace(current, **fields, doubts=doubts, extra=extra)
    return Merged(article, markdown, EDITED if edited else "")


def _was_settled(current: Article, base: Provenance | None, source: Provenance) -> bool:
    """Whether the person has decided already to keep their text against this very version."""
    if base is None or base.sha256 != source.sha256:
        return False
    return BODY in base.doubted and BODY not in current.doubts


def _fields(
    current: Article, given: Article, base: Provenance | None, overridden: Collection[str]
) -> dict[str, Any]:
    """Return every field as it is to be."""
    fields: dict[str, Any] = {}
    for name in FIELDS:
        mine, theirs = getattr(current, name), getattr(given, name)
        fields[name] = mine
        if name in overridden or (theirs and _is_as_given(name, mine, base)):
            fields[name] = theirs
    # Tags are added to, never taken away: a tag is a person's more often than an import's.
    fields["tags"] = tuple(dict.fromkeys((*current.tags, *_new_tags(given, base))))
    return fields


def _is_as_given(name: str, mine: str | tuple[str, ...], base: Provenance | None) -> bool:
    """Whether a field says what the last import gave; of no import, whether it says nothing."""
    return hash_of(mine) == (base.given.get(name, "") if base is not None else "")


def _new_tags(given: Article, base: Provenance | None) -> tuple[str, ...]:
    """Return the tags to be added: none where the last import gave the same ones already."""
    same = base is not None and base.given.get("tags", "") == hash_of(given.tags)
    return () if same else given.tags


def _body(body: str, new_body: str, base: Provenance | None, *, replaces: bool) -> tuple[str, bool]:
    """Return the body to be written, and whether it is one edited by hand that differs."""
    mine, theirs = hash_of_body(body), hash_of_body(new_body)
    before = base.body if base is not None else ""
    if mine == theirs or replaces:
        return (body if mine == theirs else new_body), False
    if theirs == before:
        return body, False
    if mine == before:
        return new_body, False
    return body, True


def _doubts(
    current: Article, given: Article, base: Provenance | None, fields: Mapping[str, Any]
) -> dict[str, str]:
    """Return the doubts: those of this import that are about what is written and not settled."""
    settled = {
        name for name in (base.doubted if base is not None else ()) if name not in current.doubts
    }
    doubts = {name: what for name, what in current.doubts.items() if name not in given.doubts}
    if base is not None:
        # What the last import doubted and this one does not is no doubt any more.
        doubts = {name: what for name, what in doubts.items() if name not in base.doubted}
    for name, what in given.doubts.items():
        field = "authors" if name == "author" else name
        taken = field not in fields or fields[field] == getattr(given, field)
        same_as_before = base is not None and base.given.get(field) == hash_of(
            getattr(given, field, "")
        )
        if taken and not (name in settled and (same_as_before or field not in fields)):
            doubts[name] = what
    return doubts
