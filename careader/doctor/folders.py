"""The folders that careader writes to: whether it may, and whether there is room."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from careader.doctor.case import Case
from careader.doctor.finding import Finding, fact, wrong
from careader.library.disk import can_be_made

SCARCE = 20_000_000
"""Bytes free below which soon nothing can be saved; an index of a thousand articles takes that."""


def check(case: Case) -> Iterator[Finding]:
    """Try each folder, making nothing in it."""
    places = dict(_places(case))
    for folder, what in places.items():
        if not can_be_made(folder):
            yield wrong(f"{what} cannot be kept: {folder}", "make it writable for yourself")
    for folder in sorted({_existing(folder) for folder in places}):
        free = shutil.disk_usage(folder).free
        if free < SCARCE:
            yield wrong(f"only {free / 1e6:,.1f} MB are free at {folder}", "make room")
        else:
            yield fact(f"room: {free / 1e9:,.1f} GB free at {folder}")


def _places(case: Case) -> Iterator[tuple[Path, str]]:
    paths = case.paths
    yield paths.config_dir, "settings"
    yield paths.cache_dir, "the search index"
    yield paths.state_dir, "drafts, reading places and marks"
    if case.workspace is not None:
        yield case.workspace.notebook.store.folder, "highlights and notes"


def _existing(folder: Path) -> Path:
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder
