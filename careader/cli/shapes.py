"""What `--json` prints: the shapes of DESIGN.md that scripts rely on, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from careader.model import Article, Facets, Hit

if TYPE_CHECKING:
    from careader.search.explain import Reason

_ALWAYS = {
    "id": "id",
    "title": "title",
    "author": "authors",
    "date": "date",
    "publication": "publication",
    "lang": "lang",
    "countries": "countries",
    "tags": "tags",
}
"""Front matter key to field of an article."""
_WHEN_SET = ("url", "doi", "issn", "volume", "issue", "section", "abstract")


def hit_shape(hit: Hit) -> dict[str, Any]:
    """Return one hit; `marks` are the slices of the snippet that matched, in code points.

    `highlight` is the id of the highlight that the snippet is of, `also` the other spellings of a
    name by which its words were found.
    """
    article = hit.article
    return {
        "id": article.id,
        "title": article.title,
        "author": list(article.authors),
        "date": article.date,
        "publication": article.publication,
        "countries": list(hit.about),
        "score": round(hit.score, 4),
        "snippet": hit.snippet.text,
        "marks": [list(mark) for mark in hit.snippet.marks],
        "highlight": hit.highlight,
        "also": list(hit.also),
    }


def reason_shape(reason: Reason) -> dict[str, Any]:
    """Return why a hit matched: a part of the query, what meets it, through which spellings."""
    return {"asked": reason.asked, "found": reason.found, "also": list(reason.also)}


def facets_shape(facets: Facets) -> dict[str, dict[str, int]]:
    """Return the facets under the names the query language filters by, most articles first.

    `country` counts articles that mention a country or are about it, `about` only the latter;
    `group` those that mention any country of a region, or name an organisation.
    """
    return {
        "country": _ranked(facets.mentioned),
        "about": _ranked(facets.about),
        "group": _ranked(facets.group_mentioned),
        "publication": _ranked(facets.publication),
        "year": dict(sorted(facets.year.items())),
        "author": _ranked(facets.author),
        "tag": _ranked(facets.tag),
        "lang": _ranked(facets.lang),
    }


def row_shape(article: Article, about: Sequence[str], words: int) -> dict[str, Any]:
    """Return one article of a list: the countries it is about, the words of its text."""
    return {
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "author": list(article.authors),
        "date": article.date,
        "publication": article.publication,
        "lang": article.lang,
        "countries": list(about),
        "words": words,
    }


def article_shape(article: Article, text: str) -> dict[str, Any]:
    """Return an article's front matter, keys that are not careader's own among it, and its text.

    The keys that every article has are always there, empty where nothing is known.
    """
    known: dict[str, Any] = {
        name: _listed(getattr(article, field)) for name, field in _ALWAYS.items()
    }
    known |= {name: value for name in _WHEN_SET if (value := getattr(article, name))}
    if article.doubts:
        known["doubts"] = dict(article.doubts)
    return {**article.extra, **known, "path": article.path, "text": text}


def _listed(value: str | tuple[str, ...]) -> str | list[str]:
    return list(value) if isinstance(value, tuple) else value


def _ranked(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
