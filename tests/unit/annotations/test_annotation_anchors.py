from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from careader.annotations import describe, place
from careader.model import AnchorState, Highlight, PlacedHighlight
from careader.text.reading import build

SURE, CHECK, ORPHAN = AnchorState.SURE, AnchorState.CHECK, AnchorState.ORPHAN


@dataclass(frozen=True)
class Text:
    """A reading text without blocks: all that anchors need."""

    text: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def headings_at(self, offset: int) -> tuple[str, ...]:
        return ()


ARTICLE = (
    "Tajikistan has long weighed whether to join the Customs Union. Officials in Dushanbe say "
    "that the terms are not yet clear, and that remittances matter more than tariffs.\n"
    "Russia, for its part, has offered duty-free fuel. The Customs Union would end smuggling, "
    "its advocates claim; its critics answer that it would raise the price of Chinese goods.\n"
    "In the bazaar of Khujand, traders shrug. The price of Chinese goods is what they live on."
)
PASSAGE = "the terms are not yet clear, and that remittances matter more than tariffs"


def marked(text: str, quote: str, occurrence: int = 0) -> Highlight:
    at = -1
    for _ in range(occurrence + 1):
        at = text.index(quote, at + 1)
    return describe(Text(text), at, at + len(quote), article="a")


def placed(text: str, highlight: Highlight) -> tuple[str, AnchorState]:
    answer = place(Text(text), highlight)
    return text[answer.start : answer.end], answer.state


def test_a_passage_is_described_by_quote_context_and_place() -> None:
    reading = build("# Trade\n\n## Tariffs\n\nThe *Customs Union* is a bloc.\n")
    start = reading.text.index("Customs")
    found = describe(reading, start, start + 13, article="customs-union", color="green", note="n")
    assert (found.quote, found.start, found.end) == ("Customs Union", start, start + 13)
    assert (found.prefix, found.suffix) == ("Trade\nTariffs\nThe ", " is a bloc.")
    assert found.heading == ("Trade", "Tariffs")
    assert found.text_hash == hashlib.sha256(reading.text.encode()).hexdigest()
    assert (found.article, found.color, found.note, found.id) == ("customs-union", "green", "n", "")


def test_white_space_at_the_ends_is_not_marked() -> None:
    found = describe(Text("one  two \n three"), 3, 11, article="a")
    assert (found.quote, found.start, found.end) == ("two", 5, 8)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 4), (0, 99), (3, 5)])
def test_no_passage_is_no_highlight(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="passage"):
        describe(Text("one  two"), start, end, article="a")


@given(st.text(min_size=1), st.data())
def test_in_the_text_it_was_marked_in_every_passage_is_surely_where_it_was(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    found = describe(Text(text), start, end, article="a")
    assert place(Text(text), found) == PlacedHighlight(found, found.start, found.end, SURE)


def test_a_quote_edited_by_hand_is_not_taken_for_the_passage_at_its_offsets() -> None:
    edited = replace(marked(ARTICLE, PASSAGE), quote="words that stand nowhere in the article")
    assert placed(ARTICLE, edited) == ("", ORPHAN)


def test_text_put_in_before_and_after_moves_the_passage_surely() -> None:
    new = "A new first paragraph about cotton.\n" + ARTICLE + "\nAnd a last one."
    assert placed(new, marked(ARTICLE, PASSAGE)) == (PASSAGE, SURE)


def test_another_wrapping_of_the_lines_changes_nothing() -> None:
    new = ARTICLE.replace("clear, and", "clear,\n  and").replace(
        "weighed whether", "weighed\nwhether"
    )
    assert placed(new, marked(ARTICLE, PASSAGE)) == (
        PASSAGE.replace("clear, and", "clear,\n  and"), SURE
    )  # fmt: skip


def test_a_passage_with_one_side_of_its_context_is_sure_when_it_is_long() -> None:
    new = ARTICLE.replace("Officials in Dushanbe say that ", "Nobody can deny this much: ")
    assert placed(new, marked(ARTICLE, PASSAGE)) == (PASSAGE, SURE)


def test_a_long_passage_that_stands_word_for_word_in_a_foreign_context_is_sure() -> None:
    new = f"A quite different article quotes one line: “{PASSAGE}”, and goes on about wheat."
    assert placed(new, marked(ARTICLE, PASSAGE)) == (PASSAGE, SURE)


def test_a_short_passage_alone_in_a_foreign_context_asks_to_be_checked() -> None:
    short = "remittances matter more than tariffs"
    new = f"A quite different article quotes one line: “{short}”, and goes on about wheat."
    assert placed(new, marked(ARTICLE, short)) == (short, CHECK)


def test_a_passage_that_is_gone_is_an_orphan() -> None:
    assert placed(ARTICLE.replace(PASSAGE, "nothing is settled"), marked(ARTICLE, PASSAGE)) == (
        "", ORPHAN
    )  # fmt: skip


def test_a_word_that_stands_alone_elsewhere_is_not_taken_for_the_passage() -> None:
    gone = marked(ARTICLE, "fuel")
    assert (
        placed("An essay on fuel cells and their inventors, and nothing more.", gone)[1] == ORPHAN
    )


@pytest.mark.parametrize("occurrence", [0, 1])
def test_of_two_occurrences_the_one_in_its_own_context_is_sure(occurrence: int) -> None:
    phrase = "Customs Union"
    highlight = marked(ARTICLE, phrase, occurrence)
    new = "A new first line.\n" + ARTICLE
    at = [new.index(phrase), new.index(phrase, new.index(phrase) + 1)][occurrence]
    assert place(Text(new), highlight) == PlacedHighlight(
        highlight, at, at + len(phrase), SURE
    )  # fmt: skip


def test_of_two_occurrences_the_one_whose_context_is_half_there_is_proposed() -> None:
    phrase = "price of Chinese goods"
    highlight = marked(ARTICLE, phrase, 0)
    new = ARTICLE.replace("it would raise the price", "tariffs would double the price")
    at = new.index(phrase)
    answer = place(Text(new), highlight)
    assert (answer.start, answer.end) == (at, at + len(phrase))
    assert answer.state in (SURE, CHECK)


def test_a_copy_of_the_passage_elsewhere_does_not_stand_for_the_one_that_went() -> None:
    phrase = "price of Chinese goods"
    highlight = marked(ARTICLE, phrase, 0)
    new = ARTICLE.replace(f"raise the {phrase}", "help nobody")
    text, state = placed(new, highlight)
    assert text == phrase
    assert state == CHECK


def test_places_that_nothing_tells_apart_are_never_sure() -> None:
    paragraph = "The same words about the same union, again and again in every single paragraph.\n"
    highlight = marked(paragraph * 5, "same union", 2)
    text, state = placed(paragraph * 6, highlight)
    assert text in ("same union", "")
    assert state != SURE


def test_a_quote_without_context_is_sure_only_when_it_is_long_and_stands_once() -> None:
    bare = Highlight(id="", article="a", quote=PASSAGE)
    assert placed(ARTICLE, bare) == (PASSAGE, SURE)
    assert placed(ARTICLE + "\n" + ARTICLE, bare)[1] != SURE
    assert placed(ARTICLE, replace(bare, quote="Customs Union"))[1] != SURE


@pytest.mark.parametrize("quote", ["", "  ", "\n"])
def test_a_note_without_a_passage_is_of_the_whole_article_and_cannot_be_lost(quote: str) -> None:
    assert placed(ARTICLE, Highlight(id="", article="a", quote=quote)) == ("", SURE)
    assert placed("", Highlight(id="", article="a", quote="x")) == ("", ORPHAN)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Таможенный союз объединяет пять стран. Душанбе пока не решил.", "объединяет пять стран"),
        (
            "اتحادیه گمرکی پنج کشور را متحد می‌کند. دوشنبه هنوز تصمیم نگرفته است.",
            "پنج کشور را متحد می‌کند",
        ),
        ("关税同盟包括五个国家。杜尚别尚未决定是否加入。", "五个国家"),
        ("🇹🇯 joined 👩‍👩‍👧 the family 🇷🇺 of nations", "👩‍👩‍👧 the"),
    ],
)
def test_passages_in_any_script_move_with_their_text(text: str, quote: str) -> None:
    new = "🙂 пролог\n" + text
    assert placed(new, marked(text, quote)) == (quote, SURE)


WORDS = st.lists(st.sampled_from(["a", "bb", "the", "union", "of", "goes"]), min_size=1)


@given(words=WORDS, more=WORDS, data=st.data())
@example(words=["a", "a", "a"], more=["a"], data=None)
def test_whatever_is_placed_is_a_passage_of_the_text(
    words: list[str], more: list[str], data: st.DataObject | None
) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1)) if data else 0
    end = data.draw(st.integers(start + 1, len(text))) if data else 1
    assume(text[start:end].strip())
    highlight = describe(Text(text), start, end, article="a")
    found, state = placed("\n ".join([*more, *words, *more]), highlight)
    assert bool(found.strip()) == (state != ORPHAN)


def test_a_word_that_stands_everywhere_is_judged_quickly_and_by_its_context() -> None:
    text = "".join(f"In year {number} the union met in city {number}.\n" for number in range(3000))
    highlight = marked(text, "union", 1500)
    new = "A new line.\n" + text
    answer = place(Text(new), highlight)
    assert new[: answer.start].endswith("In year 1500 the ")
    assert answer.state in (SURE, CHECK)
