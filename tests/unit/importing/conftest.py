"""What the tests of importing share: a library to import into."""

from __future__ import annotations

from pathlib import Path

import pytest
from importing_shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty library."""
    root = tmp_path / "library"
    (root / "articles").mkdir(parents=True)
    return Shelf(root, tmp_path / "cache")
