from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from careader.annotations import AnnotationStore
from careader.model import Highlight

MakeHighlight = Callable[..., Highlight]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library" / "annotations"


@pytest.fixture
def store(folder: Path) -> AnnotationStore:
    store = AnnotationStore(folder, "amina")
    store.load()
    return store


@pytest.fixture
def highlight() -> MakeHighlight:
    def make(quote: str = "the Customs Union", **fields: object) -> Highlight:
        known: dict[str, object] = {"id": "", "article": "customs-union", "quote": quote}
        return Highlight(**(known | fields))  # type: ignore[arg-type]

    return make
