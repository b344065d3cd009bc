"""Libraries to search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.unit.search.shelf import Shelf


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
