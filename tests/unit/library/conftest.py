"""What the tests of a library share: folders with articles, and a user without privileges."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from careader.library.library import Library

# A deadline measures the machine's other work, not the program; time has its own tests.
settings.register_profile("no deadline", settings(), deadline=None)
settings.load_profile("no deadline")


class Folder:
    """A library's folder to put files into, as old as they need to be."""

    LONG_AGO_NS = 1_600_000_000_123_456_789
    """A time of last change that no clock tick can confuse with now."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "articles").mkdir(parents=True)

    def put(self, name: str, text: str | bytes, *, mtime_ns: int = LONG_AGO_NS) -> Path:
        """Write a file under `articles`, last changed long ago."""
        path = self.root / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        os.utime(path, ns=(mtime_ns, mtime_ns))
        return path

    def open(self) -> Library:
        return Library.open(self.root, self.root.parent / "cache")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "library")


@pytest.fixture
def open_folder() -> Iterator[Folder]:
    """A library that every user of the machine can reach, unlike pytest's own folders."""
    place = Path(tempfile.mkdtemp(prefix="careader-test-"))
    place.chmod(0o755)
    yield Folder(place / "library")
    shutil.rmtree(place)


@pytest.fixture
def as_somebody() -> Callable[[], contextlib.AbstractContextManager[None]]:
    """Root may do everything: where tests run as root, step down to a user who may not."""
    return _as_somebody


@contextlib.contextmanager
def _as_somebody() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
