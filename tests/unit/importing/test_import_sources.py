"""Which files an import reads: folders in order, nothing odd followed, a line a refusal."""

from __future__ import annotations

import io
import os
import socket
from pathlib import Path

import pytest

from careader.importing import sources
from careader.importing.sources import Found, Refused, Source, find, read


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)


def names(found: Found) -> list[str]:
    return [each.name for each in found.items if isinstance(each, Source)]


def refusals(found: Found) -> dict[str, str]:
    return {
        each.shown.rpartition("/")[2]: each.why for each in found.items if isinstance(each, Refused)
    }


def test_a_folder_is_read_with_all_in_it_by_name(place: Path, tmp_path: Path) -> None:
    put(place, "b.txt", "a/2.html", "a/1.md", "c", ".hidden.txt", ".git/x.txt")
    found = find([str(place)], tmp_path / "lib")
    assert names(found) == ["a/1.md", "a/2.html", "b.txt", "c"]
    assert [each.shown for each in found.items] == [f"{place}/{name}" for name in names(found)]
    assert refusals(found) == {}


def test_paths_are_read_in_the_order_given_and_none_twice(place: Path, tmp_path: Path) -> None:
    put(place, "a.txt", "b.txt", "c/d.txt")
    os.link(place / "a.txt", place / "same.txt")
    given = [str(place / "b.txt"), "-", str(place), str(place / "b.txt")]
    assert names(find(given, tmp_path / "lib")) == ["b.txt", "standard input", "a.txt", "c/d.txt"]


def test_what_is_no_document_is_counted_but_read_when_it_is_named(
    place: Path, tmp_path: Path
) -> None:
    put(place, "a.txt", "style.CSS", "logo.png", "b.yaml", "c.yaml")
    found = find([str(place)], tmp_path / "lib")
    assert names(found) == ["a.txt"]
    assert found.passed_over == {".css": 1, ".png": 1, ".yaml": 2}
    assert names(find([str(place / "b.yaml")], tmp_path / "lib")) == ["b.yaml"]


def test_what_a_browser_saved_beside_a_page_is_not_read(place: Path, tmp_path: Path) -> None:
    put(place, "Page.html", "Page_files/frame.html", "own_files/report.html")
    assert names(find([str(place)], tmp_path / "lib")) == ["Page.html", "own_files/report.html"]


def test_the_library_itself_is_not_imported(tmp_path: Path) -> None:
    put(tmp_path, "lib/articles/a.md", "lib/annotations/x/y.md", "lib/originals/ab/abc.html")
    put(tmp_path, "lib/inbox/new.txt", "other/articles/b.md")
    library = tmp_path / "lib"
    assert names(find([str(tmp_path)], library)) == ["lib/inbox/new.txt", "other/articles/b.md"]
    assert refusals(find([str(library / "articles")], library)) == {
        "articles": "it is in the library already"
    }
    assert refusals(find([str(library / "articles" / "a.md")], library)) == {
        "a.md": "it is in the library already"
    }
    original = str(library / "originals" / "ab" / "abc.html")
    assert names(find([original], library)) == ["abc.html"]


def test_links_out_of_a_folder_are_refused_and_those_inside_add_nothing(
    place: Path, tmp_path: Path
) -> None:
    put(place, "a.txt")
    put(tmp_path, "secret.txt", "elsewhere/b.txt")
    (place / "in.txt").symlink_to("a.txt")
    (place / "out.txt").symlink_to(tmp_path / "secret.txt")
    (place / "folder").symlink_to(tmp_path / "elsewhere")
    (place / "loop").symlink_to(place)
    (place / "dead.txt").symlink_to("nowhere.txt")
    found = find([str(place)], tmp_path / "lib")
    assert names(found) == ["a.txt"]
    assert refusals(found) == {
        "out.txt": "a link that leads out of the folder: not followed",
        "folder": "a link that leads out of the folder: not followed",
    }


def test_a_link_that_was_named_is_followed(place: Path, tmp_path: Path) -> None:
    put(tmp_path, "real/a.txt")
    (place / "link").symlink_to(tmp_path / "real")
    assert names(find([str(place / "link")], tmp_path / "lib")) == ["a.txt"]


def test_pipes_devices_and_sockets_are_refused_unopened(place: Path, tmp_path: Path) -> None:
    os.mkfifo(place / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as bound:
        here = os.open(place, os.O_RDONLY)
        try:
            bound.bind(f"/proc/self/fd/{here}/s.txt")
        finally:
            os.close(here)
        found = find([str(place), "/dev/null", str(place / "pipe.txt")], tmp_path / "lib")
    assert names(found) == []
    assert refusals(found) == {
        "pipe.txt": "a pipe, not a file",
        "s.txt": "a socket, not a file",
        "null": "a device, not a file",
    }


def test_what_is_not_there_or_too_large_is_one_line(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 3)
    put(place, "large.txt")
    found = find([str(place), str(place / "no\x1b[31m.txt")], tmp_path / "lib")
    assert list(refusals(found)) == ["large.txt", "no.txt"]
    assert refusals(found)["no.txt"] == "there is no such file or folder"


def test_standard_input_is_read_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 100_000)
    stream = io.BytesIO(b"x" * 250_000)
    monkeypatch.setattr("os.read", lambda _, size: stream.read(size))
    assert len(read(Source("standard input", "standard input", ""))) == 100_001


def test_absurdly_nested_folders_end_somewhere(place: Path, tmp_path: Path) -> None:
    put(place, "/".join(["d"] * 70) + "/deep.txt", "z.txt")
    found = find([str(place)], tmp_path / "lib")
    assert names(found) == ["z.txt"]
    assert refusals(found) == {"d": "folders nested deeper than 64 levels: not read"}


def test_a_file_that_became_a_pipe_meanwhile_does_not_hang(place: Path, tmp_path: Path) -> None:
    put(place, "a.txt")
    (source,) = find([str(place)], tmp_path / "lib").items
    assert isinstance(source, Source)
    (place / "a.txt").unlink()
    os.mkfifo(place / "a.txt")
    with pytest.raises(OSError, match="not a regular file"):
        read(source)
