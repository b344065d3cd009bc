"""Saved searches: text in the settings file, whose rest stays as the user wrote it."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from careader.config import load
from careader.errors import ConfigError
from careader.model import SearchRequest

if TYPE_CHECKING:
    from careader.search.results import Results
    from careader.workspace import Workspace

_SECTION = re.compile(r"^searches:[ \t]*(?:#[^\n]*)?\n", re.MULTILINE)


class SavedCount(NamedTuple):
    """What a saved search finds."""

    total: int
    new: int
    """Found now and not when it was last looked at."""


def counts(workspace: Workspace) -> dict[str, SavedCount]:
    """Return how many articles each saved search finds now, and how many of them are new."""
    found = {}
    for name, query in workspace.saved_searches().items():
        results = workspace.search(SearchRequest(query=query))
        if results is not None:
            new = workspace.last_seen.new(name, query, results.ids)
            found[name] = SavedCount(results.total, len(new))
    return found


def remember(workspace: Workspace, results: Results) -> None:
    """Keep what was found as seen, for each saved search that asks just this."""
    request = results.request
    if request.typing or replace(request, sort=None) != SearchRequest(query=request.query):
        return
    for name, query in workspace.saved_searches().items():
        if query == request.query:
            workspace.last_seen.remember(name, query, results.ids)


def save(path: Path, name: str, query: str) -> None:
    """Add a saved search to the settings file, or change the query of one that is there.

    Comments and every other setting stay as they are.

    Raises:
        ConfigError: The file cannot be read or written, or its `searches:` are written in a way
            that only a person should change; nothing is written then.
    """
    from careader.library.frontmatter import dump

    load(path)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    entry = "  " + dump({name: query}).rstrip("\n").replace("\n", "\n  ") + "\n"
    after = _with_entry(before, name, entry)
    _replace(path, after)
    try:
        kept = load(path).searches.get(name) == query
    except ConfigError:
        kept = False
    if not kept:
        _replace(path, before)
        raise ConfigError(f"Not saved: write the search under `searches:` in {path} by hand")


def _with_entry(text: str, name: str, entry: str) -> str:
    section = _SECTION.search(text)
    if section is None:
        if text and not text.endswith("\n"):
            text += "\n"
        return f"{text}searches:\n{entry}"
    head, rest = text[: section.end()], text[section.end() :]
    own = re.compile(rf"^[ ]+['\"]?{re.escape(name)}['\"]?:[^\n]*\n", re.MULTILINE)
    block_end = re.search(r"^[^\s#]", rest, re.MULTILINE)
    block = rest[: block_end.start()] if block_end else rest
    indent = re.match(r"( +)\S", block)
    if indent is not None:
        entry = indent[1] + entry.lstrip(" ")
    return head + entry + own.sub("", block, count=1) + rest[len(block) :]


def _replace(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise ConfigError(f"Cannot write the settings in {path}: {error.strerror}") from error
