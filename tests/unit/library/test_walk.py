"""Finding articles: only what lies in the library, and nothing that is no article."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from careader.library.source import MAX_SIZE
from careader.library.walk import shown_name, walk

if TYPE_CHECKING:
    from conftest import Folder


def paths(folder: Folder) -> list[str]:
    return [found.path for found in walk(folder.root).found]


def test_markdown_files_are_found_in_every_folder_sorted(folder: Folder) -> None:
    for name in ("b.md", "A.MARKDOWN", "deep/er/c.Md", "notes.txt", "d.md.bak", "md"):
        folder.put(name, "x")
    (folder.root / "outside.md").write_text("not under articles")
    assert paths(folder) == ["articles/A.MARKDOWN", "articles/b.md", "articles/deep/er/c.Md"]


def test_hidden_files_and_folders_are_passed_over(folder: Folder) -> None:
    folder.put(".hidden.md", "x")
    folder.put(".git/a.md", "x")
    assert walk(folder.root) == ([], {})


def test_size_and_time_are_those_of_the_file(folder: Folder) -> None:
    path = folder.put("a.md", "four")
    found = walk(folder.root).found[0]
    assert (found.size, found.mtime_ns) == (4, path.stat().st_mtime_ns)
    assert Path(found.file).samefile(path)


def test_links_that_lead_outside_are_problems(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "b.md").write_text("secret")
    articles = folder.root / "articles"
    (articles / "link.md").symlink_to(tmp_path / "secret.md")
    (articles / "up").symlink_to("../../folder")
    (articles / "gone.md").symlink_to(tmp_path / "nowhere.md")
    found, problems = walk(folder.root)
    assert found == []
    assert set(problems) == {"articles/link.md", "articles/up", "articles/gone.md"}
    assert problems["articles/up"] == "a link that leads outside the library: not followed"


def test_an_articles_folder_that_leads_outside_is_not_walked(
    folder: Folder, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.md").write_text("secret")
    (folder.root / "articles").rmdir()
    (folder.root / "articles").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="leads outside the library"):
        walk(folder.root)


def test_the_articles_folder_may_be_a_link_inside_the_library(folder: Folder) -> None:
    folder.put("a.md", "x")
    (folder.root / "articles").rename(folder.root / "texts")
    (folder.root / "articles").symlink_to("texts")
    (folder.root / "texts" / "again").symlink_to("../texts")
    assert walk(folder.root).problems == {}
    assert paths(folder) == ["articles/a.md"]


def test_a_folder_whose_name_begins_like_the_library_is_outside(folder: Folder) -> None:
    beside = folder.root.with_name(folder.root.name + "-2")
    beside.mkdir()
    (beside / "a.md").write_text("x")
    (folder.root / "articles" / "a.md").symlink_to(beside / "a.md")
    assert paths(folder) == []


def test_links_inside_the_library_are_followed_to_what_is_not_found_without_them(
    folder: Folder,
) -> None:
    folder.put("a.md", "x")
    (folder.root / "drafts").mkdir()
    (folder.root / "drafts" / "b.md").write_text("x")
    articles = folder.root / "articles"
    (articles / "again.md").symlink_to("a.md")
    (articles / "draft.md").symlink_to("../drafts/b.md")
    (articles / "more").symlink_to("../drafts")
    assert paths(folder) == ["articles/a.md", "articles/draft.md", "articles/more/b.md"]


def test_cycles_of_links_end(folder: Folder) -> None:
    folder.put("sub/a.md", "x")
    articles = folder.root / "articles"
    (articles / "sub" / "loop").symlink_to("..")
    (articles / "root").symlink_to("..")
    (articles / "self").symlink_to("self")
    drafts = folder.root / "drafts"
    drafts.mkdir()
    (drafts / "b.md").write_text("x")
    (drafts / "back").symlink_to("../drafts")
    (articles / "drafts").symlink_to("../drafts")
    (articles / "drafts-again").symlink_to("../drafts")
    found, problems = walk(folder.root)
    assert [file.path for file in found] == ["articles/drafts/b.md", "articles/sub/a.md"]
    assert problems == {}


def test_pipes_sockets_and_folders_with_an_articles_name_are_problems(folder: Folder) -> None:
    os.mkfifo(folder.root / "articles" / "pipe.md")
    folder.put("folder.md/a.md", "x")
    found, problems = walk(folder.root)
    assert found == []
    assert set(problems) == {"articles/pipe.md", "articles/folder.md"}


def test_a_file_past_20_megabytes_is_a_problem(folder: Folder) -> None:
    path = folder.put("big.md", "x")
    os.truncate(path, MAX_SIZE + 1)
    found, problems = walk(folder.root)
    assert found == []
    assert problems == {"articles/big.md": "21 MB, more than 20 MB: not read"}
    os.truncate(path, MAX_SIZE)
    assert paths(folder) == ["articles/big.md"]


def test_names_that_could_control_a_terminal_are_shown_clean(folder: Folder) -> None:
    folder.put("a\x1b]52;c;aGk=\x07b.md", "x")
    folder.put("new\nline.md", "x")
    path = os.fsencode(folder.root) + b"/articles/\xcf\xf0\xe8.md"
    Path(os.fsdecode(path)).write_text("x")
    found = walk(folder.root).found
    assert [file.path for file in found] == [
        "articles/ab.md",
        "articles/new line.md",
        "articles/���.md",
    ]
    assert all(Path(file.file).read_text() == "x" for file in found)


def test_two_names_that_look_the_same_are_a_problem(folder: Folder) -> None:
    folder.put("ab.md", "x")
    folder.put("a\x07b.md", "x")
    found, problems = walk(folder.root)
    assert [file.path for file in found] == ["articles/ab.md"]
    assert problems == {"articles/ab.md": "another file's name looks the same: rename one of them"}


@pytest.mark.parametrize("name", ["қазақ.md", "می‌رود.md", "a b.md", "😀.md"])
def test_names_in_any_script_are_shown_as_they_are(name: str) -> None:
    assert shown_name(name) == name
