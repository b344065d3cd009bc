"""The articles that passages are quoted from, and what bibliographies want to know of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from careader.annotations.export import Passage
from careader.model import Article

_KEY = re.compile(r"[A-Za-z0-9]+(?:[-.:_][A-Za-z0-9]+)*")


class Name(NamedTuple):
    """An author's name; `given` is empty where it is not known which part is which."""

    family: str
    given: str = ""


def sources(passages: Sequence[Passage]) -> list[Article]:
    """Return every article that is quoted, once, in the order of the passages."""
    found = {each.article.id: each.article for each in passages if each.article is not None}
    return list(found.values())


def citekey(article_id: str) -> str:
    """Return the key under which an article is cited: the same in BibTeX, CSL and Pandoc.

    Letters, digits and single hyphens, dots, colons or underscores between them, which all three
    take as they are; an id with anything else gets six hexadecimal digits of its hash.
    """
    if _KEY.fullmatch(article_id):
        return article_id
    slug = re.sub(r"[^A-Za-z0-9]+", "-", article_id).strip("-") or "article"
    return f"{slug}-{sha256(article_id.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


def name_of(author: str) -> Name:
    """Return an author's name in its parts: `Blagov, Sergei` and `Sergei Blagov` are the same.

    Of one word or more than two, and not told by a comma, nobody can know: it stays whole.
    """
    family, comma, given = author.partition(",")
    if comma and given.strip():
        return Name(family.strip(), given.strip())
    words = author.split()
    return Name(words[1], words[0]) if len(words) == 2 else Name(author.strip())


def kind_of(article: Article) -> str:
    """Return what an article is: `journal`, `magazine` (anything that appears) or `page`."""
    if article.doi or article.issn or article.volume or article.issue:
        return "journal"
    return "magazine" if article.publication else "page"
