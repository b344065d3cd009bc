"""Which article something from outside belongs to: by its address, by its title. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from careader.model import Article

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|ref_src|_hs(enc|mi)"
)
_PROXIES = ("via.hypothes.is", "via2.hypothes.is", "via3.hypothes.is")
_NOT_WORDS = re.compile(r"[\W_]+")
_SITE = re.compile(r"\s+[|–—·:-]\s+|\s*[|»]\s*")


def address_of(url: str) -> str:
    """Return what two addresses of one page have in common; empty for what is no address.

    Scheme, `www.`, fragment, port 80, tracking and a slash at the end do not count, nor does the
    proxy of Hypothes.is (research, 1.3).
    """
    parts = _split(url.strip())
    while parts is not None and parts.hostname in _PROXIES:
        parts = _split(unquote(parts.path.lstrip("/")) + (f"?{parts.query}" if parts.query else ""))
    if parts is None or not parts.hostname:
        return ""
    query = [pair for pair in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(pair[0])]
    host = parts.hostname.removeprefix("www.")
    path = unquote(parts.path).rstrip("/")
    return f"{host}{path}{'?' + urlencode(sorted(query)) if query else ''}"


def title_of(text: str) -> str:
    """Return the words of a title, as it is compared."""
    return _NOT_WORDS.sub(" ", text.casefold()).strip()


class Matcher:
    """The articles of a library by their addresses and titles."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._addresses: dict[str, list[str]] = defaultdict(list)
        self._titles: dict[str, list[str]] = defaultdict(list)
        for article in articles:
            for url in _urls(article):
                self._addresses[address_of(url)].append(article.id)
            self._titles[title_of(article.title)].append(article.id)
        for table in (self._addresses, self._titles):
            table.pop("", None)

    def by_url(self, url: str) -> Sequence[str]:
        """Return the ids of the articles at an address, or with the DOI it is of."""
        return tuple(self._addresses.get(address_of(url), ()))

    def by_title(self, title: str) -> Sequence[str]:
        """Return the ids of the articles of a title; what a web page adds to it is taken off."""
        for text in _shorter(title):
            found = self._titles.get(title_of(text))
            if found:
                return tuple(found)
        return ()


def _urls(article: Article) -> list[str]:
    doi = [f"https://doi.org/{article.doi}"] if article.doi else []
    return [url for url in (article.url, *doi) if url]


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        return parts if parts.scheme in ("", "http", "https") and parts.hostname else None
    except ValueError:
        return None


def _shorter(title: str) -> list[str]:
    """Return a title, and what of it stands before or after the name of a site."""
    parts = _SITE.split(title)
    heads = [title[: match.start()] for match in reversed(list(_SITE.finditer(title)))]
    return [title, *heads, *([parts[-1]] if len(parts) == 2 else [])]
