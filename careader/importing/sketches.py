"""The sketches of a library's articles, kept in the cache folder as long as the files hold."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import sys
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from careader.errors import LibraryError
from careader.importing.likeness import KEPT, Sketch, sketch
from careader.library.catalogue import Stamp
from careader.library.library import Library
from careader.model import Article, Progress

NAME = "sketches.bin"

VERSION = 1
"""Raised whenever a text's sketch changes or the file its form."""

_EVERY = 50
"""Articles sketched between two reports."""


class SketchBook:
    """The sketch of every article by its path, while size and time of its file are the same."""

    def __init__(self, cache_dir: Path) -> None:
        self._file = cache_dir / NAME
        self._known: dict[str, tuple[Stamp, Sketch]] = dict(_load(self._file))
        self._changed = False

    def of_all(
        self,
        library: Library,
        articles: Mapping[str, Stamp],
        by_path: Callable[[str], Article],
        progress: Callable[[Progress], object] | None = None,
    ) -> Iterator[tuple[str, Sketch]]:
        """Yield path and sketch of every article of a library, reading those that are not known.

        Args:
            library: Reads the articles; one that cannot be read is left out.
            articles: Path to stamp of every article.
            by_path: Returns the article of a path.
            progress: Told how far the reading is.
        """
        todo = [path for path, stamp in articles.items() if self._stamp(path) != stamp]
        for done, path in enumerate(todo):
            if progress and done % _EVERY == 0:
                progress(Progress(done, len(todo), "comparing"))
            with contextlib.suppress(LibraryError):
                self.put(path, articles[path], sketch(library.read(by_path(path)).markdown))
        for path in set(self._known) - articles.keys():
            del self._known[path]
            self._changed = True
        yield from ((path, each) for path, (_, each) in self._known.items())

    def put(self, path: str, stamp: Stamp, made: Sketch) -> None:
        """Keep the sketch of an article as its file is now."""
        self._known[path] = (stamp, made)
        self._changed = True

    def _stamp(self, path: str) -> Stamp | None:
        known = self._known.get(path)
        return known[0] if known else None

    def save(self) -> None:
        """Keep all of it for the next import; a folder that cannot be written to is no error."""
        if not self._changed:
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary = self._file.with_name(f".{NAME}-{secrets.token_hex(8)}")
            try:
                temporary.write_bytes(_written(self._known))
                os.replace(temporary, self._file)
            finally:
                temporary.unlink(missing_ok=True)
        self._changed = False


def _written(known: Mapping[str, tuple[Stamp, Sketch]]) -> bytes:
    """Return the file: a line on what follows, a row for each text in JSON, then all values."""
    rows = [
        (path, *stamp, each.content, each.words, len(each.values))
        for path, (stamp, each) in known.items()
    ]
    values = array("I")
    for _, each in known.values():
        values.extend(each.values)
    lines = "\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    content = lines.encode("ascii") + b"\n\n" + values.tobytes()
    head = {"version": VERSION, "crc32": zlib.crc32(content), "order": sys.byteorder}
    return json.dumps(head).encode("ascii") + b"\n" + content


def _load(file: Path) -> Iterator[tuple[str, tuple[Stamp, Sketch]]]:
    """Yield what was kept; nothing where there is none or it is damaged in any way."""
    try:
        head, _, content = file.read_bytes().partition(b"\n")
        said = json.loads(head)
        if said != {"version": VERSION, "crc32": zlib.crc32(content), "order": sys.byteorder}:
            return
        lines, _, packed = content.partition(b"\n\n")
        rows = json.loads(b"[" + lines.replace(b"\n", b",") + b"]")
        values = array("I")
        values.frombytes(packed)
    except (OSError, ValueError, TypeError, LookupError):
        return
    start = 0
    for path, size, mtime_ns, content_hash, words, count in rows:
        kept = values[start : start + min(count, KEPT)]
        start += count
        yield path, ((size, mtime_ns), Sketch(content_hash, words, kept))
