"""A small library on disk with its index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

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


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.index.close()


@pytest.fixture
def press(shelf: Shelf) -> Shelf:
    """Six articles of different kinds, indexed."""
    shelf.put(
        "union",
        "Russia presses Tajikistan to join the customs union.\n\nTariffs of the union are high.",
        title="A customs union for all",
        author=["Sergei Blagov"],
        date="2012-10-17",
        publication="Asia Times Online",
        countries=["RU", "TJ"],
        tags=["trade"],
        lang="en",
    )
    shelf.put(
        "pipeline",
        "Kazakhstan sells oil and natural gas. China builds the pipeline.",
        title="Pipelines",
        author=["Ann Lee"],
        date="2010-03",
        publication="Silk Road Review",
        countries=["KZ", "CN"],
        tags=["energy", "trade"],
        lang="en",
    )
    shelf.put(
        "voda",
        "Узбекистан и Киргизия делят воду. Ёлки растут у реки.",
        title="Вода",
        date="2012",
        countries=["UZ"],
        lang="ru",
    )
    shelf.put("til", "Oʻzbekiston gʻalla yetishtiradi; o’zbek tili.", title="Til", lang="uz")
    shelf.put("zhongya", "中亚国家的关税同盟。", title="关税", lang="zh")
    shelf.put("plain", "Nothing of note happened, naïve as it sounds.", title="Notes")
    shelf.update()
    return shelf


@pytest.fixture
def counted(shelf: Shelf) -> Callable[[int], Shelf]:
    """A function that fills the library with so many small articles, without indexing them."""

    def fill(number: int) -> Shelf:
        for n in range(number):
            shelf.put(f"a{n}", f"Common words and the single one{n}. Kazakhstan.", title=f"No {n}")
        return shelf

    return fill
