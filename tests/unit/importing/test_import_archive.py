"""What becomes of an article: new, the same again, a newer version, or one that looks like it."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from importing_shelf import Shelf, article, only, prose

from careader.importing.archive import LibraryFull
from careader.importing.merge import EDITED
from careader.importing.options import Options
from careader.importing.provenance import provenance_of
from careader.importing.report import Change, Status
from careader.library import disk

ID = "water-of-the-pass-1-2012-10-17"


def changed(text: str, every: int = 20) -> str:
    """Return a text with every so many words another one."""
    words = text.split(" ")
    return " ".join("changed" if n % every == every - 1 else each for n, each in enumerate(words))


def settle(shelf: Shelf, id_: str) -> None:
    """Take the doubts out of an article, as the reader does when they are settled."""
    library, there = shelf.open(), shelf.articles[id_]
    library.write(replace(there, doubts={}), library.read(there).markdown)


# --- new


def test_a_new_article_is_written_as_the_design_says(shelf: Shelf) -> None:
    report = shelf.take(
        article(url="https://example.org/a", tags=("water",), doubts={"date": "two orders"}),
        data=b"the source",
    )
    assert report.status is Status.IMPORTED
    path = f"articles/2012/{ID}.md"
    digest = sha256(b"the source").hexdigest()
    assert sorted(shelf.files) == [path, f"originals/{digest[:2]}/{digest}.txt"]
    assert shelf.files[f"originals/{digest[:2]}/{digest}.txt"] == b"the source"
    written = shelf.articles[ID]
    assert written == only(report).article
    assert (written.id, written.path, written.date) == (ID, path, "2012-10-17")
    assert (written.authors, written.countries) == (("Amina Karimova",), ("TJ", "RU"))
    assert (written.tags, written.url) == (("water",), "https://example.org/a")
    assert written.doubts == {"date": "two orders"}
    assert shelf.body(ID) == prose(1)
    source = provenance_of(written)
    assert source is not None
    assert (source.name, source.sha256) == ("01.txt", digest)
    assert source.imported == "2026-11-21T10:01:00Z"
    assert b"source:\n  name: '01.txt'\n  sha256: " in shelf.files[path]


def test_an_undated_article_lies_with_the_undated(shelf: Shelf) -> None:
    only(shelf.take(article(date="")))
    assert list(shelf.articles) == ["water-of-the-pass-1"]
    assert shelf.articles["water-of-the-pass-1"].path == "articles/undated/water-of-the-pass-1.md"


def test_different_articles_of_the_same_title_and_date_are_both_kept(shelf: Shelf) -> None:
    shelf.take(article(1, title="Editorial"), name="a.txt")
    shelf.take(article(2, title="Editorial"), name="b.txt")
    assert sorted(shelf.articles) == ["editorial-2012-10-17", "editorial-2012-10-17-2"]


def test_an_id_that_differs_in_case_alone_is_taken(shelf: Shelf) -> None:
    (shelf.root / "articles" / "own.md").write_text("---\nid: Editorial-2012-10-17\n---\nMine.\n")
    shelf.take(article(1, title="Editorial"))
    assert sorted(shelf.articles) == ["Editorial-2012-10-17", "editorial-2012-10-17-2"]


def test_a_file_that_another_import_wrote_meanwhile_is_not_overwritten(shelf: Shelf) -> None:
    archive = shelf.archive()
    (shelf.root / "articles" / "2012").mkdir()
    (shelf.root / "articles" / "2012" / f"{ID}.md").write_text("Another's.\n")
    report = shelf.take_into(archive, article(1), name="01.txt")
    assert only(report).article.id == f"{ID}-2"
    assert shelf.files[f"articles/2012/{ID}.md"] == b"Another's.\n"


def test_originals_can_be_left_out(shelf: Shelf) -> None:
    shelf.take(article(1), options=Options(originals=False))
    assert list(shelf.files) == [f"articles/2012/{ID}.md"]


def test_a_dry_run_says_the_same_and_writes_nothing(shelf: Shelf) -> None:
    given = [article(1, title="Editorial"), article(2, title="Editorial"), article(1)]
    dry = shelf.archive(Options(dry_run=True))
    wet = shelf.archive()
    for number, each in enumerate(given):
        name = f"{number}.txt"
        said = only(shelf.take_into(dry, each, name=name))
        assert not shelf.files or number
        done = only(shelf.take_into(wet, each, name=name))
        assert (said.article.id, said.article.path) == (done.article.id, done.article.path)
        assert (said.change, said.note) == (done.change, done.note)
        assert (said.article.title, said.article.doubts) == (
            done.article.title,
            done.article.doubts,
        )


def test_a_dry_run_leaves_the_library_as_it_was(shelf: Shelf) -> None:
    shelf.take(article(1))
    before = shelf.files
    shelf.take(article(1, body=changed(prose(1))), options=Options(dry_run=True))
    shelf.take(article(2), name="02.txt", options=Options(dry_run=True))
    assert shelf.files == before


@pytest.mark.parametrize("letter", ["a", "Ж", "水", "😀"])
def test_no_text_is_too_long_for_front_matter(shelf: Shelf, letter: str) -> None:
    long = article(
        1,
        title=f"{letter} " * 900,
        abstract=letter * 90_000,
        authors=tuple(f"{n} {letter * 500}" for n in range(200)),
        tags=tuple(f"{n}{letter * 500}" for n in range(200)),
        url="https://example.org/" + letter * 9_000,
        volume=letter * 900,
        section=letter * 900,
        doubts=dict.fromkeys(("date", "title", "author", "publication"), letter * 900),
    )
    shelf.take(long)
    (written,) = shelf.articles.values()
    assert written.title.endswith("…")
    assert 200 <= len(written.title) <= 300
    assert len(written.authors) == len(written.tags) >= 12
    assert written.abstract.startswith(letter * 500)
    assert (written.url, written.doubts["url"][:5]) == ("", "9,020")


# --- the same again


def test_the_same_bytes_are_known_under_any_name(shelf: Shelf) -> None:
    shelf.take(article(1), article(2), data=b"the source")
    assert [each.title for each in shelf.seen(b"the source")] == [
        "Water of the pass 1",
        "Water of the canal 2",
    ]


def test_a_source_of_which_a_part_is_missing_is_read_again_and_completed(shelf: Shelf) -> None:
    shelf.take(article(1), article(2), article(3), data=b"the source")
    before = shelf.files
    path = shelf.articles["water-of-the-canal-2-2012-10-17"].path
    (shelf.root / path).unlink()
    assert shelf.seen(b"the source") == ()
    report = shelf.take(article(1), article(2), article(3), data=b"the source")
    assert [each.change for each in report.articles] == ["unchanged", "new", "unchanged"]
    assert shelf.files.keys() == before.keys()


def test_equal_text_from_another_file_is_unchanged(shelf: Shelf) -> None:
    shelf.take(article(1))
    before = shelf.files
    again = article(
        1, title="Another heading", publication="", body=prose(1).replace("The", "*The*")
    )
    report = shelf.take(again, name="copy.html", data=b"other bytes")
    assert report.status is Status.UNCHANGED
    assert only(report).note == f"the same text as {ID}"
    assert shelf.files == before


def test_forms_that_differ_in_their_title_alone_are_different_articles(shelf: Shelf) -> None:
    short = prose(1, 40)
    shelf.take(article(1, title="Chad, terrorism", body=short), name="a.txt")
    shelf.take(article(1, title="Niger, terrorism", body=short), name="b.txt")
    assert len(shelf.articles) == 2


# --- a newer version


VERSIONS = {
    "the same file name": {"name": "sub/01.txt", "title": "Corrected", "date": "2012-10-18"},
    "the same address": {"name": "b.html", "url": "http://www.example.org/a/#x", "title": "New"},
    "the same DOI": {"name": "b.pdf", "doi": "10.1000/ABC", "title": "Corrected"},
    "title, publication and date": {"name": "b.txt"},
    "title, publication and date, extended": {"name": "b.txt", "body": prose(1) + prose(2)},
}  # fmt: skip


@pytest.mark.parametrize("how", VERSIONS)
def test_a_newer_version_updates_the_article_in_place(shelf: Shelf, how: str) -> None:
    first = article(1, url="https://example.org/a", doi="10.1000/abc")
    shelf.take(first)
    path = shelf.articles[ID].path
    fields: dict[str, str] = dict(VERSIONS[how])
    name = fields.pop("name")
    fields = {"url": "", "doi": "", "body": changed(prose(1), 20), **fields}
    newer = replace(first, **fields)  # type: ignore[arg-type]
    report = shelf.take(newer, name=name)
    assert report.status is Status.IMPORTED
    assert only(report).change is Change.UPDATED
    assert list(shelf.articles) == [ID]
    assert shelf.articles[ID].path == path
    assert shelf.articles[ID].title == newer.title
    assert shelf.articles[ID].url == (newer.url or "https://example.org/a")
    assert shelf.body(ID) == newer.body


def test_a_name_alone_is_not_enough(shelf: Shelf) -> None:
    shelf.take(article(1, url="https://example.org/", doi="10.1000/1"), name="index.html")
    shelf.take(article(2, url="https://example.org/", doi="10.1000/1"), name="index.html")
    assert len(shelf.articles) == 2


def test_articles_of_one_source_are_not_versions_of_each_other(shelf: Shelf) -> None:
    one = article(1, title="Editorial")
    two = article(1, title="Editorial", body=changed(prose(1), 8))
    assert len(shelf.take(one, two).articles) == 2
    assert len(shelf.articles) == 2


def test_files_of_the_same_name_in_one_import_are_different_documents(shelf: Shelf) -> None:
    archive = shelf.archive()
    two = article(1, title="Another", body=changed(prose(1), 8))
    shelf.take_into(archive, article(1), name="a/index.html")
    shelf.take_into(archive, two, name="b/index.html")
    assert len(shelf.articles) == 2


def test_near_identical_text_under_the_same_title_is_a_newer_version(shelf: Shelf) -> None:
    shelf.take(article(1, date=""), name="a.txt")
    newer = article(1, date="2012-10", body=changed(prose(1), 100))
    assert only(shelf.take(newer, name="b.txt")).change is Change.UPDATED
    assert shelf.articles["water-of-the-pass-1"].date == "2012-10"


def test_next_weeks_bulletin_is_not_a_version_of_this_weeks(shelf: Shelf) -> None:
    shelf.take(article(1, date="2012-10-17"), name="a.txt")
    next_week = article(1, date="2012-10-24", body=changed(prose(1), 100))
    report = shelf.take(next_week, name="b.txt")
    assert only(report).change is Change.NEW
    assert only(report).article.doubts == {"duplicate": f"looks like {ID}"}


def test_an_older_version_imported_again_does_not_undo_the_newer(shelf: Shelf) -> None:
    shelf.take(article(1), data=b"first")
    shelf.take(article(1, body=changed(prose(1))), data=b"second")
    assert [each.id for each in shelf.seen(b"first")] == [ID]
    assert [each.id for each in shelf.seen(b"second")] == [ID]


def test_a_teaser_does_not_replace_the_article(shelf: Shelf) -> None:
    shelf.take(article(1))
    before = shelf.files
    teaser = article(1, body=prose(1)[:400])
    report = shelf.take(teaser, name="feed.xml")
    assert report.status is Status.UNCHANGED
    assert only(report).note == "shorter than what is there: left as it is"
    assert shelf.files == before


def test_the_article_replaces_its_teaser(shelf: Shelf) -> None:
    shelf.take(article(1, body=prose(1, 40), doubts={"body": "teaser only"}), name="feed.xml")
    assert only(shelf.take(article(1), name="page.html")).change is Change.UPDATED
    assert shelf.body(ID) == prose(1)
    assert shelf.articles[ID].doubts == {}


# --- what a person made of it


def test_fields_that_a_person_changed_stay_and_the_others_follow(shelf: Shelf) -> None:
    shelf.take(article(1, section="News", tags=("water",), abstract="Old."))
    shelf.edit(ID, "Amina Karimova", "A. Karimova")
    shelf.edit(ID, "countries: [TJ, RU]", "countries: [TJ]\nmine: kept")
    shelf.edit(ID, "tags: [water]", "tags: [rivers]")
    shelf.edit(ID, "section: News\n", "")
    newer = article(
        1, authors=("Amina B. Karimova",), countries=("TJ", "KZ"), section="Reports",
        tags=("water", "dams"), abstract="New.", issue="4", body=changed(prose(1)),
    )  # fmt: skip
    shelf.take(newer)
    after = shelf.articles[ID]
    assert after.authors == ("A. Karimova",)
    assert after.countries == ("TJ",)
    assert after.section == ""
    assert after.extra["mine"] == "kept"
    assert after.abstract == "New."
    assert after.issue == "4"
    assert after.tags == ("rivers", "water", "dams")
    assert shelf.body(ID) == changed(prose(1))


def test_what_a_person_changed_stays_through_many_versions(shelf: Shelf) -> None:
    shelf.take(article(1))
    shelf.edit(ID, "Silk Road Weekly", "The Weekly")
    for version in range(3):
        newer = article(1, publication=f"Silk {version}", body=changed(prose(1), 30 + version))
        shelf.take(newer)
        assert shelf.articles[ID].publication == "The Weekly"


def test_a_version_that_is_silent_takes_nothing_away(shelf: Shelf) -> None:
    shelf.take(article(1, section="News"))
    shelf.take(article(1, authors=(), section="", countries=(), body=changed(prose(1))))
    assert shelf.articles[ID].authors == ("Amina Karimova",)
    assert shelf.articles[ID].section == "News"


def test_a_text_that_was_edited_by_hand_is_not_overwritten_but_doubted(shelf: Shelf) -> None:
    shelf.take(article(1))
    shelf.edit(ID, " carries ", " bears ")
    mine = shelf.body(ID)
    report = shelf.take(article(1, section="New", body=changed(prose(1))), data=b"newer")
    assert only(report).note == EDITED
    assert shelf.body(ID) == mine
    assert shelf.articles[ID].section == "New"
    assert shelf.articles[ID].doubts == {"body": EDITED}
    assert [each.id for each in shelf.seen(b"newer")] == [ID]


def test_replace_takes_the_newer_text_and_settles_the_doubt(shelf: Shelf) -> None:
    shelf.take(article(1))
    shelf.edit(ID, " carries ", " bears ")
    newer = article(1, body=changed(prose(1)))
    shelf.take(newer, data=b"newer")
    shelf.take(newer, data=b"newer", options=Options(replace=True))
    assert shelf.body(ID) == changed(prose(1))
    assert shelf.articles[ID].doubts == {}


def test_a_text_kept_for_good_is_not_doubted_again(shelf: Shelf) -> None:
    shelf.take(article(1))
    shelf.edit(ID, " carries ", " bears ")
    newer = article(1, body=changed(prose(1)))
    shelf.take(newer, data=b"newer")
    settle(shelf, ID)
    shelf.take(newer, data=b"newer", options=Options(tags=("x",)))
    assert shelf.articles[ID].doubts == {}
    assert shelf.articles[ID].tags == ("x",)


def test_trailing_blanks_are_no_edit(shelf: Shelf) -> None:
    shelf.take(article(1))
    path = shelf.root / shelf.articles[ID].path
    path.write_text(path.read_text().replace(".\n\n", ".  \n\n") + "\n\n")
    shelf.take(article(1, body=changed(prose(1))))
    assert shelf.body(ID) == changed(prose(1))


def test_a_settled_doubt_stays_settled_while_the_import_says_the_same(shelf: Shelf) -> None:
    doubtful = article(1, date="2012", doubts={"date": "the year of the copyright"})
    id_ = only(shelf.take(doubtful)).article.id
    settle(shelf, id_)
    shelf.take(replace(doubtful, body=changed(prose(1))))
    assert shelf.articles[id_].doubts == {}
    shelf.take(replace(doubtful, date="2013", body=changed(prose(1), 19)))
    assert shelf.articles[id_].date == "2013"
    assert shelf.articles[id_].doubts == {"date": "the year of the copyright"}


def test_a_doubt_about_a_field_that_a_person_set_is_none(shelf: Shelf) -> None:
    id_ = only(shelf.take(article(1, date="", doubts={"date": "none found"}))).article.id
    shelf.edit(id_, "\npublication:", "\ndate: 2011-05\npublication:")
    shelf.take(article(1, date="2012", doubts={"date": "a guess"}, body=changed(prose(1))))
    assert shelf.articles[id_].date == "2011-05"
    assert shelf.articles[id_].doubts == {}


def test_an_article_that_was_never_imported_is_left_alone(shelf: Shelf) -> None:
    text = f"---\ntitle: Mine\nurl: https://example.org/a\n---\n{prose(1)}"
    (shelf.root / "articles" / "mine.md").write_text(text)
    newer = article(1, url="https://example.org/a", body=changed(prose(1)))
    report = shelf.take(newer)
    assert report.status is Status.UNCHANGED
    assert only(report).note == "is there already, not by an import: left as it is"
    assert shelf.files == {"articles/mine.md": text.encode()}


def test_replace_takes_the_text_of_an_article_never_imported_and_keeps_its_fields(
    shelf: Shelf,
) -> None:
    text = f"---\nid: mine\ntitle: Mine\nurl: https://example.org/a\n---\n{prose(1)}"
    (shelf.root / "articles" / "mine.md").write_text(text)
    newer = article(1, url="https://example.org/a", body=changed(prose(1)))
    shelf.take(newer, options=Options(replace=True))
    assert (shelf.articles["mine"].title, shelf.articles["mine"].date) == ("Mine", "2012-10-17")
    assert shelf.body("mine") == changed(prose(1))


# --- overrides


def test_what_is_set_for_an_import_wins_and_settles_its_doubt(shelf: Shelf) -> None:
    options = Options(publication="Bulletin", date="2011-03", countries=("UZ",), tags=("dams",))
    doubtful = article(1, doubts={"date": "a guess", "title": "all capitals"}, tags=("water",))
    id_ = only(shelf.take(doubtful, options=options)).article.id
    after = shelf.articles[id_]
    assert id_ == "water-of-the-pass-1-2011-03"
    assert (after.publication, after.date) == ("Bulletin", "2011-03")
    assert (after.countries, after.tags) == (("UZ",), ("water", "dams"))
    assert after.doubts == {"title": "all capitals"}


def test_what_is_set_for_an_import_reaches_articles_that_are_there(shelf: Shelf) -> None:
    shelf.take(article(1), data=b"the source")
    shelf.edit(ID, "Silk Road Weekly", "Mine")
    options = Options(publication="Bulletin")
    report = shelf.take(article(1), data=b"the source", options=options)
    assert only(report).change is Change.UPDATED
    assert shelf.articles[ID].publication == "Bulletin"
    again = shelf.take(article(1), data=b"the source", options=options)
    assert again.status is Status.UNCHANGED


# --- lookalikes


def test_a_copy_from_another_site_is_kept_and_reported(shelf: Shelf) -> None:
    shelf.take(article(1))
    copy = article(1, title="Reposted", publication="Another Site", body=changed(prose(1)))
    report = shelf.take(copy, name="copy.txt")
    assert only(report).change is Change.NEW
    assert only(report).note == f"looks like {ID}"
    id_ = only(report).article.id
    assert shelf.articles[id_].doubts == {"duplicate": f"looks like {ID}"}


def test_a_copy_that_was_settled_stays_settled_when_it_changes(shelf: Shelf) -> None:
    shelf.take(article(1))
    copy = article(1, title="Reposted", publication="Another Site", body=changed(prose(1)))
    id_ = only(shelf.take(copy, name="copy.txt")).article.id
    shelf.take(replace(copy, section="News"), name="copy.txt")
    assert "duplicate" in shelf.articles[id_].doubts
    settle(shelf, id_)
    shelf.take(replace(copy, section="Reports"), name="copy.txt")
    assert shelf.articles[id_].doubts == {}
    assert shelf.articles[id_].section == "Reports"


# --- what can go wrong


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
@pytest.mark.parametrize("written", [0, 1, 2])
def test_a_full_disk_leaves_nothing_half_written(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, number: int, written: int
) -> None:
    archive = shelf.archive()
    left = iter([True] * written)
    sync = os.fsync

    def full(descriptor: int) -> None:
        if not os.path.isdir(f"/proc/self/fd/{descriptor}") and not next(left, False):
            raise OSError(number, os.strerror(number))
        sync(descriptor)

    monkeypatch.setattr(disk.os, "fsync", full)
    with pytest.raises(LibraryFull):
        shelf.take_into(archive, article(1), article(2), article(3), name="01.txt", data=b"x")
    monkeypatch.undo()
    files = shelf.files
    assert len(shelf.articles) == written
    assert len(files) == written + 1
    assert not [name for name in files if ".tmp" in name]
    report = shelf.take(article(1), article(2), article(3), name="01.txt", data=b"x")
    assert report.status is Status.IMPORTED
    assert len(shelf.articles) == 3


def test_an_article_that_cannot_be_written_fails_its_source_alone(shelf: Shelf) -> None:
    (shelf.root / "articles" / "2012").write_text("a file where a folder should be")
    report = shelf.take(article(1))
    assert report.status is Status.FAILED
    assert report.error.startswith(f"articles/2012/{ID}.md was not written: ")
    assert shelf.take(article(2, date="2013"), name="b.txt").status is Status.IMPORTED


def test_a_file_that_changed_between_reading_and_writing_is_not_overwritten(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.take(article(1))
    archive = shelf.archive()
    path = shelf.root / shelf.articles[ID].path
    keep = archive._keep_original

    def edited_meanwhile(*given: object) -> None:
        path.write_text("Somebody else's.\n")
        keep(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(archive, "_keep_original", edited_meanwhile)
    report = shelf.take_into(archive, article(1, body=changed(prose(1))), name="01.txt")
    assert report.status is Status.FAILED
    assert "was changed meanwhile" in report.error
    assert path.read_text() == "Somebody else's.\n"


def test_originals_are_not_written_through_a_link_out(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (shelf.root / "originals").symlink_to(tmp_path / "elsewhere")
    report = shelf.take(article(1), data=b"x")
    assert report.status is Status.FAILED
    assert "leads outside the library" in report.error


def test_a_year_that_is_a_link_out_is_not_written_through(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (shelf.root / "articles" / "2012").symlink_to(tmp_path / "elsewhere")
    report = shelf.take(article(1))
    assert report.status is Status.FAILED
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_a_source_gave_before_it_broke_arrives(shelf: Shelf) -> None:
    report = shelf.take(article(1), error="chapter 2 cannot be read")
    assert (report.status, report.error) == (Status.IMPORTED, "chapter 2 cannot be read")
    assert list(shelf.articles) == [ID]


def test_a_source_that_gives_nothing_failed(shelf: Shelf) -> None:
    report = shelf.take(error="a picture: there is no text in it")
    assert (report.status, report.articles) == (Status.FAILED, ())
    assert shelf.files == {}
