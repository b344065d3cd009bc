"""How alike texts are, told from sketches of them, and the sketches kept between imports."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importing_shelf import Shelf, article, prose

from careader.importing.likeness import (
    KEPT,
    Likeness,
    containment,
    estimate,
    jaccard,
    shingles,
    sketch,
    words_of,
)
from careader.importing.sketches import NAME, SketchBook
from careader.library.library import Library
from careader.model import Article

texts = st.lists(st.sampled_from(["Osh", "water", "of", "the", "río", "вода"]), max_size=60).map(
    " ".join
)


@given(texts)
def test_a_text_is_wholly_like_itself(text: str) -> None:
    one = sketch(text)
    assert estimate(one, one) == (1.0 if one.words else 0.0)
    assert jaccard(shingles(words_of(text)), shingles(words_of(text))) == 1.0


@given(texts, texts)
def test_a_short_texts_sketch_is_exact(one: str, other: str) -> None:
    mine, theirs = shingles(words_of(one)), shingles(words_of(other))
    if len(mine | theirs) <= KEPT and (mine or theirs):
        assert estimate(sketch(one), sketch(other)) == jaccard(mine, theirs)


@pytest.mark.parametrize("changed", [0.02, 0.05, 0.1, 0.3])
def test_the_estimate_is_near_the_truth(changed: float) -> None:
    dice = random.Random(changed)
    words = words_of(prose(1, 2_000))
    other = [f"x{dice.random()}" if dice.random() < changed else each for each in words]
    one, two = " ".join(words), " ".join(other)
    exact = jaccard(shingles(words_of(one)), shingles(words_of(two)))
    assert abs(estimate(sketch(one), sketch(two)) - exact) < 0.2


def test_markup_punctuation_case_and_marks_of_notes_make_no_other_text() -> None:
    plain = "The river [1] ends, he said: in the Aral Sea"
    marked = "The *river* 1[^4] ENDS—he said: in [the](https://example.org/x) Aral Sea!"
    assert sketch(plain).content == sketch(marked).content


def test_an_extract_is_contained() -> None:
    whole, part = shingles(words_of(prose(1))), shingles(words_of(prose(1)[:500]))
    assert containment(part, whole) == containment(whole, part) > 0.9
    assert jaccard(part, whole) < 0.5
    assert containment(set(), whole) == 0.0


def test_the_text_that_is_like_is_found_among_many() -> None:
    likeness = Likeness((str(n), sketch(prose(n))) for n in range(300))
    copy = prose(137).replace("river", "stream")
    ((share, key),) = likeness.like(sketch(copy), 0.5)
    assert (key, share > 0.5) == ("137", True)
    likeness.remove("137")
    assert likeness.like(sketch(copy), 0.5) == []


def test_a_text_taken_in_anew_is_found_by_what_it_says_now() -> None:
    likeness = Likeness([("a", sketch(prose(1)))])
    likeness.add("a", sketch(prose(2)))
    assert likeness.like(sketch(prose(1)), 0.5) == []
    assert likeness.like(sketch(prose(2)), 0.5) == [(1.0, "a")]


# --- kept between imports


def sketches(shelf: Shelf, book: SketchBook) -> tuple[dict[str, object], list[str]]:
    """Return the sketches by path, and the paths of the articles that were read for them."""
    read: list[str] = []

    class Watched(Library):
        def read(self, article: Article):  # type: ignore[no-untyped-def]
            read.append(article.path)
            return super().read(article)

    catalogue = shelf.open().scan()
    by_path = {each.path: each for each in catalogue}
    library = Watched(shelf.root, shelf.cache)
    found = book.of_all(library, catalogue.stamps, by_path.__getitem__)
    return dict(found), read


def test_only_articles_that_changed_are_read_again(shelf: Shelf) -> None:
    for number in (1, 2, 3):
        shelf.take(article(number), name=f"{number}.txt")
    book = SketchBook(shelf.cache)
    first, read = sketches(shelf, book)
    assert len(read) == 3
    book.save()
    again, read = sketches(shelf, SketchBook(shelf.cache))
    assert (again, read) == (first, [])
    id_ = "water-of-the-canal-2-2012-10-17"
    shelf.edit(id_, " ends ", " stops here and ")
    after, read = sketches(shelf, SketchBook(shelf.cache))
    path = shelf.articles[id_].path
    assert read == [path]
    assert after[path] == sketch(shelf.body(id_))
    (shelf.root / path).unlink()
    assert path not in sketches(shelf, SketchBook(shelf.cache))[0]


@pytest.mark.parametrize("damage", [b"", b"\n", b"{}\n\n\n", b"\xff" * 900])
def test_a_damaged_file_of_sketches_is_made_anew(shelf: Shelf, damage: bytes) -> None:
    shelf.take(article(1))
    book = SketchBook(shelf.cache)
    first, _ = sketches(shelf, book)
    book.save()
    file = shelf.cache / NAME
    whole = file.read_bytes()
    for bad in (damage, whole[:-3], whole[:40] + whole[60:], whole + b"\0\0\0\0"):
        file.write_bytes(bad)
        assert sketches(shelf, SketchBook(shelf.cache)) == (first, list(first))


def test_a_cache_that_cannot_be_written_to_is_no_error(shelf: Shelf, tmp_path: Path) -> None:
    shelf.take(article(1))
    (tmp_path / "file").write_text("")
    book = SketchBook(tmp_path / "file" / "cache")
    sketches(shelf, book)
    book.save()
