"""Sets, sorted words and positions, each held against the plainest way to say it."""

from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from careader.search.analysis import stem
from careader.search.bits import Universe
from careader.search.cache import SizedCache
from careader.search.column import Column
from careader.search.dates import days_of, overlaps, range_of
from careader.search.lexicon import Lexicon, alike, edits, fitting
from careader.search.positions import rows, together

ORDINALS = st.integers(1, 90).flatmap(
    lambda size: st.tuples(st.just(size), st.sets(st.integers(0, size - 1)))
)
WORDS = st.sets(st.text(alphabet="abcиё中", min_size=1, max_size=6), max_size=40)
PLACES = st.lists(
    st.lists(st.integers(0, 30), min_size=1, max_size=6, unique=True).map(sorted),
    min_size=2,
    max_size=4,
)


@given(ORDINALS)
def test_a_set_of_articles_gives_back_what_was_put_in(given_: tuple[int, set[int]]) -> None:
    size, ordinals = given_
    universe = Universe(size)
    bits = universe.of([*ordinals, size])
    assert universe.ordinals(bits) == sorted(ordinals)
    assert bits.bit_count() == len(ordinals)
    assert all(universe.has(bits, n) == (n in ordinals) for n in range(size))
    assert universe.ordinals(universe.without(bits)) == sorted(set(range(size)) - ordinals)


@given(st.lists(st.lists(st.sampled_from(["KZ", "UZ", "TJ"]), unique=True).map(tuple), min_size=1))
def test_counts_are_those_of_counting(values: list[tuple[str, ...]]) -> None:
    universe = Universe(len(values))
    some = universe.of(range(0, len(values), 2))
    counts = Column(universe, values).counts(some)
    expected = [value for row in values[::2] for value in row]
    assert counts == {value: expected.count(value) for value in set(expected)}


def test_many_values_are_counted_as_truly_as_few() -> None:
    universe = Universe(900)
    column = Column(universe, [(f"author {n % 450}",) for n in range(900)])
    assert set(column.counts(universe.all).values()) == {2}
    assert len(column.counts(universe.of([1, 2, 451]))) == 2


@given(WORDS, st.text(alphabet="abcиё中", max_size=3))
def test_the_lexicon_finds_what_is_in_it(words: set[str], head: str) -> None:
    lexicon = Lexicon.of([word.encode() for word in words], stem)
    assert set(lexicon.forms) == words
    assert all(word in lexicon for word in words)
    assert (head in lexicon) == (head in words)
    assert lexicon.matching(head + "*") == {word for word in words if word.startswith(head)}
    assert set(lexicon.known({*words, "abcabc", head})) == words | ({head} & words)


@given(WORDS, st.text(alphabet="abи*?", min_size=1, max_size=5))
def test_patterns_fit_the_same_words_in_the_lexicon_and_outside(
    words: set[str], pattern: str
) -> None:
    lexicon = Lexicon.of([word.encode() for word in words], stem)
    assert lexicon.matching(pattern) == set(filter(fitting(pattern), words))


@given(WORDS, st.text(alphabet="abcиё中", min_size=3, max_size=6), st.sampled_from([1, 2]))
def test_no_word_near_another_is_missed(words: set[str], word: str, distance: int) -> None:
    lexicon = Lexicon.of([other.encode() for other in words], stem)
    expected = set(filter(alike(word, distance), words))
    assert lexicon.near(word, distance) == expected


def test_forms_of_a_word_are_found_by_its_stem() -> None:
    words = [
        "union",
        "unions",
        "unionist",
        "die",
        "dying",
        "dies",
        "policy",
        "policies",
        "россия",
        "россии",
    ]
    lexicon = Lexicon.of([word.encode() for word in words], stem)
    assert lexicon.kin(stem("union"), stem) == {"union", "unions"}
    assert lexicon.kin(stem("dies"), stem) == {"die", "dying", "dies"}
    assert lexicon.kin(stem("policy"), stem) == {"policy", "policies"}
    assert lexicon.kin(stem("россию"), stem) == {"россия", "россии"}


def test_edits_are_counted_up_to_a_bound() -> None:
    assert edits("kitten", "sitting", 3) == 3
    assert edits("kitten", "sitting", 2) == 3
    assert alike("tarde", 1)("trade")
    assert not alike("trade", 1)("tread")


@given(PLACES, st.integers(0, 6))
def test_words_stand_together_when_some_choice_of_places_does(
    places: list[list[int]], slop: int
) -> None:
    def near(choice: tuple[int, ...]) -> bool:
        if slop:
            return max(choice) - min(choice) <= slop + len(choice) - 1
        return all(b - a == 1 for a, b in pairwise(choice))

    assert together(places, slop) == any(map(near, product(*places)))
    if not slop:
        assert rows(places) == [c[0] for c in sorted(product(*places)) if near(c)]


def test_a_cache_forgets_what_was_not_wanted_longest() -> None:
    cache: SizedCache[str, str] = SizedCache(4, len)
    cache.put("a", "11")
    cache.put("b", "22")
    assert cache.get("a") == "11"
    cache.put("c", "33")
    assert cache.get("b") is None
    assert cache.get("a") == "11"
    assert cache.put("d", "too long to keep") == "too long to keep"
    assert cache.get("d") is None


def test_a_date_stands_for_all_its_days() -> None:
    assert days_of("2012-02") == ("2012-02-01", "2012-02-29")
    assert range_of("2012..2010-03") == ("2010-03-01", "2012-12-31")
    assert range_of("2010..") == ("2010-01-01", "")
    assert [days_of(text) for text in ("", "2012-13", "2011-02-29", "12", "soon")] == [None] * 5
    assert overlaps("2012", "2012-10-17", "2012-10-17")
    assert not overlaps("2012-09", "2012-10-01", "")
    assert not overlaps("", "", "2020-01-01")


@given(st.text(alphabet="0123456789-. ", max_size=14))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    found = range_of(text)
    assert found is None or not (found[0] and found[1]) or found[0] <= found[1]
