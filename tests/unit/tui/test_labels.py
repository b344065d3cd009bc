"""The letters on the visible sentences: short, different, and one for every sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.text.reading import build

pytest.importorskip("careader.text.segment", reason="sentences cannot be told yet")

from careader.tui.labels import ALPHABET, label_sentences, label_texts, label_words

MOST = len(ALPHABET) ** 2
TEXT = "Trade fell in 2012. Prices rose.\n\nThe union grew. Nobody asked why. It went on."
SENTENCES = ["Trade fell in 2012.", "Prices rose.", "The union grew.", "Nobody asked why."]


@given(st.integers(0, MOST))
def test_every_sentence_of_a_screen_gets_a_letter_or_two_of_its_own(count: int) -> None:
    labels = label_texts(count)

    assert len(set(labels)) == len(labels) == count
    assert sorted(labels, key=len) == labels
    assert not any(a != b and b.startswith(a) for a in labels for b in labels)
    assert {len(label) for label in labels} <= {1, 2}
    assert set("".join(labels)) <= set(ALPHABET)


@pytest.mark.parametrize(("count", "short"), [(26, 26), (27, 25), (51, 25), (52, 24), (676, 0)])
def test_as_few_labels_as_can_be_have_two_letters(count: int, short: int) -> None:
    assert [len(label) for label in label_texts(count)].count(1) == short


def test_the_alphabet_is_every_letter_once_the_home_row_first() -> None:
    assert sorted(ALPHABET) == list("abcdefghijklmnopqrstuvwxyz")
    assert set(ALPHABET[:9]) == set("asdfghjkl")


def test_a_label_leads_to_the_sentence_it_stands_on() -> None:
    reading = build(TEXT)

    labels = label_sentences(reading, (0, reading.text.index("It went on")))

    assert list(labels) == list(ALPHABET[:4])
    assert [reading.text[start:end].strip() for start, end in labels.values()] == SENTENCES


def test_a_sentence_that_begins_above_the_screen_has_a_label_too() -> None:
    reading = build(TEXT)
    first = reading.text.index("fell")

    labels = label_sentences(reading, (first, reading.text.index("The union")))

    assert [reading.text[start:end].strip() for start, end in labels.values()] == SENTENCES[:2]


@pytest.mark.parametrize(
    ("letter", "words"),
    [("t", ["Trade", "The"]), ("T", ["Trade", "The"]), ("2", ["2012"]), ("z", [])],
)
def test_words_are_labelled_by_how_they_begin(letter: str, words: list[str]) -> None:
    reading = build(TEXT)

    labels = label_words(reading, (0, len(reading.text)), letter)

    assert [reading.text[start:end] for start, end in labels.values()] == words


def test_a_screen_without_text_has_no_labels() -> None:
    assert label_sentences(build(""), (0, 0)) == {}
    assert label_words(build(""), (0, 0), "a") == {}
