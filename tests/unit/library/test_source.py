"""A file's bytes: decoded, cut, and described alike from its head and as a whole."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.library.source import HEAD, decode, describe, file_title, head_of


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_texts_in_utf_8_and_utf_16_are_read(codec: str) -> None:
    text = "---\ntitle: Қазақстан 😀\n---\nТекст\n"
    assert decode(text.encode(codec)) == (text, None)
    assert describe(text.encode(codec), "articles/a.md")["title"] == "Қазақстан 😀"


def test_other_bytes_are_replaced_with_a_doubt() -> None:
    text, doubt = decode("Привет".encode("cp1251") + b" ok")
    assert text == "�" * 6 + " ok"
    assert doubt == "not UTF-8: what could not be read stands as �"
    record = describe(b"---\ntitle: caf\xe9\n---\n", "articles/a.md")
    assert record["title"] == "caf�"
    assert record["doubts"] == {"encoding": doubt}


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_head_that_ends_inside_a_character_is_no_doubt(codec: str) -> None:
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(codec, b"")
    for shift in range(4):
        data = mark + ("a" * shift + "😀" * HEAD).encode(codec)
        assert "doubts" not in describe(head_of(data), "articles/a.md")


def test_a_header_of_16_kilobytes_lies_in_the_head_in_any_encoding() -> None:
    header = "title: T\nabstract: " + "ж" * 8000 + "\n"
    for codec in ("utf-8-sig", "utf-16"):
        data = f"---\n{header}---\n# Heading\n".encode(codec)
        assert describe(head_of(data), "articles/a.md")["title"] == "T"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: From the header\n---\n# Heading\n", "From the header"),
        ("---\nlang: en\n---\n# Heading\n", "Heading"),
        ("---\ntitle: ''\n---\nUnder\n=====\n", "Under"),
        ("# Heading\n", "Heading"),
        ("No heading.\n", "customs-union"),
        ("", "customs-union"),
        ("x" * HEAD + "\n# Too far down\n", "customs-union"),
    ],
)
def test_the_title_comes_from_header_heading_or_name(text: str, title: str) -> None:
    assert describe(head_of(text.encode()), "articles/customs-union.md")["title"] == title


def test_a_heading_cut_by_the_heads_end_is_not_taken_in_part() -> None:
    text = "x" * (HEAD - 10) + "\n\n# A long heading\n"
    assert describe(head_of(text.encode()), "articles/a.md")["title"] == "a"


@pytest.mark.parametrize("path", ["articles/.md", "articles/ .md", "articles/b.markdown"])
def test_a_file_always_makes_a_title(path: str) -> None:
    assert file_title(path)


@pytest.mark.parametrize("header", ["title: one: two", "- a", "a: &x 1", "title: 'open", "a: !x 1"])
def test_a_broken_header_makes_an_article_with_a_doubt(header: str) -> None:
    record = describe(f"---\n{header}\n---\n# The heading\n\nText.\n".encode(), "articles/a.md")
    assert record["title"] == "The heading"
    assert set(record["doubts"]) == {"front matter"}


@given(st.binary())
def test_any_bytes_make_an_article(data: bytes) -> None:
    for start in (b"", b"---\n", b"---\ntitle: ", codecs.BOM_UTF16_LE):
        record = describe(start + data, "articles/a.md")
        assert record["title"]
        assert (
            record["title"].isprintable()
            or "\u200c" in record["title"]
            or "\u200d" in record["title"]
        )
