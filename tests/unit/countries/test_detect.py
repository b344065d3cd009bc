"""The detector on any text: offsets, wholeness of words, lines, and what must not stop it."""

from hypothesis import given
from hypothesis import strategies as st

from careader.countries.detect import detect

PLACES = {
    "Tajikistan": "TJ",
    "United States": "US",
    "Dushanbe": "TJ",
    "Россией": "RU",
    "ایران": "IR",
}
filler = st.sampled_from(["and", "—", "said", "(", ")", "…", "12", "é", "\n", "😀", "in", "«", "»"])
words = st.lists(st.one_of(filler, st.sampled_from(sorted(PLACES))), max_size=30)


@given(words)
def test_each_place_is_found_where_it_stands_and_nothing_else(parts):
    text, expected = "", []
    for part in parts:
        if part in PLACES:
            expected.append((len(text), len(text) + len(part), PLACES[part]))
        text += part + " "
    assert list(detect(text).spans) == expected


@given(st.text())
def test_no_text_stops_it_and_spans_lie_in_the_text(text):
    last = 0
    for start, end, code in detect(text).spans:
        assert last <= start < end <= len(text)
        assert code.isupper()
        last = end


def test_a_name_inside_a_word_is_none():
    assert detect("Romania, Omaniac, Malinois, Irani_x, xIran, Chadwick, Cubanelle").counts == {
        "RO": 1
    }


def test_names_are_found_across_line_ends_and_runs_of_spaces():
    text = "the United\nStates, Saudi  Arabia and New\u00a0Zealand"
    assert [text[a:b] for a, b, _ in detect(text).spans] == [
        "United\nStates", "Saudi  Arabia", "New\u00a0Zealand",
    ]  # fmt: skip


def test_organisations_are_counted_apart_from_countries():
    mentions = detect("The SCO and the CSTO met the EU; ШОС молчит, а ОДКБ и СНГ спорят.")
    assert mentions.organisations == {"SCO": 2, "CSTO": 2, "CIS": 1}
    assert mentions.counts == {"EU": 1}


def test_what_a_mention_counts_for_depends_on_what_it_is():
    text = "Kazakhstan, Kazakh, Astana, Tokayev, Almaty, Kazatomprom, ethnic Kazakhs"
    assert detect(text).weights == (1.0, 0.8, 1.0, 0.5, 0.4, 0.3, 0.3)


def test_the_rest_of_the_document_decides_for_korea_and_congo():
    assert detect("Korea").counts == {"KR": 1}
    assert detect("Korea. North Korea, Pyongyang, the DPRK.").counts == {"KP": 4}
    assert detect("Congo").counts == {"CD": 1}
    assert detect("Congo. Brazzaville").counts == {"CG": 2}


def test_the_commonest_comes_first():
    assert list(detect("Iran. Iraq. Iraq. Iraq. Iran. Oman.").counts) == ["IQ", "IR", "OM"]


def test_nothing_is_found_in_nothing():
    assert detect("").spans == ()
    assert detect("").counts == {}
