"""The sample library that comes with the program: where it lies, and laying it down."""

from __future__ import annotations

import os
import secrets
import shutil
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from careader.errors import LibraryError
from careader.library.disk import sync_folder
from careader.library.walk import ARTICLES, SUFFIXES
from careader.text.clean import clean_line


def articles_folder() -> Traversable:
    """Return the folder of sample articles: in the package, or at the top of a source checkout.

    Raises LibraryError when the installation has neither.
    """
    packaged = files("careader") / "sample"
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).parents[2] / ARTICLES
    if checkout.is_dir():
        return checkout
    raise LibraryError(
        "the sample library is missing from this installation: install careader again"
    )


def lay_down(root: Path) -> bool:
    """Copy the sample library to `<root>/articles`; False where articles lie there already.

    The folder appears as a whole or not at all, and an existing one that is not empty is never
    touched. Raises LibraryError when it cannot be written.
    """
    source = articles_folder()
    target = root / ARTICLES
    temporary = root / f".careader-{secrets.token_hex(8)}.tmp"
    try:
        if target.is_dir() and any(target.iterdir()):
            return False
        root.mkdir(parents=True, exist_ok=True)
        _copy(source, temporary)
        return _moved(temporary, target)
    except OSError as error:
        place = clean_line(str(target))
        raise LibraryError(
            f"the sample library cannot be laid down at {place}: {error.strerror}"
        ) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _copy(source: Traversable, target: Path) -> None:
    """Copy the articles of a folder and of those in it, each synced."""
    target.mkdir()
    for entry in source.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            _copy(entry, target / entry.name)
        elif entry.name.lower().endswith(SUFFIXES):
            with (target / entry.name).open("xb") as file:
                file.write(entry.read_bytes())
                file.flush()
                os.fsync(file.fileno())
    sync_folder(target)


def _moved(folder: Path, target: Path) -> bool:
    """Rename a folder to where none but an empty one may be; False if another was quicker."""
    try:
        os.rename(folder, target)
    except OSError:
        if target.is_dir():
            return False
        raise
    sync_folder(target.parent)
    return True
