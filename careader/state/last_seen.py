"""What a saved search had found when the reader last looked: a text file, one search an entry.

Losing it loses a little comfort, so nothing here raises: a search that nobody has looked at yet
has nothing new.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FILE = "saved-searches.json"


@dataclass(frozen=True, slots=True)
class Seen:
    """A search as it was last looked at."""

    query: str
    articles: frozenset[str]
    """Ids of what it found."""


class LastSeen:
    """What each saved search of one library had found; read at every use, for sessions share it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def all(self) -> Mapping[str, Seen]:
        """Return what is remembered, by name of the search."""
        try:
            data = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        entries = data.items() if isinstance(data, dict) else ()
        return {name: seen for name, entry in entries if (seen := _seen(entry)) is not None}

    def new(self, name: str, query: str, articles: Collection[str]) -> frozenset[str]:
        """Return those of the articles that were not found last time.

        None are new when the search was never looked at, or has another query now.
        """
        last = self.all().get(name)
        if last is None or last.query != query:
            return frozenset()
        return frozenset(articles) - last.articles

    def remember(self, name: str, query: str, articles: Collection[str]) -> None:
        """Keep what a search found as seen."""
        known = {**self.all(), name: Seen(query, frozenset(articles))}
        data = {
            each: {"query": seen.query, "articles": sorted(seen.articles)}
            for each, seen in known.items()
        }
        temporary = self.path.with_name(f".{FILE}.{os.getpid()}.tmp")
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(
                json.dumps(data, ensure_ascii=False, indent=0), encoding="utf-8", errors="replace"
            )
            os.replace(temporary, self.path)
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _seen(entry: object) -> Seen | None:
    if not isinstance(entry, dict):
        return None
    query, articles = entry.get("query"), entry.get("articles")
    if not isinstance(query, str) or not isinstance(articles, list):
        return None
    return Seen(query, frozenset(each for each in articles if isinstance(each, str)))
