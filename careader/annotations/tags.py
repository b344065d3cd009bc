"""Tags: read from a line, counted, completed; `energy/gas` stands under `energy`. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from careader.model import Highlight


def tags_of(line: str) -> tuple[str, ...]:
    """Return the tags of a line, each once: blanks and commas stand between them, `#` may before.

    Empty steps of a hierarchy go: `energy//gas/` is `energy/gas`.
    """
    words = (_plain(word) for word in line.replace(",", " ").split())
    return tuple(dict.fromkeys(filter(None, words)))


def in_use(highlights: Iterable[Highlight], others: Iterable[Sequence[str]] = ()) -> list[str]:
    """Return every tag in use and those above it, the most used on highlights first.

    `others` are the tags of each article: they break ties, and come after those of highlights.
    """
    marked = Counter(tag for each in highlights for tag in _with_parents(each.tags))
    beside = Counter(tag for tags in others for tag in _with_parents(tags))
    every = dict.fromkeys((*marked, *beside))
    return sorted(every, key=lambda tag: (-marked[tag], -beside[tag], tag.casefold(), tag))


def completed(line: str, known: Sequence[str]) -> str | None:
    """Return a line with its last word made the first known tag that begins so and goes on.

    A tag that the line has already is passed over. None when there is none, or no word is begun.
    """
    head, word = _last_word(line)
    begun = word.removeprefix("#")
    if not begun:
        return None
    there = {tag.casefold() for tag in tags_of(head)}
    for tag in known:
        folded = tag.casefold()
        if folded.startswith(begun.casefold()) and len(tag) > len(begun) and folded not in there:
            return f"{head}{'#' if word != begun else ''}{tag}"
    return None


def _plain(word: str) -> str:
    return "/".join(filter(None, word.strip("#").split("/")))


def _last_word(line: str) -> tuple[str, str]:
    at = max(line.rfind(mark) for mark in " ,\t") + 1
    return line[:at], line[at:]


def _with_parents(tags: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for tag in tags:
        steps = tag.split("/")
        found.update("/".join(steps[: end + 1]) for end in range(len(steps)))
    return found - {""}
