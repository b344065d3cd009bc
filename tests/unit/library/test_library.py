"""A library: opened or refused in one line, its articles read and written without loss."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from careader.errors import LibraryError
from careader.library import disk
from careader.library.library import Library
from careader.model import Article
from careader.text.clean import clean

if TYPE_CHECKING:
    from conftest import Folder

ARTICLE = """---
# a comment of the owner
id: customs-union
title: Russia struggles
date: 2012-10-17
countries: [RU, NO]
rating: 5 stars
source: {name: 01.txt}
---

# Heading

Text.
"""

# Opening


def test_a_folder_with_articles_is_a_library(folder: Folder) -> None:
    assert Library.open(folder.root, folder.root / "cache").root == folder.root


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda root: None, "there is no library at"),
        (lambda root: root.write_text("x"), "is not a folder"),
        (lambda root: root.mkdir(), "has no folder “articles”"),
        (
            lambda root: (root.mkdir(), (root / "articles").write_text("x")),
            "has no folder “articles”",
        ),
        (lambda root: (root.mkdir(), (root / "articles").symlink_to("/tmp")), "leads outside"),
        (lambda root: root.symlink_to(root), "cannot be read: too many levels"),
        (lambda root: root.symlink_to("nowhere"), "there is no library at"),
    ],
)
def test_what_is_no_library_is_refused_in_one_line(
    tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    root = tmp_path / "li\x1bbrary"
    make(root)
    with pytest.raises(LibraryError) as refused:
        Library.open(root, tmp_path / "cache")
    message = str(refused.value)
    assert said in message
    assert message.isprintable()


def test_a_library_without_permission_is_refused(
    open_folder: Folder, as_somebody: Callable[[], contextlib.AbstractContextManager[None]]
) -> None:
    for closed in (open_folder.root / "articles", open_folder.root):
        closed.chmod(0)
        with as_somebody(), pytest.raises(LibraryError, match="you have no permission"):
            open_folder.open()
        closed.chmod(0o755)


def test_a_library_may_be_reached_through_a_link(folder: Folder, tmp_path: Path) -> None:
    folder.put("a.md", "# A\n\nText.")
    (tmp_path / "link").symlink_to(folder.root)
    library = Library.open(tmp_path / "link", tmp_path / "cache")
    assert library.read(library.scan()[0]).markdown == "# A\n\nText."


# Whether it can be written to


def test_a_library_of_ones_own_is_writable_and_asking_leaves_no_trace(folder: Folder) -> None:
    before = os.stat(folder.root).st_mtime_ns, os.listdir(folder.root)
    assert folder.open().writable
    assert (os.stat(folder.root).st_mtime_ns, os.listdir(folder.root)) == before


def test_somebody_elses_library_is_not_writable_unless_its_annotations_are(
    open_folder: Folder, as_somebody: Callable[[], contextlib.AbstractContextManager[None]]
) -> None:
    open_folder.root.chmod(0o555)
    with as_somebody():
        assert not open_folder.open().writable
    open_folder.root.chmod(0o755)
    annotations = open_folder.root / "annotations"
    annotations.mkdir()
    annotations.chmod(0o777)
    with as_somebody():
        assert open_folder.open().writable
    annotations.chmod(0o555)
    with as_somebody():
        assert not open_folder.open().writable


def test_where_there_are_no_unnamed_files_a_hidden_one_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    assert disk.can_create_in(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not disk.can_create_in(tmp_path / "missing")


# Reading


def test_a_document_is_the_body_and_what_the_header_says(folder: Folder) -> None:
    path = folder.put("a.md", ARTICLE)
    library = folder.open()
    article = library.scan()[0]
    document = library.read(article)
    assert document.article == article
    assert document.article.countries == ("RU", "NO")
    assert document.markdown == "\n# Heading\n\nText.\n"
    assert document.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_nothing_in_a_body_or_header_can_control_a_terminal(folder: Folder) -> None:
    folder.put(
        "a.md",
        '---\ntitle: "a\\x1b]52;c;aGk=\\x07b\\u202e"\nx: "\\x9b31m"\n---\n'
        "Text\x1b[2J \x9b31m\u202e\u200c.\r\n",
    )
    library = folder.open()
    document = library.read(library.scan()[0])
    assert document.article.title == "ab"
    assert document.article.extra == {"x": ""}
    assert document.markdown == "Text \u200c.\n"


def test_a_broken_header_is_a_doubt_and_the_text_is_kept(folder: Folder) -> None:
    folder.put("a.md", "---\ntitle: one: two\n---\n# Heading\n\nText.\n")
    library = folder.open()
    document = library.read(library.scan()[0])
    assert document.article.title == "Heading"
    assert "line 2: mapping values" in document.article.doubts["front matter"]
    assert document.markdown == "# Heading\n\nText.\n"


def test_bytes_far_down_that_are_not_utf_8_are_a_doubt_of_the_document(folder: Folder) -> None:
    folder.put("a.md", b"# A\n" + b"x" * 20_000 + b"\xe9")
    library = folder.open()
    article = library.scan()[0]
    assert not article.doubts
    document = library.read(article)
    assert set(document.article.doubts) == {"encoding"}
    assert document.markdown.endswith("x�")


def test_a_document_still_says_that_its_id_is_anothers(folder: Folder) -> None:
    folder.put("a.md", "---\nid: same\n---\n")
    folder.put("b.md", "---\nid: same\n---\n")
    library = folder.open()
    for article in library.scan():
        assert library.read(article).article == article


def test_an_article_that_vanished_is_one_clear_line(folder: Folder) -> None:
    path = folder.put("a.md", "# A")
    library = folder.open()
    article = library.scan()[0]
    path.unlink()
    with pytest.raises(LibraryError, match=r"articles/a\.md is gone"):
        library.read(article)


def test_an_article_whose_name_is_shown_clean_is_found_again(folder: Folder) -> None:
    folder.put("fol\x07der/a\x1b[31m\nb.md", ARTICLE)
    library = folder.open()
    article = library.scan()[0]
    assert article.path == "articles/folder/a b.md"
    assert library.read(article).article == article
    library.write(article, "Other")
    assert (folder.root / "articles/fol\x07der/a\x1b[31m\nb.md").read_text().endswith("Other")


@pytest.mark.parametrize(
    "path",
    [
        "../secret.md",
        "articles/../../secret.md",
        "/etc/passwd.md",
        "secret.md",
        "articles/a.txt",
        "articles/link.md",
        "articles/up/secret.md",
    ],
)
def test_nothing_outside_the_library_is_read_or_written(folder: Folder, path: str) -> None:
    secret = folder.root.parent / "secret.md"
    secret.write_text("secret")
    (folder.root / "articles" / "link.md").symlink_to(secret)
    (folder.root / "articles" / "up").symlink_to(folder.root.parent)
    article = Article(id="x", path=path, title="x")
    with pytest.raises(LibraryError):
        folder.open().read(article)
    with pytest.raises(LibraryError):
        folder.open().write(article, "changed")
    assert secret.read_text() == "secret"


def test_a_file_that_grew_past_20_megabytes_is_not_read(folder: Folder) -> None:
    path = folder.put("a.md", "# A")
    library = folder.open()
    article = library.scan()[0]
    os.truncate(path, 21_000_000)
    with pytest.raises(LibraryError, match="20 MB"):
        library.read(article)


# Writing


def test_a_new_body_leaves_the_header_as_it_is_to_the_letter(folder: Folder) -> None:
    path = folder.put("a.md", ARTICLE)
    library = folder.open()
    article = library.scan()[0]
    assert library.write(article, "New body.\n") == article
    header = ARTICLE[: ARTICLE.index("\n# Heading")]
    assert path.read_text() == header + "New body.\n"


def test_a_changed_field_is_written_and_unknown_keys_are_kept(folder: Folder) -> None:
    path = folder.put("a.md", ARTICLE)
    library = folder.open()
    article = replace(library.scan()[0], title="On: off", date="", authors=("A", "B"))
    assert library.write(article, "Body") == article
    assert path.read_text() == (
        "---\nid: customs-union\ntitle: 'On: off'\nauthor: [A, B]\ncountries: [RU, 'NO']\n"
        "rating: '5 stars'\nsource: {name: '01.txt'}\n---\nBody"
    )
    assert library.scan()[0] == article


def test_a_key_under_another_name_is_not_written_twice(folder: Folder) -> None:
    path = folder.put("a.md", "---\nauthors: A\nlanguage: ru\n---\n")
    library = folder.open()
    library.write(replace(library.scan()[0], authors=("B",), lang="en"), "")
    assert yaml.safe_load(path.read_text().split("---")[1]) == {"author": ["B"], "lang": "en"}


def test_settling_a_doubt_takes_it_out(folder: Folder) -> None:
    path = folder.put(
        "a.md", "---\ndate: 3/4/2012\ndoubts: {date: two orders, author: who?}\n---\n"
    )
    library = folder.open()
    article = library.scan()[0]
    assert "two orders; not one date" in article.doubts["date"]
    settled = replace(article, date="2012-04-03", doubts={"author": "who?"})
    assert library.write(settled, "") == settled
    assert "two orders" not in path.read_text()


def test_doubts_that_loading_makes_are_not_written(folder: Folder) -> None:
    folder.put("a.md", "---\nid: same\n---\n")
    path = folder.put("b.md", "---\nid: same\nlang: English\n---\n")
    library = folder.open()
    article = next(one for one in library.scan() if one.path == "articles/b.md")
    assert set(article.doubts) == {"id", "lang"}
    library.write(replace(article, title="New"), "")
    assert "doubts" not in path.read_text()
    library.write(replace(article, title="New", doubts={**article.doubts, "date": "why"}), "")
    assert "doubts: {date: why}" in path.read_text()


def test_extra_keys_can_be_set_and_taken_out(folder: Folder) -> None:
    path = folder.put("a.md", ARTICLE)
    library = folder.open()
    article = replace(
        library.scan()[0], extra=MappingProxyType({"source": {"name": "02.txt"}, "new": "x"})
    )
    written = library.write(article, "")
    assert written.extra == {"source": {"name": "02.txt"}, "new": "x"}
    assert "rating" not in path.read_text()


def test_an_article_without_header_stays_without(folder: Folder) -> None:
    path = folder.put("a.md", "# A")
    library = folder.open()
    library.write(library.scan()[0], "# A\n\nMore.")
    assert path.read_text() == "# A\n\nMore."


def test_a_body_that_begins_like_a_header_stays_a_body(folder: Folder) -> None:
    folder.put("a.md", "# A")
    library = folder.open()
    article = library.scan()[0]
    body = "---\ntitle: this is text\n---\nMore.\n"
    library.write(article, body)
    assert library.read(article).markdown == body


def test_a_header_that_cannot_be_read_is_kept_and_not_written_over(folder: Folder) -> None:
    path = folder.put("a.md", "---\ntitle: one: two\n---\nText.\n")
    library = folder.open()
    article = library.scan()[0]
    library.write(article, "Other.\n")
    assert path.read_text() == "---\ntitle: one: two\n---\nOther.\n"
    with pytest.raises(LibraryError, match="mend its front matter first"):
        library.write(replace(article, title="New"), "Other.\n")


def test_a_file_that_is_not_utf_8_is_not_written_over(folder: Folder) -> None:
    path = folder.put("a.md", "Привет".encode("cp1251"))
    library = folder.open()
    with pytest.raises(LibraryError, match="not UTF-8"):
        library.write(library.scan()[0], "x")
    assert path.read_bytes() == "Привет".encode("cp1251")


def test_a_file_changed_meanwhile_is_not_written_over(folder: Folder) -> None:
    path = folder.put("a.md", "# A")
    library = folder.open()
    article = library.scan()[0]
    document = library.read(article)
    path.write_text("# A, by somebody else")
    with pytest.raises(LibraryError, match="changed meanwhile"):
        library.write(article, "# mine", expected=document.digest)
    assert path.read_text() == "# A, by somebody else"
    again = library.read(article)
    library.write(again.article, "# mine", expected=again.digest)
    assert path.read_text() == "# mine"


def test_a_file_that_vanished_is_not_made_again(folder: Folder) -> None:
    path = folder.put("a.md", "# A")
    library = folder.open()
    article = library.scan()[0]
    path.unlink()
    with pytest.raises(LibraryError, match="is gone"):
        library.write(article, "x")


def test_the_mode_of_a_file_is_kept(folder: Folder) -> None:
    path = folder.put("a.md", "# A")
    path.chmod(0o640)
    library = folder.open()
    library.write(library.scan()[0], "# B")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_inside_the_library_stays_a_link(folder: Folder) -> None:
    (folder.root / "drafts").mkdir()
    target = folder.root / "drafts" / "a.md"
    target.write_text("# A")
    link = folder.root / "articles" / "a.md"
    link.symlink_to(target)
    library = folder.open()
    library.write(library.scan()[0], "# B")
    assert link.is_symlink()
    assert target.read_text() == "# B"


def test_a_failed_write_changes_nothing_and_leaves_nothing(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder.put("a.md", "# A")
    library = folder.open()
    article = library.scan()[0]

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LibraryError, match=r"articles/a\.md was not written: the disk is full"):
        library.write(article, "# B")
    assert path.read_text() == "# A"
    assert [one.name for one in path.parent.iterdir()] == ["a.md"]


def test_a_file_is_synced_before_it_takes_its_name(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder.put("a.md", "# A")
    library = folder.open()
    article = library.scan()[0]
    steps: list[str] = []
    fsync, replace_ = os.fsync, os.replace
    monkeypatch.setattr(
        os, "fsync", lambda fd: (steps.append(f"sync {path.read_text()}"), fsync(fd))
    )
    monkeypatch.setattr(os, "replace", lambda *names: (steps.append("replace"), replace_(*names)))
    library.write(article, "# B")
    assert steps == ["sync # A", "replace", "sync # B"]


def test_what_would_not_be_read_back_is_not_written(folder: Folder) -> None:
    path = folder.put("a.md", "# A")
    library = folder.open()
    article = library.scan()[0]
    with pytest.raises(LibraryError, match="16 KB"):
        library.write(replace(article, abstract="ж" * 9000), "x")
    with pytest.raises(LibraryError, match="20 MB"):
        library.write(article, "ж" * 11_000_000)
    assert path.read_text() == "# A"


def test_a_new_article_gets_a_path_from_its_id(folder: Folder) -> None:
    library = folder.open()
    article = Article(
        id="new-one",
        path="",
        title="New",
        authors=("A",),
        countries=("NO",),
        doubts={"date": "why"},
        extra={"source": {"name": "01.txt"}},
    )
    written = library.write(article, "# New\n\nText.\n")
    assert written == replace(article, path="articles/new-one.md")
    assert list(library.scan()) == [written]
    assert library.read(written).markdown == "# New\n\nText.\n"


def test_a_new_article_takes_nobodys_place(folder: Folder) -> None:
    path = folder.put("taken.md", "# A")
    with pytest.raises(LibraryError, match="is there already"):
        folder.open().write(Article(id="taken", path="", title="T"), "x")
    with pytest.raises(LibraryError, match="cannot name"):
        folder.open().write(Article(id="../x", path="", title="T"), "x")
    assert path.read_text() == "# A"
    assert [one.name for one in path.parent.iterdir()] == ["taken.md"]


LINES = st.sampled_from(
    [
        "---",
        "...",
        "# H",
        "text",
        "",
        "title: a",
        "id: x",
        "tags: [a]",
        "x: {y: z}",
        "title: a: b",
        "date: 3/4",
    ]
)


@given(st.lists(LINES), st.text(max_size=30))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], body: str
) -> None:
    root = tmp_path_factory.mktemp("library")
    (root / "articles").mkdir()
    path = root / "articles" / "a.md"
    path.write_text("\n".join(lines))
    library = Library(root, root / "cache")
    article = library.scan()[0]
    document = library.read(article)
    before = path.read_text()
    library.write(document.article, document.markdown, expected=document.digest)
    if "..." not in lines:
        assert path.read_text().rstrip("\n") == before.rstrip("\n")
    assert library.read(article).markdown == document.markdown
    library.write(article, body)
    assert library.read(article).markdown == clean(body)


# Starting


def test_a_start_from_the_cache_imports_no_parser(folder: Folder) -> None:
    folder.put("a.md", "# A")
    folder.open().scan()
    code = (
        "import sys; from pathlib import Path; from careader.library.library import Library\n"
        "library = Library.open(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "known = library.catalogue()\n"
        "assert library.scan(known) is known and known[0].title == 'A'\n"
        "print({'yaml', 'markdown_it', 'whoosh', 'textual'} & set(sys.modules))\n"
    )
    command = [sys.executable, "-c", code, str(folder.root), str(folder.root.parent / "cache")]
    top = Path(__file__).parents[3]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=top)
    assert ran.stdout == "set()\n"
