"""The folders outside the library: where they are, and that two libraries never share one."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.paths import Paths, library_key

names = st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1, max_size=60)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "config", tmp_path / "data", tmp_path / "state", tmp_path / "cache")


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not use the XDG folders")
def test_the_users_folders_follow_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))

    paths = Paths.of_user()

    assert paths.config_file == tmp_path / "config" / "careader" / "config.yaml"
    assert paths.default_library == tmp_path / "data" / "careader" / "library"
    assert paths.state_dir == tmp_path / "state" / "careader"
    assert paths.cache_dir == tmp_path / "cache" / "careader"
    assert list(tmp_path.iterdir()) == [], "naming a folder creates nothing"


def test_a_library_has_a_folder_of_its_own_for_each_kind_of_file(
    paths: Paths, tmp_path: Path
) -> None:
    library = tmp_path / "Архив 2012"
    folders = (paths.cache_of(library), paths.state_of(library), paths.annotations_of(library))

    assert [folder.parent for folder in folders] == [
        paths.cache_dir,
        paths.state_dir,
        paths.data_dir / "annotations",
    ]
    assert {folder.name for folder in folders} == {library_key(library)}
    assert paths.annotations_of(library) != paths.default_library


@given(names)
def test_a_key_is_a_plain_folder_name_whatever_the_library_is_called(name: str) -> None:
    key = library_key(Path("/archive") / name)

    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}-[0-9a-f]{10}", key)


@given(names, names)
def test_libraries_of_one_name_in_two_places_have_two_keys(one: str, other: str) -> None:
    keys = {library_key(Path("/") / folder / "library") for folder in (f"a{one}", f"b{other}")}

    assert len(keys) == 2


def test_a_key_says_the_librarys_name() -> None:
    assert library_key(Path("/srv/Central Asia (2012)")).startswith("central-asia-2012-")


def test_a_library_is_the_same_by_any_way_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    link = tmp_path / "link"
    link.symlink_to(library)
    monkeypatch.chdir(tmp_path)

    ways = (library, link, Path("library"), tmp_path / "link" / ".." / "library")

    assert len({library_key(way) for way in ways}) == 1


def test_a_name_that_is_not_unicode_has_a_key() -> None:
    assert library_key(Path(os.fsdecode(b"/archive/caf\xe9"))) != library_key(Path("/archive/caf"))
