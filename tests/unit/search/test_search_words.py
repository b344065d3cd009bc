"""Texts become words: the same ones for indexing, searching and painting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.search.analysis import forms, spans, stem
from careader.search.fold import fold

TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("aéeoʻ'’gсёеийqk 中亚国\u200cی ي\u0301-_.1"), st.characters(codec="utf-8")
    ),
    max_size=80,
)


@given(TEXT)
def test_every_span_is_where_its_form_stands(text: str) -> None:
    found = list(spans(text))
    assert [form for _, _, form in found] == forms(text)
    starts = [begin for begin, _, _ in found]
    assert starts == sorted(starts)
    assert all(0 <= begin < end <= len(text) for begin, end, _ in found)


@given(TEXT)
def test_a_form_folds_to_itself_and_is_one_form(text: str) -> None:
    for form in forms(text):
        assert forms(form) == [form]


@pytest.mark.parametrize("word", ["Oʻzbekiston", "O'zbekiston", "O’zbekiston", "Oʼzbekiston"])
def test_every_apostrophe_of_uzbek_is_the_same(word: str) -> None:
    assert forms(word) == ["ozbekiston"]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Ёлка", "елка"),
        ("Йод", "йод"),
        ("Қазақстан", "казакстан"),
        ("naïve", "naive"),
        ("nai\u0308ve", "naive"),
        ("Straße", "strasse"),
        ("Russia’s", "russia"),
        ("كتاب", "کتاب"),
        ("می\u200cخواهد", "میخواهد"),
        ("İstanbul", "istanbul"),
        ("ﬁnance", "finance"),
    ],
)
def test_spellings_of_one_word_fold_together(word: str, form: str) -> None:
    assert fold(word) == form
    assert forms(word) == [form]


def test_scripts_without_spaces_are_read_in_overlapping_pairs() -> None:
    assert forms("中亚国家 WTO成员 国") == ["中亚", "亚国", "国家", "wto", "成员", "国"]


def test_stems_are_chosen_by_script() -> None:
    assert stem("unions") == stem("union")
    assert stem("российского") == stem("российский")
    assert stem("中亚") == "中亚"
    assert stem("2010") == "2010"
