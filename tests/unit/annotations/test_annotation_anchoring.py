"""Quotes found again in texts that changed: the recipe from text and quote to an anchor."""

from __future__ import annotations

import importlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.annotations.anchoring import ORPHAN, Quote, find
from careader.annotations.anchoring.chain import chain
from careader.annotations.anchoring.distance import distance, least
from careader.annotations.anchoring.normal import Normal
from careader.model import AnchorState

SURE, CHECK = AnchorState.SURE, AnchorState.CHECK

# --- false anchors that users of Hypothesis reported, and what they wanted instead

FALSE = {
    "hypothesis/h#2634": (
        "Our computational machines are constantly engaging in conversations, extending and "
        "accepting invitations, deciding who or what gets to enter or not.",
        Quote("Linus", "this book is for ", " and for his mother, who", 400),
    ),
    "hypothesis/h#2798": (
        "In this post Robin DeRosa writes about the anthology, and Elisa Beshero-Bondar describes "
        "how her students edited it.",
        Quote("Robin", "about the anthology, and ", " Beshero-Bondar describes how he", 60),
    ),
    "hypothesis/h#4328": (
        "We are hiring. We are looking for developers and designers who care about the open web. "
        "See our values below.",
        Quote("Developer, Frontend", "Open positions\n\nSenior ", "\n\nSan Francisco or rem", 900),
    ),
    "hypothesis/client#480": (
        "Place the script tag in the head of your page, below the title if you can, but it should "
        "work anywhere on the page.",
        Quote(
            "just below",
            '"></script> Ideally, place that',
            "</body>, but it should work any",
            200,
        ),
    ),
    "a short word that was left out": (
        "The report found no evidence of intent. The panel did not reconvene.",
        Quote("malice", "no evidence of ", " or of collusion between the tw", 30),
    ),
}


@pytest.mark.parametrize("name", FALSE)
def test_a_passage_that_is_gone_is_not_found_in_something_like_it(name: str) -> None:
    text, quote = FALSE[name]
    assert find(text, quote) == ORPHAN


# --- single kinds of change

TEXT = (
    "Tajikistan has long weighed whether to join the Customs Union. Officials in Dushanbe say "
    "that the terms are not yet clear, and that remittances matter more than tariffs. Nobody "
    "expects a decision before the spring.\n"
    "Russia, for its part, has offered duty-free fuel. The Union would end smuggling, its "
    "advocates claim; its critics answer that it would raise the price of Chinese goods."
)
PASSAGE = "the terms are not yet clear, and that remittances matter more than tariffs"


def quote(text: str, exact: str) -> Quote:
    at = text.index(exact)
    end = at + len(exact)
    return Quote(exact, text[max(0, at - 32) : at], text[end : end + 32], at)


def found(text: str, wanted: Quote) -> tuple[str, AnchorState]:
    anchor = find(text, wanted)
    return text[anchor.start : anchor.end], anchor.state


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the terms are not yet clear, and", "the\n  terms are not yet clear , and"),
        ("remittances matter", "remit- tances matter"),
        ("remittances", "remit\u00adtances"),
        ("that the terms", "that the  terms"),
        ("more than tariffs.", "more than tarifs."),
        ("not yet clear, and that", "not yet clear — and that"),
        ("Officials in Dushanbe", "Ministers in the capital"),
    ],
)
def test_small_changes_leave_a_passage_sure(old: str, new: str) -> None:
    text, state = found(TEXT.replace(old, new), quote(TEXT, PASSAGE))
    assert state is SURE
    assert text.startswith("the")
    assert text.endswith(("tariffs", "tarifs"))


def test_a_sentence_put_into_a_passage_belongs_to_it_and_is_to_be_checked() -> None:
    wanted = quote(TEXT, TEXT[: TEXT.index("\n")])
    new = TEXT.replace("tariffs. ", "tariffs. So at least the ministry of trade has it. ")
    text, state = found(new, wanted)
    assert (text, state) == (new[: new.index("\n")], CHECK)


def test_of_a_passage_cut_in_half_the_half_that_is_there_is_to_be_checked() -> None:
    whole = TEXT[TEXT.index("Officials") : TEXT.index("\n")]
    new = TEXT.replace("Nobody expects a decision before the spring.\n", "\n")
    text, state = found(new, quote(TEXT, whole))
    assert text.startswith("Officials in Dushanbe")
    assert "tariffs" in text
    assert state is not AnchorState.ORPHAN


def test_typography_of_other_scripts_is_evened_out() -> None:
    persian = "اتحادیه گمرکی پنج کشور را متحد می‌کند و دوشنبه هنوز تصمیمی نگرفته است."
    assert found(
        persian.replace("\u200c", "").replace("ی", "ي").replace("ک", "ك"),
        quote(persian, "پنج کشور را متحد می‌کند"),
    )[1] is SURE  # fmt: skip
    russian = "Таможенный союз — «её» дело: ещё пять стран решают, вступать ли им в него."
    new = russian.replace("ё", "е").replace("«", '"').replace("»", '"').replace(" — ", " -- ")
    assert found(new, quote(russian, "«её» дело: ещё пять стран")) == (
        '"ее" дело: еще пять стран', SURE
    )  # fmt: skip
    chinese = "关税同盟包括五个国家，杜尚别尚未决定是否加入；俄罗斯已经提出免税燃料。"
    new = chinese.replace("，", ",").replace("尚未决定", "尚未\n决定")
    assert found(new, quote(chinese, "杜尚别尚未决定是否加入")) == (
        "杜尚别尚未\n决定是否加入", SURE
    )  # fmt: skip


# --- properties

LETTERS = st.text(alphabet="ab c", max_size=12)


def plain_distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


@given(LETTERS, LETTERS)
def test_the_distance_is_the_one_of_the_textbook(one: str, other: str) -> None:
    assert distance(one, other) == plain_distance(one, other)


@given(LETTERS, LETTERS)
def test_the_nearest_stretch_is_as_near_as_any(sought: str, text: str) -> None:
    parts = [text[i:j] for i in range(len(text) + 1) for j in range(i, len(text) + 1)]
    expected = min(distance(sought, part) for part in parts)
    assert least(sought, text) == expected


@given(st.text(alphabet="abcd", max_size=60), st.text(alphabet="abcd", max_size=60))
def test_a_chain_is_of_equal_pieces_in_order(passage: str, stretch: str) -> None:
    here = there = 0
    for piece in chain(passage, stretch, 3):
        assert piece.passage >= here
        assert piece.stretch >= there
        here, there = piece.passage + piece.length, piece.stretch + piece.length
        assert passage[piece.passage : here] == stretch[piece.stretch : there]


TYPED = st.text(alphabet="aB -—“”…ﬁ\u200c\u00ad\n关，。éе\u0301й\u0306ёيك۱", max_size=40)


@given(TYPED)
def test_every_character_evened_out_is_traced_to_where_it_stood(text: str) -> None:
    there = Normal(text)
    last = 0
    for offset in range(len(there.text)):
        start, end = there.back(offset, offset + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last
        last = start
        assert there.forth(start) <= offset < max(there.forth(end), offset + 1)


@given(TYPED, st.integers(-3, 50), TYPED, TYPED)
def test_whatever_is_asked_the_answer_is_a_stretch_of_the_text(
    text: str, start: int, exact: str, around: str
) -> None:
    anchor = find(text, Quote(exact, around, around[::-1], start))
    assert 0 <= anchor.start <= anchor.end <= len(text)
    assert (anchor.start < anchor.end) == (anchor.state is not AnchorState.ORPHAN)


@given(st.integers(0, 200), st.integers(20, 120))
def test_in_the_text_itself_a_passage_is_where_it_was(start: int, length: int) -> None:
    exact = TEXT[start : start + length].strip()
    anchor = find(TEXT, quote(TEXT, exact))
    assert TEXT[anchor.start : anchor.end] == exact


def test_a_very_long_passage_does_not_take_long() -> None:
    made = pytest.importorskip("benchmarks.made")
    text = made.made_text(made.RUSSIAN, 60_000, 3)
    edited = text.replace(" и ", " да ")
    find(edited, Quote("warm"))
    begun = time.thread_time()
    anchor = find(edited, quote(text, text[5_000:45_000]))
    assert anchor.state is not AnchorState.ORPHAN
    assert time.thread_time() - begun < 3


def test_a_text_of_nothing_but_dots_does_not_take_long() -> None:
    text = ". . . . = = = = | " * 3_000
    begun = time.thread_time()
    find(text + "x", quote(text, text[20_000:20_300]))
    assert time.thread_time() - begun < 3


# --- the experiment, in short


def test_the_experiment_keeps_its_gates_in_its_short_form() -> None:
    pytest.importorskip("babel")
    experiment = importlib.import_module("benchmarks.anchoring")
    missed = [each for each in experiment.gates(experiment.short()) if not each.met]
    assert not missed, missed
