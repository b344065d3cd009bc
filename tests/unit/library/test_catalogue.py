"""The catalogue: its order, its articles, its columns, and the cache it is kept in."""

from __future__ import annotations

import json
import random
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.library import cache
from careader.library.assemble import Entry, assemble
from careader.library.catalogue import Catalogue, Changes, article_of, encode
from careader.library.fields import Record
from careader.model import Article

WORDS = st.text(min_size=1, max_size=8)
DATES = st.sampled_from(["", "1991", "2012", "2012-10", "2012-10-17", "2026-01-01"])


def record(id_: str, **more: Any) -> Record:
    return {
        "id": id_,
        "path": f"articles/{id_}.md",
        "title": id_,
        **{k: v for k, v in more.items() if v},
    }


def catalogue(*records: Record, stamp: tuple[int, int] = (1, 2), **more: Any) -> Catalogue:
    entries = [Entry.of_file(dict(one), stamp) for one in records]
    return assemble([], entries, more.get("problems", {}), more.get("unsettled", {}))


FULL = record(
    "full",
    authors=["A", "B"],
    date="2012-10-17",
    publication="P",
    lang="en",
    countries=["RU", "TJ"],
    tags=["t"],
    url="u",
    doi="d",
    issn="i",
    volume="v",
    issue="n",
    section="s",
    abstract="a",
    doubts={"date": "why"},
    extra={"source": {"name": "01.txt"}},
)

RECORDS = st.lists(
    st.builds(
        record,
        st.uuids().map(str),
        title=WORDS,
        date=DATES,
        countries=st.lists(st.sampled_from(["RU", "TJ", "NO"])),
        extra=st.dictionaries(WORDS, WORDS, max_size=2),
    ),
    max_size=8,
)

# Articles


def test_an_article_has_every_field_of_its_record() -> None:
    article = catalogue(FULL)[0]
    for field in fields(Article):
        value = getattr(article, field.name)
        assert value, field.name
        assert (list(value) if isinstance(value, tuple) else value) == FULL[field.name]


def test_what_a_record_lacks_is_empty() -> None:
    assert catalogue(record("a"))[0] == Article(id="a", path="articles/a.md", title="a")


def test_an_article_is_made_once_and_cannot_be_changed() -> None:
    known = catalogue(FULL)
    assert known[0] is known[0]
    with pytest.raises(TypeError):
        known[0].extra["x"] = "y"  # type: ignore[index]


# Order


def test_newest_first_undated_last_ties_by_title() -> None:
    known = catalogue(
        record("undated"),
        record("year", date="2012"),
        record("b", date="2012-10-17"),
        record("A", date="2012-10-17"),
        record("month", date="2012-10"),
        record("new", date="2026"),
    )
    assert list(known.ids) == ["new", "A", "b", "month", "year", "undated"]


@given(RECORDS, st.randoms())
def test_the_order_does_not_depend_on_the_files(
    records: list[Record], shuffle: random.Random
) -> None:
    shuffled = list(records)
    shuffle.shuffle(shuffled)
    assert list(catalogue(*records)) == list(catalogue(*shuffled))


# Access


@given(RECORDS)
def test_a_catalogue_is_a_sequence_of_articles(records: list[Record]) -> None:
    known = catalogue(*records)
    assert len(known) == len(records)
    assert list(known) == [known[i] for i in range(len(known))] == list(known[:])
    assert {article.id for article in known} == {one["id"] for one in records}
    for place, article in enumerate(known):
        assert known.get(article.id) is article
        assert known.positions[article.id] == place
        assert article in known
        assert known[place - len(known)] is article


def test_an_id_that_is_not_there_is_none() -> None:
    assert catalogue(FULL).get("other") is None
    assert "full" not in catalogue(FULL)
    with pytest.raises(IndexError):
        catalogue()[0]


@given(RECORDS)
def test_a_column_is_one_field_of_every_article(records: list[Record]) -> None:
    known = catalogue(FULL, *records)
    for field in fields(Article):
        assert known.column(field.name) == tuple(getattr(article, field.name) for article in known)


def test_a_column_must_be_a_field() -> None:
    with pytest.raises(AttributeError, match="colour"):
        catalogue(FULL).column("colour")


def test_stamps_are_by_path() -> None:
    assert catalogue(FULL, stamp=(10, 20)).stamps == {"articles/full.md": (10, 20)}


# Changes


def test_changes_are_told_by_id() -> None:
    before = catalogue(record("same"), record("edited"), record("gone"))
    after = catalogue(record("same"), record("edited", title="Other"), record("new"))
    assert after.changes_from(before) == Changes(("new",), ("edited",), ("gone",))
    assert before.changes_from(after) == Changes(("gone",), ("edited",), ("new",))


def test_another_stamp_is_a_change() -> None:
    assert catalogue(FULL, stamp=(1, 3)).changes_from(catalogue(FULL)).changed == ("full",)


def test_from_nothing_everything_is_added() -> None:
    assert catalogue(FULL).changes_from(None) == Changes(added=("full",))
    assert not catalogue(FULL).changes_from(catalogue(FULL))
    assert not catalogue().changes_from(None)


# The cache


@given(RECORDS)
def test_what_is_saved_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, records: list[Record]
) -> None:
    place = tmp_path_factory.mktemp("cache")
    known = catalogue(*records, FULL, problems={"p": "why"}, unsettled={"q": "hash"})
    cache.save(known, place)
    loaded = cache.load(place)
    assert loaded is not None
    assert list(loaded) == list(known)
    assert loaded.stamps == known.stamps
    assert loaded.problems == {"p": "why"}
    assert loaded.unsettled == {"q": "hash"}
    assert not loaded.changes_from(known)


def test_an_empty_catalogue_is_saved_too(tmp_path: Path) -> None:
    cache.save(catalogue(), tmp_path)
    loaded = cache.load(tmp_path)
    assert loaded is not None
    assert len(loaded) == 0


def test_there_is_none_at_first(tmp_path: Path) -> None:
    assert cache.load(tmp_path / "nowhere") is None


@given(st.data())
def test_any_damage_means_there_is_none(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    place = tmp_path_factory.mktemp("cache")
    known = catalogue(FULL, record("b"))
    cache.save(known, place)
    file = place / cache.NAME
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(
        st.sampled_from([whole[:at], whole[:at] + b"#" + whole[at + 1 :], whole + b"x"])
    )
    file.write_bytes(damaged)
    loaded = cache.load(place)
    assert loaded is None or list(loaded) == list(known)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"null\n", b"[" * 100_000, b"\xff\xfe\n"])
def test_what_is_no_catalogue_means_there_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / cache.NAME).write_bytes(content)
    assert cache.load(tmp_path) is None


def test_another_version_means_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.save(catalogue(FULL), tmp_path)
    monkeypatch.setattr(cache, "VERSION", cache.VERSION + 1)
    assert cache.load(tmp_path) is None


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache.save(catalogue(FULL), tmp_path / "file" / "cache")
    assert (tmp_path / "file").read_text() == "in the way"


def test_saving_leaves_nothing_else_behind(tmp_path: Path) -> None:
    cache.save(catalogue(FULL), tmp_path)
    cache.save(catalogue(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [cache.NAME]


@given(st.dictionaries(st.text(), st.text() | st.lists(st.text())))
def test_a_row_is_one_line(extra: dict[str, Any]) -> None:
    row = encode(record("a", extra=extra))
    assert b"\n" not in row
    assert article_of(json.loads(row)).extra == extra
