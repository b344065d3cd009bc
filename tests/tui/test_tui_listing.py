"""The highlights pane: filtered while one types, and in step with the text that is read."""

from __future__ import annotations

from time import perf_counter

import pytest
from tui_driver import READER, WIDE, Desk, Driven, driving
from tui_passages import UNION, mark, reading

from careader.model import Highlight
from careader.tui.parts.listing import Listing

KOREA = "south-korea-in-tajikistan"
MEMBERS = "three members: Russia, Belarus and Kazakhstan"


@pytest.fixture
def marked(desk: Desk) -> Desk:
    """A library with highlights of two readers in two articles."""
    mark(desk, READER, MEMBERS, color="green", tags=("energy/gas",))
    mark(desk, "bob", "Kyrgyzstan was on its way in", note="when?")
    korea = desk.reading(KOREA)
    desk.notebook(READER).add(KOREA, korea, 0, 60, color="blue", note="ask Seoul")
    return desk


def quotes(reader: Driven) -> list[str]:
    return sorted(each.highlight.quote[:12] for each in reader.main.rows)


async def narrow(reader: Driven, text: str) -> None:
    """Type a filter and keep it."""
    await reader.press("4", "f", "ctrl+u")
    await reader.type(text)
    await reader.press("enter")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 3),
        ("color:green", 1),
        ("color:evid", 1),
        ("-color:green", 2),
        ("tag:energy", 1),
        ("by:bob", 1),
        ("by:ada", 2),
        ("country:KR", 1),
        ("when", 1),
        ("members OR seoul", 2),
        ("by:bob color:green", 0),
        ("has:note", 2),
        ("color:crimson", 0),
    ],
)
async def test_the_library_is_filtered_as_on_the_command_line(
    marked: Desk, text: str, count: int
) -> None:
    async with reading(marked, colors={"green": "evidence"}) as reader:
        await reader.press("4", "w")
        await narrow(reader, text)

        assert len(reader.main.rows) == count
        title = reader.pane("highlights").splitlines()[0].split()
        assert title[-1] == str(count)
        assert title[1] == ("all" if text else "library")
        assert not text or f"only {text}" in reader.main.status.where
        assert reader.main.pane == "highlights"


async def test_the_list_follows_every_letter_and_escape_shows_all(marked: Desk) -> None:
    async with reading(marked) as reader:
        await reader.press("4", "f")
        counts = []
        for letter in "by:bo":
            await reader.type(letter)
            counts.append(len(reader.main.rows))
        assert (counts[-1], quotes(reader)) == (1, ["Kyrgyzstan w"])
        await reader.press("escape")
        assert len(reader.main.rows) == 2
        assert reader.main.highlight_filter == ""


@pytest.mark.parametrize("key", ["x", "escape"])
async def test_a_filter_is_cleared_with_all_the_others(marked: Desk, key: str) -> None:
    async with reading(marked) as reader:
        await narrow(reader, "by:bob")
        await reader.press(key)

        assert len(reader.main.rows) == 2
        assert "by:bob" not in reader.pane("highlights")


async def test_what_is_not_understood_is_said(marked: Desk) -> None:
    async with reading(marked) as reader:
        await narrow(reader, "color:crimson")

        assert reader.status.startswith("No colour is called or means “crimson”")


async def test_a_filter_outlives_a_change_of_article_and_of_highlights(marked: Desk) -> None:
    async with reading(marked) as reader:
        await narrow(reader, "by:ada")
        await reader.press("c")
        await reader.type("pink")
        await reader.press("enter")
        assert quotes(reader) == ["three member"]
        await reader.press("d")
        assert quotes(reader) == []
        await reader.press("u", "]", "[")
        assert quotes(reader) == ["three member"]


# --- in step with the text


@pytest.fixture
def long(bare_desk: Desk) -> Desk:
    """An article of a hundred paragraphs, every fifth of them highlighted."""
    paragraphs = [f"Paragraph {number} says its number." for number in range(100)]
    bare_desk.write("long.md", "---\nid: long\n---\n# Long\n\n" + "\n\n".join(paragraphs))
    text = bare_desk.reading("long")
    notebook = bare_desk.notebook(READER)
    for number in range(0, 100, 5):
        start = text.text.index(paragraphs[number])
        notebook.add("long", text, start, start + len(paragraphs[number]))
    return bare_desk


def listed(reader: Driven) -> int:
    """Return the number of the paragraph whose highlight the pane's cursor is on."""
    current = reader.main.highlights.current
    assert current is not None
    return int(current.highlight.quote.split()[1])


async def test_the_list_keeps_in_step_with_the_reading_position(long: Desk) -> None:
    async with driving(long.workspace(), WIDE) as reader:
        await reader.press("enter")
        for key in ("space", "space", "j", "b", "G", "g", "space"):
            await reader.press(key)
            start, end = reader.main.reader.on_screen
            seen = [p.highlight for p in reader.main.opened.placed if start <= p.start < end]
            if seen:
                assert listed(reader) == int(seen[0].quote.split()[1])
        assert listed(reader) > 0


async def test_the_cursor_of_the_pane_is_left_alone_while_it_has_the_keyboard(long: Desk) -> None:
    async with driving(long.workspace(), WIDE) as reader:
        await reader.press("enter", "space", "4", "G")

        assert listed(reader) == 95


async def test_nothing_is_painted_where_the_highlight_stays_the_same(
    long: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(long.workspace(), WIDE) as reader:
        await reader.press("enter", "space", "space")
        painted: list[object] = []
        pane = reader.main.highlights
        monkeypatch.setattr(pane, "refresh", lambda *regions, **_: painted.append(regions))
        before = listed(reader)
        await reader.press("j")

        assert listed(reader) == before
        assert painted == []


async def test_ten_thousand_highlights_are_followed_and_filtered(
    long: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = long.reading("long")
    many = tuple(
        Highlight(
            id=f"{number:026}",
            article="long",
            quote=text.text[start : start + 30],
            start=start,
            end=start + 30,
            text_hash=text.digest,
            note=f"note {number % 100}",
            color=("yellow", "green")[number % 2],
            reader=READER,
        )
        for number in range(10_000)
        for start in [number % (len(text.text) - 30)]
    )
    async with driving(long.workspace(), WIDE) as reader:
        store = reader.main.workspace.notebook.store
        monkeypatch.setattr(type(store), "highlights", lambda self: many)
        await reader.press("4", "w")
        assert reader.main.highlights.row_count == 10_000
        taken = []
        for key in ("G", "k", "g", "g", "j"):
            began = perf_counter()
            reader.main.take_key(key)
            taken.append(perf_counter() - began)
        assert min(taken) < 0.1  # in steps of a list, not of ten thousand rows
        await narrow(reader, "note:77")
        assert reader.main.highlights.row_count == 100
        assert UNION not in reader.text


def test_a_late_answer_is_dropped(desk: Desk) -> None:
    class Nobody:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(f"{name} was touched")

    listing = Listing(Nobody())  # type: ignore[arg-type]
    listing._asked = 2
    listing.finished(1, (), "")
