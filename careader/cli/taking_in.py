"""Annotations of another program taken into the library, and what came of each of them said."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from careader.annotations.importing import FORMATS, read
from careader.annotations.importing.taking import Outcome, Status, Taking
from careader.annotations.matching import Matcher
from careader.cli import output
from careader.cli.searching import update_index
from careader.cli.tables import counted
from careader.errors import CareaderError, LibraryError
from careader.model import SearchRequest
from careader.text.clean import clean_line
from careader.text.reading import ReadingText
from careader.workspace import Workspace

_ARTICLES_KEPT = 8
_WORDS = 8
"""Words of a quote that are searched for as a phrase."""
_TOLD = 40
"""Code points of a quote that tell it from others, so that it is searched for at all."""
_CANDIDATES = 5


def take_in(workspace: Workspace, file: str, *, as_json: bool) -> int:
    """Take the annotations of a file in; return the exit status.

    Raises:
        CareaderError: The file cannot be read, or is of no format that is known.
    """
    data = _bytes(file)
    try:
        format_, records = read(data)
    except CareaderError as error:
        raise CareaderError(f"{file}: {error}") from error
    workspace.notebook.load()
    taking = Taking(
        format_,
        Matcher(workspace.catalogue),
        _reader(workspace),
        _Search(workspace),
        workspace.notebook.importing,
    )
    outcomes = list(taking.take(records))
    if as_json:
        output.json_document([_shape(each) for each in outcomes])
    else:
        _print(outcomes)
    output.conclude(_summary(FORMATS[format_], outcomes))
    return int(any(each.status is Status.FAILED for each in outcomes))


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).expanduser().read_bytes()
    except OSError as error:
        raise CareaderError(f"{file} cannot be read: {error.strerror}") from error


def _reader(workspace: Workspace) -> Any:
    @lru_cache(maxsize=_ARTICLES_KEPT)  # annotations come article by article
    def reading(article_id: str) -> ReadingText | None:
        try:
            return workspace.read(article_id)[1]
        except LibraryError:
            return None

    return reading


class _Search:
    """Finds articles by a passage of their text; the index is brought up to date when needed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._fresh = False

    def __call__(self, quote: str) -> Iterable[str]:
        words = clean_line(quote).replace('"', " ").split()
        if len(" ".join(words)) < _TOLD:
            return ()
        if not self._fresh:
            update_index(self._workspace)
            self._fresh = True
        first = max(0, (len(words) - _WORDS) // 2)
        phrase = " ".join(words[first : first + _WORDS])
        results = self._workspace.search(SearchRequest(query=f'"{phrase}"'))
        if results is None:
            return ()
        return [results.article(row).id for row in range(min(results.total, _CANDIDATES))]


def _shape(outcome: Outcome) -> dict[str, Any]:
    highlight = outcome.highlight
    return {
        "source": outcome.source,
        "status": str(outcome.status),
        "error": outcome.error,
        "id": highlight.id if highlight else "",
        "article": highlight.article if highlight else "",
        "quote": highlight.quote if highlight else "",
        "state": str(outcome.state) if highlight else "",
    }


def _print(outcomes: Iterable[Outcome]) -> None:
    for each in outcomes:
        if each.highlight is None:
            output.complain(f"{each.source}: {each.error}")
            continue
        where = each.highlight.article or "no article"
        said = clean_line(each.highlight.quote or each.highlight.note)
        output.line(f"{each.status}\t{each.state}\t{where}\t“{said}”")


def _summary(name: str, outcomes: list[Outcome]) -> str:
    counts = Counter(each.status for each in outcomes)
    loose = sum(each.highlight is not None and not each.highlight.article for each in outcomes)
    parts = [f"{counts[status]:,} {status}" for status in Status if counts[status]]
    parts += [f"{loose:,} with no article that fits"] if loose else []
    return f"{name}, {counted(len(outcomes), 'annotation')}: {', '.join(parts) or 'none'}"
