"""What colours mean: found by name and meaning, told apart by a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.colors import color_of, colors_like, letters, named
from careader.config import COLORS, from_mapping
from careader.errors import ConfigError

MEANINGS = {"green": "Evidence", "yellow": "claim", "blue": "question"}
words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
any_meanings = st.dictionaries(st.sampled_from(COLORS), words)


def accepted(meanings: dict[str, str]) -> dict[str, str]:
    """Return meanings as the settings take them; none when they do not."""
    try:
        return dict(from_mapping({"colors": meanings}).colors)
    except ConfigError:
        return {}


@given(any_meanings)
def test_every_colour_has_a_letter_of_its_own(meanings: dict[str, str]) -> None:
    found = letters(accepted(meanings))

    assert set(found) == set(COLORS)
    assert len(set(found.values())) == len(COLORS)
    assert all(len(each) == 1 and each.isalpha() for each in found.values())


def test_the_letter_is_that_of_the_meaning_where_there_is_one() -> None:
    assert letters({}) == {
        "yellow": "Y", "green": "G", "blue": "B", "pink": "P", "orange": "O", "purple": "U"
    }  # fmt: skip
    assert letters(MEANINGS)["green"] == "E"
    assert letters(MEANINGS)["yellow"] == "C"


@given(any_meanings)
def test_each_colour_is_found_by_its_name_and_by_what_it_means(meanings: dict[str, str]) -> None:
    known = accepted(meanings)
    for color in COLORS:
        assert color_of(color.upper(), known) == color
        if known.get(color):
            assert color_of(known[color], known) == color
            assert color in named(color, known)


@pytest.mark.parametrize(
    ("word", "found"),
    [("EVID", {"green"}), ("p", {"pink", "purple"}), ("c", {"yellow"}), ("red", set())],
)
def test_the_beginning_of_either_is_enough_where_several_may_be_meant(
    word: str, found: set[str]
) -> None:
    assert colors_like(word, MEANINGS) == found
