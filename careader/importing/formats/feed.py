"""RSS, Atom and JSON feeds: one extract an entry."""

from __future__ import annotations

import io
import json
from typing import Any

from careader.importing.formats.failure import ImportFailure
from careader.importing.formats.html import fragment
from careader.importing.formats.limits import Limits
from careader.importing.formats.links import safe_url
from careader.importing.model import Extract, Hints
from careader.text.clean import clean_line

_TEASER = "teaser only: the feed has no full text"
_MAX_ENTRIES = 10_000


def read(name: str, data: bytes, limits: Limits) -> list[Extract]:
    """Return the entries of a feed, in its order, those without any text left out."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    found = _json_feed(name, data) if start.startswith(b"{") else _xml_feed(name, data)
    found = [each for each in found if each.body]
    if not found:
        raise ImportFailure("a feed without entries")
    return found


def _xml_feed(name: str, data: bytes) -> list[Extract]:
    # Imported here: 36 ms, and only feeds need it.
    import feedparser

    # A stream, never text: feedparser takes text for an address or a path and opens it.
    feed = feedparser.parse(io.BytesIO(data))
    about = feed.get("feed", {})
    return [_entry(name, each, about) for each in feed.get("entries", [])[:_MAX_ENTRIES]]


def _entry(name: str, entry: Any, about: Any) -> Extract:
    source, teaser = _content(entry)
    url = safe_url(entry.get("link"))
    body = fragment(source, url or safe_url(about.get("link")))
    title = _plain(entry.get("title"))
    hints = Hints(
        title=title,
        authors=_authors(entry),
        date=clean_line(entry.get("published") or ""),
        publication=_plain((entry.get("source") or {}).get("title") or about.get("title")),
        lang=clean_line(_lang(entry) or about.get("language") or ""),
        url=url,
        doi=clean_line(entry.get("prism_doi") or entry.get("dc_identifier") or "").removeprefix(
            "doi:"
        ),
        issn=clean_line(entry.get("prism_issn") or about.get("prism_issn") or ""),
        volume=clean_line(entry.get("prism_volume") or ""),
        issue=clean_line(entry.get("prism_number") or ""),
        section=clean_line(entry.get("prism_section") or ""),
        abstract="" if teaser else _abstract(entry, source),
        tags=tuple(
            dict.fromkeys(
                line for each in entry.get("tags", []) if (line := _plain(each.get("term")))
            )
        ),
    )
    doubts = {"body": _TEASER} if teaser and body else {}
    return Extract(name=_named(name, title), format="feed", body=body, hints=hints, doubts=doubts)


def _named(name: str, title: str) -> str:
    return f"{name}: {title}"[:300] if title else name


def _content(entry: Any) -> tuple[str, bool]:
    """Return an entry's text, and whether it is only its description."""
    full = [each.get("value") or "" for each in entry.get("content", [])]
    if any(full):
        return max(full, key=len), False
    return entry.get("summary") or "", True


def _abstract(entry: Any, source: str) -> str:
    summary = _plain(entry.get("summary"))
    return summary if summary and summary != _plain(source) and len(summary) < 2_000 else ""


def _authors(entry: Any) -> tuple[str, ...]:
    named = [_plain(each.get("name")) for each in entry.get("authors", [])]
    return tuple(dict.fromkeys(each for each in named if each and "@" not in each))


def _lang(entry: Any) -> str:
    details = [
        *entry.get("content", []),
        entry.get("summary_detail") or {},
        entry.get("title_detail") or {},
    ]
    return next((each["language"] for each in details if each.get("language")), "")


def _plain(value: Any) -> str:
    """Return a title, which may hold markup, as one line of text."""
    text = value if isinstance(value, str) else ""
    if "<" not in text and "&" not in text:
        return clean_line(text)
    from careader.text import htmltext

    return clean_line(" ".join(htmltext.paragraphs(text)))


def _json_feed(name: str, data: bytes) -> list[Extract]:
    try:
        feed = json.loads(data.decode("utf-8-sig", "replace"))
        items = feed.get("items", [])
    except (ValueError, RecursionError, AttributeError):
        raise ImportFailure("damaged: a JSON feed that cannot be read") from None
    items = items if isinstance(items, list) else []
    return [_item(name, each, feed) for each in items[:_MAX_ENTRIES] if isinstance(each, dict)]


def _item(name: str, item: dict[str, Any], feed: dict[str, Any]) -> Extract:
    url = safe_url(_text(item, "url")) or safe_url(_text(item, "external_url"))
    source = _text(item, "content_html")
    body = fragment(source, url) if source else _text(item, "content_text")
    title = _plain(item.get("title"))
    people = item.get("authors") or feed.get("authors") or [item.get("author")]
    people = people if isinstance(people, list) else []
    tags = item.get("tags") if isinstance(item.get("tags"), list) else []
    hints = Hints(
        title=title,
        authors=tuple(
            line for each in people if isinstance(each, dict) and (line := _plain(each.get("name")))
        ),
        date=clean_line(_text(item, "date_published")),
        publication=_plain(feed.get("title")),
        lang=clean_line(_text(item, "language") or _text(feed, "language")),
        url=url,
        abstract=_plain(item.get("summary")) if body else "",
        tags=tuple(line for each in tags or () if (line := _plain(each))),
    )
    teaser = not body
    body = body or _plain(item.get("summary"))
    return Extract(
        name=_named(name, title), format="feed", body=body, hints=hints,
        plain=not source and not teaser,
        doubts={"body": _TEASER} if teaser else {},
    )  # fmt: skip


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""
