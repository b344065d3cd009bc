"""How often an article that is in the library already names each country."""

from __future__ import annotations

from collections.abc import Mapping

from careader.errors import LibraryError
from careader.library.library import Library
from careader.model import Article


def mentions_of(library: Library, article: Article) -> Mapping[str, int]:
    """Return country code to number of mentions, the commonest first; empty for one unreadable."""
    from careader.countries.detect import detect
    from careader.text.reading import build

    try:
        markdown = library.read(article).markdown
    except LibraryError:
        return {}
    return detect(f"{article.title}\n\n{build(markdown).text}", lang=article.lang).counts
