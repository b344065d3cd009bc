"""The sources of passages as CSL-JSON, which Zotero, Pandoc and citation processors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from careader.annotations.export import Passage
from careader.annotations.export.sources import citekey, kind_of, name_of, sources
from careader.model import Article

_TYPES = {"journal": "article-journal", "magazine": "article-magazine", "page": "webpage"}
_FIELDS = {
    "title": "title",
    "container-title": "publication",
    "URL": "url",
    "DOI": "doi",
    "ISSN": "issn",
    "volume": "volume",
    "issue": "issue",
    "section": "section",
    "abstract": "abstract",
    "language": "lang",
}
"""CSL variable to field of an article."""


def render(passages: Sequence[Passage]) -> str:
    """Return the quoted articles as a CSL-JSON array."""
    items = [item(article) for article in sources(passages)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def item(article: Article) -> dict[str, Any]:
    """Return one article as a CSL item (docs.citationstyles.org, "Appendix IV: Variables")."""
    found: dict[str, Any] = {"id": citekey(article.id), "type": _TYPES[kind_of(article)]}
    found |= {name: value for name, field in _FIELDS.items() if (value := getattr(article, field))}
    if article.authors:
        found["author"] = list(map(_author, article.authors))
    parts = [int(part) for part in article.date.split("-") if part.isdigit()]
    if parts:
        found["issued"] = {"date-parts": [parts]}
    return found


def _author(author: str) -> dict[str, str]:
    name = name_of(author)
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}
