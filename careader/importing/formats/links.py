"""Where a link may lead: http, https and mailto, made absolute with the page's own address."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from careader.text.clean import clean

SCHEMES = frozenset(("http", "https", "mailto"))
MAX_URL = 2_000
"""Characters of an address; longer ones are trackers and data."""
_SPACE = re.compile(r"[\s\x00-\x20]+")
_ESCAPED = {
    "(": "%28",
    ")": "%29",
    "<": "%3C",
    ">": "%3E",
    "\\": "%5C",
    '"': "%22",
    " ": "%20",
    "|": "%7C",
    "`": "%60",
}
_TO_ESCAPE = re.compile(r"[()<>\\\" |`]")


def safe_url(url: str | None) -> str:
    """Return an absolute address of an allowed scheme, empty when it is none.

    Characters that end a link in Markdown are percent-encoded.
    """
    if not url or len(url) > MAX_URL:
        return ""
    text = _SPACE.sub("" if ":" in url[:8] else "%20", clean(url.strip()))
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES or not (
        parts.netloc or parts.scheme.lower() == "mailto"
    ):
        return ""
    return _TO_ESCAPE.sub(lambda each: _ESCAPED[each[0]], text)


class Links:
    """Resolves the links of one page."""

    def __init__(self, base: str) -> None:
        self._base = safe_url(base)

    def target(self, href: str | None) -> str:
        """Return where a link leads, empty when nowhere outside the page or to no one's good."""
        if not href or href.lstrip().startswith("#") or len(href) > MAX_URL:
            return ""
        if self._base:
            try:
                href = urljoin(self._base, href.strip())
            except ValueError:
                return ""
        return safe_url(href)
