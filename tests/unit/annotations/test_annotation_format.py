from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from careader.annotations import format
from careader.annotations.header import HeaderError
from careader.model import Highlight

TEXT = st.text(st.characters(codec="utf-8"))
NASTY = st.text(st.sampled_from("-\n\r \t:#\"'\\\u2028\u2029\x00\x1b\x85\ufeffaя🙂{}[]|>&*!%<="))
ANY_TEXT = TEXT | NASTY
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
OWN_KEYS = set(format._KNOWN)

HIGHLIGHTS = st.builds(
    Highlight,
    id=st.just("01A"),
    article=TEXT,
    quote=ANY_TEXT,
    prefix=ANY_TEXT,
    suffix=ANY_TEXT,
    start=st.integers(),
    end=st.integers(),
    heading=st.lists(ANY_TEXT).map(tuple),
    text_hash=TEXT,
    canon=st.integers(),
    color=TEXT,
    tags=st.lists(ANY_TEXT).map(tuple),
    note=ANY_TEXT,
    created=TEXT,
    updated=TEXT,
    deleted=TEXT,
    reader=st.just("amina"),
    extra=st.dictionaries(ANY_TEXT.filter(lambda key: key not in OWN_KEYS), JSON, max_size=3),
)


def parse(data: bytes) -> Highlight:
    return format.parse(data, "01A", "amina", "customs-union").highlight


def plain(note: str = "", **fields: Any) -> Highlight:
    return Highlight(id="01A", article="a", quote="q", note=note, reader="amina", **fields)


@given(HIGHLIGHTS)
@example(plain("---\n"))
@example(plain("\n---\nquote: x\n---\n\n"))
@example(plain("\r\n\r"))
@example(plain("\u2028a\x00\x1b[2J"))
@example(plain("<<<<<<< ours\n=======\n>>>>>>> theirs\n"))
def test_every_highlight_comes_back_as_it_was_written(highlight: Highlight) -> None:
    reading = format.parse(format.dump(highlight), "01A", "amina", "customs-union")
    assert reading.highlight == highlight
    assert not reading.doubt
    assert not reading.lossy


@given(HIGHLIGHTS)
def test_the_header_is_yaml_that_says_the_same(highlight: Highlight) -> None:
    header = format.dump(highlight).split(b"\n---\n")[0].removeprefix(b"---\n")
    values = yaml.safe_load(header)
    assert values["quote"] == highlight.quote
    assert values["prefix"] == highlight.prefix
    assert tuple(values["tags"]) == highlight.tags
    assert values["start"] == highlight.start


@given(HIGHLIGHTS)
def test_no_header_can_control_a_terminal(highlight: Highlight) -> None:
    header = format.dump(highlight).split(b"\n---\n")[0].decode()
    assert not set(header) & set("\x1b\x9b\x00\x7f\u202e\u2066\u2028\ufeff")


@given(st.text(st.characters(codec=None), max_size=20))
def test_half_characters_are_replaced_and_never_raise(note: str) -> None:
    kept = parse(format.dump(plain(note, tags=(note,)))).note
    assert kept == "".join("\ufffd" if 0xD800 <= ord(c) < 0xE000 else c for c in note)


def test_a_file_cut_at_any_byte_is_reported_or_whole() -> None:
    whole = plain("A first line, до конца.\n\nA third one 🙂.", tags=("trade", "торговля"))
    data = format.dump(whole)
    for cut in range(len(data)):
        try:
            reading = format.parse(data[:cut], "01A", "amina", "customs-union")
        except HeaderError:
            continue
        assert reading.doubt or reading.highlight == whole, cut


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((b'color: "yellow"', b"color: green"), {"color": "green"}),
        ((b"tags: []", b"tags: [trade, gas]"), {"tags": ("trade", "gas")}),
        ((b"tags: []", b"tags:\n  - trade\n  - gas"), {"tags": ("trade", "gas")}),
        ((b"tags: []", b"tags:\n- trade\n- gas"), {"tags": ("trade", "gas")}),
        ((b'quote: "q"', b"quote: >-\n  a folded\n  quote"), {"quote": "a folded quote"}),
        ((b'quote: "q"', b"# by hand\nquote: 'it''s'"), {"quote": "it's"}),
        ((b"tags: []", b"tags: NO"), {"tags": ("NO",)}),
        ((b"start: 0", b"start:   12"), {"start": 12}),
        ((b"tags: []\n", b"tags: []\n\n"), {"tags": ()}),
        ((b"canon: 1\n", b"mine: yes\ncanon: 1\n"), {"canon": 1}),
    ],
)
def test_a_header_edited_by_hand_is_read_as_yaml(
    edit: tuple[bytes, bytes], expected: dict[str, object]
) -> None:
    data = format.dump(plain("the note"))
    assert edit[0] in data
    read = parse(data.replace(*edit))
    assert {key: getattr(read, key) for key in expected} == expected
    assert read.note == "the note"


def test_a_file_that_an_editor_on_windows_rewrote_is_read() -> None:
    data = b"\xef\xbb\xbf" + format.dump(plain("two\nlines")).replace(b"\n", b"\r\n")
    assert parse(data) == plain("two\nlines")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"no front matter at all",
        b'---\nquote: "a"\nwithout end',
        b"---\nquote: {a: 1}\n---\n",
        b"---\nstart: many\nquote: a\n---\n",
        b"---\ntags: {a: 1}\nquote: a\n---\n",
        b"---\ntitle: something else\n---\ntext",
        b"---\n\xff\xfe: 1\n---\n",
        b"---\n- a\n- b\n---\n",
        b"---\nquote: *alias\n---\n",
        b"---\nquote: " + b"[" * 100_000 + b"\n---\n",
    ],
)
def test_a_damaged_file_is_refused_in_a_few_words(data: bytes) -> None:
    with pytest.raises(HeaderError) as refused:
        parse(data)
    assert str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_note_that_is_not_utf8_is_shown_and_said_to_be_lossy() -> None:
    reading = format.parse(format.dump(plain("abc")).replace(b"abc", b"a\xffc"), "01A", "x", "y")
    assert reading.highlight.note == "a\ufffdc"
    assert reading.lossy
    assert reading.doubt


def test_a_file_of_another_folder_keeps_its_article_and_belongs_to_the_folder() -> None:
    data = format.dump(plain(article_note := "x"))
    read = format.parse(data, "01A", "boris", "elsewhere").highlight
    assert (read.article, read.reader, read.note) == ("a", "boris", article_note)


def test_a_name_that_is_no_folder_name_comes_back_only_from_its_own_folder() -> None:
    from careader.annotations.names import folder_name

    data = format.dump(Highlight(id="01A", article="a", quote="q", reader="Анна К."))
    own = folder_name("Анна К.")
    assert format.parse(data, "01A", own, "a").highlight.reader == "Анна К."
    assert format.parse(data, "01A", "boris", "a").highlight.reader == "boris"


def test_a_quote_larger_than_a_header_may_be_by_hand_is_read() -> None:
    long = plain().quote * 60_000
    data = format.dump(Highlight(id="01A", article="a", quote=long)).replace(
        b'color: "yellow"', b"color: green"
    )
    assert parse(data).quote == long
