"""Words, sentences and paragraphs: where a reader expects the caret to stop."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import SHORT, markdown, prose

from careader.text.reading import build
from careader.text.segment import (
    next_paragraph_start,
    next_sentence_start,
    next_word_end,
    next_word_start,
    paragraph_at,
    previous_paragraph_start,
    previous_sentence_start,
    previous_word_start,
    sentence_at,
    sentences,
    word_at,
)

DOCUMENTS = st.one_of(markdown, prose).map(build)


def cut(paragraph: str) -> list[str]:
    reading = build(paragraph)
    found = sentences(reading, 0, len(reading.text))
    return [reading.text[start:end] for start, end in found]


def words(text: str) -> list[str]:
    found, offset = [], -1
    while (offset := next_word_start(text, offset)) < len(text):
        start, end = word_at(text, offset)
        found.append(text[start:end])
    return found


# Sentences. Each case is written with | where one sentence ends and the next begins.

ENGLISH = [
    "He met Mr. Smith in St. Petersburg. | Dr. Jones was late.",
    "The U.S. Senate met. | It left the U.S. | The rest stayed.",
    "J. R. Smith and V. V. Putin spoke. | S. Frederick Starr did not.",
    "Trade rose by 2.5 percent to $1.3 billion. | 14 agreements followed.",
    "On Jan. 12 and Sept. 3 they met. | It ended in Dec. | The snow came.",
    "See No. 5, p. 12, and vol. 3. | He said no. | The rest agreed.",
    "Gas vs. oil, e.g. Gazprom, i.e. Russia. | That is all.",
    "“We will see.” | “Will we?” asked no one. | He left.",
    "He said “No.” | She left (at last). | (They all did.) | Then silence.",
    "The “deal” (sic!) Putin signed did not last. | It ended.",
    "Relations soured.[1] | Trade fell.¹² | Prices rose.”[3] | The end.",
    "The union . . . went on. | “A. The first of many.” | It is so (ibid.). | (Ibid.) | The end.",
    "Leaders disagreed.12 | The union went on.",
    "Well... perhaps. | It ended… | Nobody knew.",
    "Is it over? | No! | It is not.",
    "At 5 p.m. Moscow time it began. | It ended at 6 p.m. | The hall was empty.",
    "Gazprom Inc. Chairman Miller spoke. | Oil, gas, etc. | Nothing else.",
    "1\\. The first point. | It has two parts.",
    "Gen. Petraeus met Sen. Kerry and Gov. Palin. | Prof. Olcott wrote.",
    "The site azattyq.org reported it. | Zakon.kz did too.",
    "“Who are they?” he asked. | Nobody answered.",
    "The Nazarbayev-led Nur Otan won in 2019. | In 2020 it lost.",
    "Kazakhstan et al. (2019) agree. | So do we.",
    "The ‘Elbasi’ left.’ | ‘He had to.’",
]
RUSSIAN = [
    "В 2012 г. Россия и др. страны, т.е. соседи, договорились. | Это помогло.",
    "Он живёт в г. Душанбе на ул. Рудаки. | Там тихо.",
    "Рост составил 5 млн. руб. | В 2013 г. он замедлился. | Так было в 2014 г. | Потом нет.",
    "Завод им. Ленина выпускает 3 тыс. тонн. | Остальное ввозят.",
    "Хлопок, алюминий и т.д. | Всё это вывозят.",
    "В. В. Путин и А.С. Пушкин. | «Кто это?» | «Не знаю!»",
]
PERSIAN = [
    "آیا او آمد؟ | بله. | او رفت.",
    "صادرات ۲.۵ درصد رشد کرد. | واردات کم شد!",
    "یہ اردو ہے۔ | یہ بھی۔",
]
CJK = [
    "中国出口增长。|进口下降！|为什么？",
    "他说：「我们走吧。」|然后走了。",
    "「行こう。」と彼は言った。|それで終わり。",
]


@pytest.mark.parametrize("case", [*ENGLISH, *RUSSIAN, *PERSIAN, *CJK])
def test_sentences_end_where_a_reader_ends_them(case: str) -> None:
    expected = [part.strip() for part in case.split("|")]
    shown = [part.replace("\\", "") for part in expected]
    assert cut((" " if " | " in case else "").join(expected)) == shown


def test_a_sentence_never_crosses_a_block() -> None:
    assert cut(
        "# A title\n\nText without an end\n\n- item. Another\n\n| a b. | C |\n|-|-|\n| d | e |"
    ) == [*("A title", "Text without an end", "item.", "Another", "a b.", "C", "d", "e")]


def test_hard_breaks_part_lines_but_not_running_prose() -> None:
    assert cut("By Sergei Blagov  \n10/17/2012") == ["By Sergei Blagov", "10/17/2012"]
    assert cut("The talks went  \non for hours.") == ["The talks went\non for hours."]


def test_lines_of_code_stand_for_sentences() -> None:
    assert cut("```\nfirst. line\n\n  second\n```") == ["first. line", "second"]


@SHORT
@given(DOCUMENTS, st.data())
def test_sentences_hold_all_text_once(reading, data) -> None:
    found = sentences(reading, 0, len(reading.text))
    before = 0
    for start, end in found:
        assert not reading.text[before:start].strip()
        assert start < end
        assert reading.text[start:end] == reading.text[start:end].strip()
        assert end <= reading.block_at(start).end
        before = end
    assert not reading.text[before:].strip()
    offset = data.draw(st.integers(0, len(reading.text)))
    start, end = sentence_at(reading, offset)
    inside = [pair for pair in found if pair[0] <= offset < pair[1]]
    assert [(start, end)] == inside or not inside
    assert sentences(reading, offset, offset + 1) == inside


@SHORT
@given(DOCUMENTS)
def test_sentence_motions_visit_every_sentence(reading) -> None:
    starts = [start for start, _ in sentences(reading, 0, len(reading.text))]
    assert walked(lambda at: next_sentence_start(reading, at), -1, len(reading.text)) == starts
    back = walked(lambda at: previous_sentence_start(reading, at), len(reading.text) + 1, 0)
    assert back == [start for start in reversed(starts) if start]


def walked(step, offset: int, last: int) -> list[int]:
    """Every stop of a motion before its last."""
    stops = []
    while (offset := step(offset)) != last:
        stops.append(offset)
    return stops


# Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("post-Soviet Russia's oil", "post Soviet Russia's oil"),
        ("o’zbek oʻzbek bog‘ Qur'an", "o’zbek oʻzbek bog Qur'an"),
        ("“Yes,” he said — twice.", "Yes he said twice"),
        ("$1,200.5 at 10:30 in the U.S. too", "1,200.5 at 10:30 in the U.S too"),
        ("e\u0301te\u0301 сою\u0301з", "e\u0301te\u0301 сою\u0301з"),
        ("می\u200cروم به خا\u0646\u0650ه", "می\u200cروم به خا\u0646\u0650ه"),
        ("т.е. нефть", "т.е нефть"),
        ("क्षेत्र में", "क्षेत्र में"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def test_scripts_without_spaces_part_where_they_change() -> None:
    assert words("中国のガス田は") == ["中国", "の", "ガス", "田", "は"]


def test_word_motions_are_those_of_vim() -> None:
    text = "The post-Soviet “order”."
    assert walked(lambda at: next_word_start(text, at), 0, len(text)) == [4, 9, 17]
    assert walked(lambda at: next_word_end(text, at), 0, len(text)) == [2, 7, 14, 21]
    assert walked(lambda at: previous_word_start(text, at), len(text), 0) == [17, 9, 4]
    assert word_at(text, 3) == (3, 3)


def test_a_word_ends_on_its_letter_not_on_its_accent() -> None:
    assert next_word_end("ete\u0301 x", 0) == 2


def test_words_far_back_are_found() -> None:
    text = "word" + " " * 5_000 + "x"
    assert previous_word_start(text, len(text) - 1) == 0
    assert previous_word_start("x" * 5_000, 5_000) == 0


@given(st.one_of(prose, st.text()), st.data())
def test_word_motions_agree_with_each_other(text: str, data: st.DataObject) -> None:
    starts = walked(lambda at: next_word_start(text, at), -1, len(text))
    offset = data.draw(st.integers(0, len(text)))
    assert previous_word_start(text, offset) == max([s for s in starts if s < offset], default=0)
    assert next_word_start(text, offset) == min(
        [s for s in starts if s > offset], default=len(text)
    )
    for start in starts:
        assert word_at(text, start)[0] == start
        assert not any(character.isspace() for character in text[slice(*word_at(text, start))])


# Paragraphs


def test_paragraph_motions_pass_over_rules() -> None:
    reading = build("one\n\n---\n\ntwo\n\nthree")
    assert reading.text == "one\n\ntwo\nthree"
    assert [next_paragraph_start(reading, at) for at in (0, 5, 9)] == [5, 9, 14]
    assert [previous_paragraph_start(reading, at) for at in (13, 9, 5, 0)] == [9, 5, 0, 0]
    assert paragraph_at(reading, 6) == (5, 8)
