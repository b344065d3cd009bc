"""A small library on disk with its index, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from careader.library.frontmatter import dump
from careader.library.library import Library
from careader.model import SearchRequest
from careader.search import NOBODY, KnownReader, Results, SearchIndex, UpdateReport


class Shelf:
    """Articles in a folder, an index beside them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "library" / "articles").mkdir(parents=True, exist_ok=True)
        self.library = Library.open(root / "library", root / "cache")
        self.index = SearchIndex(root / "index")
        self.reader = NOBODY

    def file(self, id_: str) -> Path:
        return self.root / "library" / "articles" / f"{id_}.md"

    def put(self, id_: str, body: str = "", **header: Any) -> None:
        front = {"id": id_, "title": header.pop("title", "Untitled"), **header}
        self.file(id_).write_text(f"---\n{dump(front)}---\n{body}\n", encoding="utf-8")

    def update(self, **options: Any) -> UpdateReport:
        return self.index.update(self.library.scan(), self.library.read, **options)

    def results(self, query: str, **request: Any) -> Results:
        return self.index.search(SearchRequest(query=query, **request), self.reader)

    def find(self, query: str, **request: Any) -> list[str]:
        return sorted(self.results(query, **request).ids)

    def reopened(self) -> Shelf:
        self.index.close()
        other = Shelf(self.root)
        other.index.attach(other.library.scan())
        return other

    def read_by(self, **done: Any) -> None:
        self.reader = KnownReader.of(**done)
