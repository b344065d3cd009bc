"""Front matter: where it begins and ends, what it gives, and that nothing in it does harm."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from careader.library.frontmatter import MAX_HEADER, parse, parts, split

# Splitting


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("fence", ["---", "...", "---  "])
def test_header_and_body_are_split_whatever_the_line_ends(mark: str, end: str, fence: str) -> None:
    raw = mark + end.join(["---", "title: A", "lang: en", fence, "Body", "more", ""])
    assert split(raw) == ("title: A\nlang: en\n", "Body\nmore\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Just text.\n",
        "Text\n\n---\n\ntitle: no header\n\n---\n",
        "\n---\ntitle: not on the first line\n---\n",
        " ---\ntitle: indented\n---\n",
        "---\n\nA paragraph between two rules.\n\n---\n\nAnother.\n",
        "----\ntitle: four\n----\n",
    ],
)
def test_a_rule_in_a_text_without_header_is_no_header(text: str) -> None:
    assert parts(text) == (None, text, None)


def test_a_header_may_be_empty_and_may_end_the_file() -> None:
    assert split("---\n---\nBody") == ("", "Body")
    assert split("---\ntitle: A\n---") == ("title: A\n", "")


def test_a_comment_or_a_blank_line_may_come_first() -> None:
    assert split("---\n# who wrote this\n\ntitle: A\n---\n") == (
        "# who wrote this\n\ntitle: A\n",
        "",
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: never closed\n\nAll of this is text.\n",
        "---\ntitle: A\nabstract: " + "x" * MAX_HEADER + "\n---\nBody\n",
        "---\ntitle: A\nabstract: " + "ж" * (MAX_HEADER // 2) + "\n---\nBody\n",
        "---\njust a sentence\n---\nBody\n",
    ],
)
def test_what_cannot_be_a_header_stays_in_the_text_with_a_doubt(text: str) -> None:
    header, body, doubt = parts(text)
    assert header is None
    assert body == text
    assert doubt


def test_a_header_of_16_kilobytes_is_read() -> None:
    header = "abstract: " + "x" * (MAX_HEADER - 11) + "\n"
    assert split(f"---\n{header}---\nBody") == (header, "Body")
    assert parse(header)[0]["abstract"] == "x" * (MAX_HEADER - 11)


@given(st.text())
def test_splitting_loses_no_text(raw: str) -> None:
    header, body = split(raw)
    seen = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert seen.endswith(body)
    assert header is not None or body == seen


# Reading


def test_everything_is_text() -> None:
    header = (
        "countries: [NO, on, y]\ndate: 2012-10\nday: 2012-10-17\nn: 0123\nversion: 1.10\n"
        "time: 12:30\nhex: 0x1F\nbig: 1e3\nyes: true\n"
    )
    assert parse(header) == (
        {
            "countries": ["NO", "on", "y"],
            "date": "2012-10",
            "day": "2012-10-17",
            "n": "0123",
            "version": "1.10",
            "time": "12:30",
            "hex": "0x1F",
            "big": "1e3",
            "yes": "true",
        },
        None,
    )


def test_null_is_empty_unless_it_is_quoted() -> None:
    assert parse("a:\nb: ~\nc: null\nd: 'null'\ne: ''\nf: [~]\n") == (
        {"a": "", "b": "", "c": "", "d": "null", "e": "", "f": [""]},
        None,
    )


@pytest.mark.parametrize("header", ["", "\n", "# only a comment\n"])
def test_an_empty_header_is_no_fault(header: str) -> None:
    assert parse(header) == ({}, None)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("a: &x 1\nb: 2\n", "line 2: anchors and aliases"),
        ("a: &x [1]\nb: *x\n", "anchors and aliases"),
        ("a: {<<: *x}\n", "anchors and aliases"),
        ("a: !!str 1\n", "tags are not taken"),
        ("a: !custom {b: c}\n", "tags are not taken"),
        ('!!python/object/apply:os.system ["id"]\n', "tags are not taken"),
        ("a: [[[[[[[[1]]]]]]]]\n", "nested deeper than 8"),
        ("- a\n- b\n", "not keys and values"),
        ("? [a, b]\n: c\n", "a key must be text"),
        ("a: 1\n--- {b: 2}\n", "more than one"),
        ("a: 'never closed\n", "line "),
        ("title: one: two\n", "line 2: mapping values are not allowed"),
        ("a:\n\t- tab\n", "line "),
        ("x: " + "y" * MAX_HEADER, "16 KB"),
        ("a: \ud800\n", ""),
    ],
)
def test_what_is_refused_gives_no_keys_and_one_line(header: str, said: str) -> None:
    keys, doubt = parse(header)
    assert keys == {}
    assert doubt is not None
    assert said in doubt
    assert "\n" not in doubt
    assert len(doubt) <= 200


def test_eight_levels_are_taken() -> None:
    assert parse("a: [[[[[[[1]]]]]]]\n") == ({"a": [[[[[[["1"]]]]]]]}, None)


def test_a_key_that_stands_twice_is_doubtful_and_the_last_counts() -> None:
    keys, doubt = parse("title: A\nlang: en\ntitle: B\n")
    assert keys == {"title": "B", "lang": "en"}
    assert doubt == "“title” stands twice: the last one counts"


def test_control_characters_do_not_break_a_header() -> None:
    assert parse("title: a\x1b[31mb\x07\nlang: en\n") == ({"title": "ab", "lang": "en"}, None)


# No text does harm

YAML_PIECES = st.sampled_from(
    [
        "a: ",
        "b:",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "\n",
        "\n  ",
        "&x ",
        "*x",
        "!t ",
        "? ",
        ": ",
        "<<: ",
        "'",
        '"',
        "|\n ",
        ">-\n ",
        "# c\n",
        "%YAML 1.1\n",
        "---\n",
        "...\n",
        "~",
        "\\x1b",
        "\t",
        "é",
        "\x00",
    ]
)


@given(st.one_of(st.text(st.characters()), st.lists(YAML_PIECES).map("".join)))
def test_no_header_raises(header: str) -> None:
    keys, doubt = parse(header)
    assert isinstance(keys, dict)
    assert doubt is None or (doubt and doubt.isprintable())


@pytest.mark.parametrize("reader", ["libyaml", "python"])
@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "{",
        "- ",
        "? ",
        "a: ",
        "{a: ",
        "[a, ",
        "&a ",
        "*a ",
        "!a ",
        "'",
        '"',
        "\\",
        "#",
        " ",
        "\t",
        "\n",
        "-",
        ":",
        ",",
        "|\n",
        "a\n",
        "a: b\n",
        "- a\n",
        "[]\n",
        "\x00",
        "\x85",
        "\u2028",
        "ü",
        "%",
    ],
)
def test_no_header_takes_long(piece: str, reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if reader == "python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    header = (piece * MAX_HEADER).encode()[:MAX_HEADER].decode(errors="ignore")
    start = time.process_time()
    parse(header)
    parts(f"---\n{header}\n---\n")
    assert time.process_time() - start < (0.25 if reader == "libyaml" else 5)


@given(st.lists(YAML_PIECES).map("".join))
def test_both_yaml_parsers_give_the_same_keys(header: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        keys, _ = parse(header)
        patch.delattr(yaml, "CSafeLoader", raising=False)
        pure, _ = parse(header)
    assert keys == pure or not keys or not pure


def test_ten_thousand_headers_are_read_in_a_second() -> None:
    header = (
        "id: russia-struggles\ntitle: 'Russia struggles: a union'\nauthor: [Sergei Blagov]\n"
        "date: '2012-10-17'\npublication: Asia Times Online\nlang: en\ncountries: [RU, TJ]\n"
        "tags: [trade]\nsource: {name: 01.txt, sha256: 64fd264a53e85d82}\n"
    )
    if not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML was built without libyaml here")
    start = time.process_time()
    for _ in range(1000):
        parse(header)
    assert time.process_time() - start < 0.1
