"""What becomes of Markdown: the text, its blocks and spans, whatever is thrown at it."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import LONG, SHORT, markdown, prose

from careader.text import markdown as reader
from careader.text.clean import FORBIDDEN, clean
from careader.text.reading import Block, BlockKind, ReadingText, build

SOURCES = st.one_of(markdown, prose, st.text())
_ENTITIES = ["&#27;", "&#x9b;", "&#8238;", "&shy;", "&#10;", "&Tab;", "<b>&#27;[", "``` &#27;\n"]
_ADDRESSES = ["<http://a/%1b%5d>", "[x](http://a/%1b)", "<div>&#27;&#8238;</div>\n", "\x1b]0;"]
HOSTILE = st.lists(st.sampled_from([*_ENTITIES, *_ADDRESSES, "\n\n", "^[", "]"])).map("".join)


def kinds(reading: ReadingText) -> list[BlockKind]:
    return [block.kind for block in reading.blocks]


def texts(reading: ReadingText) -> list[str]:
    return [reading.text[block.start : block.end] for block in reading.blocks]


def marked(reading: ReadingText) -> list[tuple[str, str, str]]:
    return [(s.kind.value, reading.text[s.start : s.end], s.target) for s in reading.spans]


# Properties


@SHORT
@given(SOURCES)
def test_blocks_cover_the_text(source: str) -> None:
    reading = build(source)
    assert "\n".join(texts(reading)) == reading.text
    assert reading.blocks[0].start == 0
    for before, after in zip(reading.blocks, reading.blocks[1:], strict=False):
        assert before.end + 1 == after.start


@SHORT
@given(SOURCES)
def test_spans_lie_in_one_block(source: str) -> None:
    reading = build(source)
    for span in reading.spans:
        assert span.start < span.end <= reading.block_at(span.start).end
    assert [s.start for s in reading.spans] == sorted(s.start for s in reading.spans)


@SHORT
@given(SOURCES)
def test_prose_has_single_spaces(source: str) -> None:
    reading = build(source)
    for block, text in zip(reading.blocks, texts(reading), strict=True):
        if block.kind is not BlockKind.CODE:
            assert not re.search(r"  | \n|\n |^[^\S\t]|[^\S\t]$", text)
            assert block.kind is BlockKind.ROW or "\t" not in text


@SHORT
@given(st.one_of(HOSTILE, SOURCES))
def test_no_control_comes_back(source: str) -> None:
    reading = build(source)
    drawn = [reading.text, *(span.target for span in reading.spans)]
    drawn += [part for b in reading.blocks for part in (b.first, b.rest, b.marker, b.info, b.note)]
    assert not any(re.search(f"[{FORBIDDEN}\u00ad]", text) for text in drawn)


@SHORT
@given(SOURCES)
def test_plain_paragraphs_read_as_markdown_it_reads_them(source: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_spans_blank_lines", lambda source: True)
        patch.setattr(reader, "_MARKUP", re.compile(""))
        slow = build(source)
    assert build(source) == slow


@SHORT
@given(SOURCES)
def test_bytes_give_the_reading_back(source: str) -> None:
    reading = build(source)
    again = ReadingText.from_bytes(reading.to_bytes())
    assert again == reading
    assert again.digest == reading.digest


@SHORT
@given(SOURCES, st.data())
def test_offsets_find_their_block(source: str, data: st.DataObject) -> None:
    reading = build(source)
    offset = data.draw(st.integers(0, len(reading.text)))
    block = reading.block_at(offset)
    assert block.start <= offset <= block.end
    assert reading.blocks[reading.block_index(offset)] == block
    crossing = [span for span in reading.spans if span.start < offset + 5 and span.end > offset]
    assert [*reading.spans_in(offset, offset + 5)] == crossing


@SHORT
@given(SOURCES)
def test_prefixes_are_of_one_width(source: str) -> None:
    assert all(len(block.first) == len(block.rest) for block in build(source).blocks)


@pytest.mark.slow
@LONG
@given(st.one_of(SOURCES, HOSTILE))
def test_all_properties_of_reading_at_length(source: str) -> None:
    for check in (
        test_blocks_cover_the_text,
        test_spans_lie_in_one_block,
        test_prose_has_single_spaces,
        test_no_control_comes_back,
        test_plain_paragraphs_read_as_markdown_it_reads_them,
        test_bytes_give_the_reading_back,
        test_prefixes_are_of_one_width,
    ):
        check.hypothesis.inner_test(source)  # type: ignore[attr-defined]


# Blocks


def test_every_kind_of_block() -> None:
    reading = build(
        "# Title\n\nText\n\n- item\n\n  more\n\n> said\n\n```py\ncode\n```\n\n---\n\n"
        "|a|\n|-|\n|b|\n\nx[^1]\n\n[^1]: n"
    )
    assert " ".join(kinds(reading)) == (
        "heading paragraph item paragraph quote code rule row row paragraph footnote"
    )
    assert texts(reading) == [
        "Title",
        "Text",
        "item",
        "more",
        "said",
        "code",
        "",
        "a",
        "b",
        "x[1]",
        "n",
    ]


def test_nesting_is_told_and_drawn() -> None:
    reading = build("> - one\n>\n>   > deep\n> - two")
    one, deep, two = reading.blocks
    assert (one.kind, one.quote, one.depth, one.first, one.rest) == (
        BlockKind.ITEM, 1, 1, "│ • ", "│   ",
    )  # fmt: skip
    assert (deep.kind, deep.quote, deep.depth, deep.first) == (BlockKind.QUOTE, 2, 1, "│   │ ")
    assert two.marker == "•"


def test_numbers_start_where_the_list_starts() -> None:
    assert [block.first for block in build("9. a\n9. b\n9. c").blocks] == [" 9. ", "10. ", "11. "]


def test_an_empty_item_is_an_empty_block() -> None:
    assert [(b.kind.value, b.marker, b.start, b.end) for b in build("- \n- b").blocks] == [
        ("item", "•", 0, 0),
        ("item", "•", 1, 2),
    ]


def test_tightness_follows_the_source() -> None:
    assert [b.tight for b in build("p\n\n- a\n- b\n  - c\n- d").blocks] == [
        False,
        False,
        True,
        True,
        True,
    ]
    assert [b.tight for b in build("- a\n\n- b").blocks] == [False, False]


def test_hard_and_soft_breaks() -> None:
    assert build("one\ntwo  \nthree\\\nfour<br>five").text == "one two\nthree\nfour\nfive"
    assert build("head\nline  \nmore\n===").text == "head line more"


def test_tables_are_rows_of_cells() -> None:
    reading = build("| a | b |\n|:-:|--:|\n| *x*  y | 2 \\| 3 |\n| only |")
    assert texts(reading) == ["a\tb", "x y\t2 | 3", "only\t"]
    assert [(b.level, b.info, b.tight) for b in reading.blocks] == [
        (1, "cr", False),
        (0, "cr", True),
        (0, "cr", True),
    ]
    assert marked(reading) == [("emphasis", "x", "")]


def test_code_keeps_its_white_space_and_its_language() -> None:
    reading = build("```python title\na  b\n\n\tc\n```\n\n    indented\n     more")
    assert texts(reading) == ["a  b\n\n\tc", "indented\n more"]
    assert reading.blocks[0].info == "python"


def test_blank_lines_inside_code_are_kept() -> None:
    assert build("plain\n\n    a\n\n\n\n    b\n\nplain").text == "plain\na\n\n\n\nb\nplain"


def test_no_break_spaces_stay_and_soft_hyphens_go() -> None:
    assert (
        build("10\u00a0km, co\u00adoperate&nbsp;\u2009x &nbsp;").text
        == "10\u00a0km, cooperate\u00a0\u2009x"
    )


def test_an_empty_article_is_an_empty_paragraph() -> None:
    assert build(" \n\n").blocks == (Block(BlockKind.PARAGRAPH, 0, 0),)


# Inline


def test_spans_of_every_kind() -> None:
    assert marked(build("**a *b*** `c  d` ~~e~~ [f](https://g.org)")) == [
        ("strong", "a b", ""),
        ("emphasis", "b", ""),
        ("code", "c d", ""),
        ("strike", "e", ""),
        ("link", "f", "https://g.org"),
    ]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "../a.md", "#top", ""],
)
def test_other_addresses_are_text_only(address: str) -> None:
    reading = build(f"go [there]({address}) now")
    assert reading.text == "go there now"
    assert reading.spans == ()


def test_bare_addresses_are_links() -> None:
    reading = build("See https://a.org/b_(c). Or (http://d.org), <mailto:e@f.org>")
    assert [target for _, _, target in marked(reading)] == [
        "https://a.org/b_(c)",
        "http://d.org",
        "mailto:e@f.org",
    ]


def test_images_give_their_text() -> None:
    assert build("![a *map* of](map.png) the region").text == "a map of the region"


def test_html_gives_its_text_only() -> None:
    source = (
        "<div class='a>b'>one <b>two</b> &lt;i&gt;</div>\n\n<!-- gone -->\n\n"
        '<script>\nalert(1)\n</script>\n\nx <span onclick="y">in</span>line\n\n'
        "<table><tr><td>a</td><td>b</td></tr>\n<tr><td>c</td></tr></table>"
    )
    assert texts(build(source)) == ["one two <i>", "x inline", "a b", "c"]


def test_a_comment_that_never_closes_hides_nothing() -> None:
    assert build("<!-- lost\n\ntext").text == "lost text"


# Footnotes


def test_notes_are_numbered_as_they_are_met_and_come_last() -> None:
    reading = build(
        "[^z]: Z.\n[^a]: A [^deep].\n\none[^a] two[^z] three^[in *line*]\n\n[^deep]: D."
    )
    assert texts(reading) == ["one[1] two[2] three[3]", "A [4].", "Z.", "in line", "D."]
    assert [block.note for block in reading.blocks] == ["", "1", "2", "3", "4"]


def test_a_reference_leads_to_its_note_and_back() -> None:
    reading = build("one[^n] two[^n]\n\n[^n]: First.\n\n    Second.")
    note = reading.note("1")
    assert note is not None
    assert reading.text[note.start : note.end] == "First."
    assert [span.start for span in reading.references("1")] == [3, 10]
    assert [block.note for block in reading.blocks] == ["", "1", "1"]
    assert reading.note("2") is None


def test_a_note_that_nothing_refers_to_is_kept() -> None:
    assert texts(build("text\n\n[^x]: never cited")) == ["text", "never cited"]


def test_a_reference_without_a_note_is_text() -> None:
    reading = build("text[^nowhere]")
    assert reading.text == "text[^nowhere]"
    assert reading.spans == ()


# Headings


def test_outline_and_paths() -> None:
    reading = build("intro\n\n# A\n\na\n\n### B\n\nb\n\n## C\n\nc\n\n# D")
    assert [(h.level, h.text) for h in reading.outline] == [(1, "A"), (3, "B"), (2, "C"), (1, "D")]
    at = {text: reading.headings_at(reading.text.index(text)) for text in ("intro", "b", "c", "D")}
    assert at == {"intro": (), "b": ("A", "B"), "c": ("A", "C"), "D": ("D",)}


# The cache


@pytest.mark.parametrize("spoil", [b"", b"{}", b"[1]\ntext", b'{"format":"other"}\n', b"\xff\xfe"])
def test_spoilt_bytes_are_refused(spoil: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        ReadingText.from_bytes(spoil)


def test_bytes_cut_short_are_refused() -> None:
    data = build("# A\n\ntext").to_bytes()
    for end in range(len(data)):
        with pytest.raises(ValueError, match=r"."):
            ReadingText.from_bytes(data[:end])


# Hostile input


PATHOLOGICAL = [
    *(
        mark * 10_000
        for mark in ("[", "![", "^[", "[^a", "*a ", "<a ", "<!--", "&#", "[a](", "1. ")
    ),
    *(mark * 10_000 + "x" for mark in (">", "> ", "- ", "\\")),
    "[" * 10_000 + "]" * 10_000,
    "[^a]: b\n\n" + "[^a" * 10_000,
    "`" * 5_000 + " ``" * 5_000,
    "|a" * 2_000 + "\n" + "|-" * 2_000 + "\n" + "|b\n" * 2_000,
]


@pytest.mark.parametrize(
    "source", PATHOLOGICAL, ids=lambda source: source[:8].encode("unicode_escape").decode()
)
def test_pathological_markdown_is_read_in_time(source: str) -> None:
    started = time.process_time()
    build(source)
    assert time.process_time() - started < 5  # quadratic ones take a minute


def test_text_quoted_too_deep_is_still_read() -> None:
    assert build(">" * 500 + " deep").text == "deep"


@given(st.text())
def test_cleaning_first_changes_nothing(source: str) -> None:
    assert build(clean(source)) == build(source)
