"""One source's bytes become articles: read by its format, understood by the rules, sketched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from careader.errors import CareaderError
from careader.importing.likeness import Sketch, sketch
from careader.importing.model import ImportedArticle
from careader.text.clean import clean, clean_line

if TYPE_CHECKING:
    from careader.importing.rules.profiles import Profiles

_MAPPINGS = ("mentions", "doubts", "rules")

_NOTE = re.compile(r"^\[\^[^\]\s]{1,40}\]:(.*)$", re.MULTILINE)

_LONGEST_REASON = 200
"""Characters of what is said about a failure."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article as a source gave it, with what comparing it takes."""

    article: ImportedArticle
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of one source."""

    candidates: tuple[Candidate, ...] = ()
    format: str = ""
    """Of the source: "text", "html" …; empty where it could not be told."""
    error: str = ""
    """Why it gave nothing, or not all of it; one line."""


class Converter:
    """Makes articles of bytes, in this process. What has to be loaded is loaded at the first."""

    def __init__(self, publications: Mapping[str, object] | None = None) -> None:
        """Make one that also knows the publications of the user's own table."""
        self._publications = publications

    def convert(self, name: str, data: bytes) -> Converted:
        """Return what a source gives; whatever is wrong with it is told, never raised."""
        found: list[Candidate] = []
        format_ = error = ""
        try:
            for read_as, article in self._articles(name, data):
                format_ = read_as
                body = clean(article.body).strip("\n") + "\n"
                found.append(Candidate(article, sketch(body)))
        except CareaderError as refused:
            error = str(refused)
        except MemoryError:
            error = "there is not enough memory for it"
        except (Exception, RecursionError) as fault:  # one bad file must not stop the others
            error = f"reading it failed: {type(fault).__name__}: {fault}"
        if not found and not error:
            error = "there is no article in it"
        return Converted(tuple(found), format_, clean_line(error)[:_LONGEST_REASON])

    @cached_property
    def _profiles(self) -> Profiles:
        from careader.importing.rules.profiles import Profiles

        return Profiles.load(self._publications)

    def _articles(self, name: str, data: bytes) -> Iterator[tuple[str, ImportedArticle]]:
        """Yield the articles of a source with its format; raises whatever reading it raises."""
        from careader.importing.formats import read
        from careader.importing.rules import articles_of

        for extract in read(name, data):
            for article in articles_of(extract, self._profiles):
                # Read-only mappings cannot be pickled, and most articles go through a pipe.
                plain: dict[str, Any] = {key: dict(getattr(article, key)) for key in _MAPPINGS}
                plain["mentions"] = with_notes(article.mentions, article.body)
                yield extract.format, replace(article, **plain)


def with_notes(mentions: Mapping[str, int], body: str) -> dict[str, int]:
    """Return mentions with those of a body's notes, the commonest first.

    Notes never say what an article is about, so the rules leave them out; they mention it still.
    """
    from careader.countries.detect import detect

    counts = Counter(mentions)
    if notes := _NOTE.findall(body):
        counts.update(detect("\n".join(notes)).counts)
    return dict(counts.most_common())
