"""Blocks and runs rendered as Markdown read back as exactly the text they hold."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from careader.importing.formats import render, trees
from careader.importing.formats.blocks import (
    CODE,
    EMPHASIS,
    LOWERED,
    RAISED,
    STRIKE,
    STRONG,
    Block,
    Kind,
    Run,
    blocks_of,
)
from careader.importing.formats.inline import inline
from careader.importing.formats.links import Links
from careader.text.reading import BlockKind, SpanKind, build

WORDS = st.text(
    st.sampled_from("abcdyz 129 *_`~[](){}<>#+-.!|\\&;:=^\"'/ “”—…дқع\n"), min_size=1, max_size=12
)
STYLES = st.sampled_from([0, 0, 0, STRONG, EMPHASIS, STRONG | EMPHASIS, STRIKE, CODE])
LINKS = st.sampled_from(["", "", "", "https://steppe.example/a"])
RUNS = st.lists(
    st.builds(Run, WORDS.filter(lambda text: text != "\n"), STYLES, LINKS, st.just(""))
    | st.just(Run("\n")),
    min_size=1,
    max_size=6,
)


def shown(runs: list[Run]) -> str:
    """Return what a browser would show of runs: white space folded, breaks as line ends."""
    text = "".join("\x00" if run.text == "\n" else run.text for run in runs)
    lines = [re.sub(r"[ \t\n]+", " ", line).strip() for line in text.split("\x00")]
    return "\n".join(line for line in lines if line).strip()


def displayed(markdown: str) -> str:
    """Return a one-paragraph Markdown text as the reader displays it."""
    return build(markdown).text


@given(RUNS)
@settings(max_examples=300)
def test_a_paragraph_reads_back_as_its_text(runs: list[Run]) -> None:
    assert displayed(inline(runs)) == shown(runs)


@given(RUNS)
def test_a_heading_reads_back_as_its_text(runs: list[Run]) -> None:
    expected = " ".join(shown(runs).split("\n"))

    assert displayed(render.markdown([Block(Kind.HEADING, runs, level=2)])) == expected


@given(st.lists(RUNS, min_size=1, max_size=4), st.booleans())
def test_a_list_reads_back_item_for_item(items: list[list[Run]], numbered: bool) -> None:
    blocks = [Block(Kind.ITEM, blocks=[Block(Kind.PARAGRAPH, runs)]) for runs in items]
    markdown = render.markdown([Block(Kind.LIST, blocks=blocks, level=2 * numbered)])

    assert build(markdown).text == "\n".join(text for runs in items if (text := shown(runs)))


@given(st.lists(RUNS, min_size=4, max_size=4))
def test_a_table_reads_back_cell_for_cell(cells: list[list[Run]]) -> None:
    rows = [
        Block(Kind.ROW, blocks=[cell_of(each) for each in pair]) for pair in (cells[:2], cells[2:])
    ]
    texts = [" ".join(shown(each).split("\n")) for each in cells]
    markdown = render.markdown([Block(Kind.TABLE, blocks=rows)])

    assert build(markdown).text == f"{texts[0]}\t{texts[1]}\n{texts[2]}\t{texts[3]}"


def cell_of(runs: list[Run]) -> Block:
    return Block(Kind.CELL, blocks=[Block(Kind.PARAGRAPH, runs)], level=1)


@given(st.lists(RUNS, min_size=1, max_size=3), st.lists(RUNS, min_size=1, max_size=2))
def test_notes_read_back_as_notes(body: list[list[Run]], note: list[list[Run]]) -> None:
    if not any(map(shown, note)):
        return
    blocks = [Block(Kind.PARAGRAPH, [*runs, Run("", note="7")]) for runs in body]
    markdown = render.markdown(blocks, {"7": [Block(Kind.PARAGRAPH, runs) for runs in note]})
    reading = build(markdown)

    notes = [reading.text[block.start : block.end] for block in reading.blocks if block.note]
    assert notes == [text for runs in note if (text := shown(runs))]
    assert len(reading.references("1")) == len(body)


def markdown_of(source: str) -> str:
    return render.markdown(
        blocks_of(trees.html(source).find("body"), Links("https://a.example/b/"))
    )


def test_emphasis_and_links_are_spans() -> None:
    markdown = markdown_of(
        "<p>One <b>two</b>, <i>three</i> <a href='c'>four</a> <del>five</del></p>"
    )

    assert markdown == "One **two**, *three* [four](https://a.example/b/c) ~~five~~\n"
    kinds = [span.kind for span in build(markdown).spans]
    assert kinds == [SpanKind.STRONG, SpanKind.EMPHASIS, SpanKind.LINK, SpanKind.STRIKE]


def test_emphasis_that_markdown_could_not_close_is_given_up_for_the_text() -> None:
    assert markdown_of("<p>un<i>“believ”</i>able</p>") == "un“believ”able\n"


def test_lists_keep_their_numbers_and_their_nesting() -> None:
    markdown = markdown_of("<ol start=3><li>a<ul><li>b</li></ul></li><li>c</li></ol>")

    assert markdown == "3. a\n   - b\n4. c\n"


def test_two_lists_in_a_row_stay_two() -> None:
    markdown = markdown_of("<ul><li>a</li></ul><ul><li>b</li></ul>")

    assert markdown == "- a\n\n* b\n"


def test_a_table_is_kept_and_a_layout_is_not() -> None:
    data = markdown_of("<table><tr><th>Year<th>Trade<tr><td>2019<td colspan=2>13.6 | more</table>")
    layout = markdown_of(f"<table><tr><td>Menu<td><h1>Title</h1><p>{'Text. ' * 200}</table>")

    assert data.splitlines()[0] == "| Year | Trade |  |"
    assert "13.6 \\| more" in data
    assert layout.startswith("Menu\n\n# Title\n\nText.")


def test_line_breaks_in_pairs_are_paragraphs() -> None:
    assert markdown_of("<div>one<br>two<br><br>three</div>") == "one\\\ntwo\n\nthree\n"


def test_preformatted_prose_is_paragraphs_and_a_listing_is_code() -> None:
    prose = "The treaty was signed in the spring of that year\nand held for long.\n\n" * 4
    assert "```" not in markdown_of(f"<pre>{prose}</pre>")
    assert markdown_of("<pre>a = 1\n  b = 2</pre>") == "```\na = 1\n  b = 2\n```\n"


def test_raised_digits_are_characters_of_their_own() -> None:
    assert markdown_of("<p>5 km<sup>2</sup>, H<sub>2</sub>O, the 19<sup>th</sup></p>") == (
        "5 km², H₂O, the 19th\n"
    )
    assert RAISED != LOWERED


def test_what_a_page_hides_or_runs_is_not_text() -> None:
    hidden = "<p hidden>a</p><p style='display: none'>b</p><script>c</script><style>d</style>"

    assert markdown_of(f"<p>seen</p>{hidden}<template>e</template>") == "seen\n"


def test_links_lead_to_addresses_of_the_web_and_mail_only() -> None:
    links = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "#top",
        "//b.example/",
    ]
    markdown = markdown_of("".join(f"<p><a href='{link}'>text</a></p>" for link in links))

    assert markdown == "text\n\ntext\n\ntext\n\ntext\n\n[text](https://b.example/)\n"


def test_a_relative_link_of_a_page_that_does_not_say_where_it_is_becomes_text() -> None:
    body = trees.html("<p><a href='/a'>text</a> <a href='mailto:a@b.example'>mail</a></p>").find(
        "body"
    )

    assert render.markdown(blocks_of(body, Links(""))) == "text [mail](mailto:a@b.example)\n"


def test_headings_become_headings_of_their_level() -> None:
    reading = build(markdown_of("<h1>A</h1><h3>B <br> C</h3><p>d</p>"))

    found = [(block.kind, block.level) for block in reading.blocks]
    assert found == [(BlockKind.HEADING, 1), (BlockKind.HEADING, 3), (BlockKind.PARAGRAPH, 0)]
