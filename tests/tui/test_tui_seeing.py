"""What lies over the text, seen at once: whose highlight, which colour, hits; and the legend."""

from __future__ import annotations

import pytest
from tui_driver import MEDIUM, Desk, Driven, driving
from tui_passages import TITLE, UNION, mark, reading

MEMBERS = "three members: Russia, Belarus and Kazakhstan"
ON_ITS_WAY = "Kyrgyzstan was on its way in"


@pytest.fixture
def two(desk: Desk) -> Desk:
    """A desk with a highlight of one's own and one of a colleague in the same article."""
    mark(desk, desk.config.reader, MEMBERS, color="green")
    mark(desk, "bob", ON_ITS_WAY, color="blue")
    return desk


def margin_of(reader: Driven, text: str) -> str:
    """Return what stands left of the line that holds a text, in the reading pane."""
    region = reader.panes["reading"].content_region
    _, row = reader.where(text, "reading")
    return reader.lines()[row][region.x : region.x + reader.main.reader._margin].strip()


async def test_a_colleagues_highlight_is_underlined_and_ones_own_is_a_background(two: Desk) -> None:
    async with reading(two) as reader:
        own = reader.style_of("three members", "reading")
        theirs = reader.style_of("Kyrgyzstan was", "reading")

        assert own.bgcolor == reader.palette["mark-green"].bgcolor
        assert not own.underline
        assert theirs.underline
        assert theirs.color == reader.palette["theirs-blue"].color
        assert theirs.bgcolor == reader.palette["base"].bgcolor
        assert not margin_of(reader, "three members")


async def test_a_hit_is_seen_in_a_highlight_and_the_highlight_around_it(two: Desk) -> None:
    async with reading(two) as reader:
        await reader.press("/")
        await reader.type("belarus")
        await reader.press("enter")
        hit = reader.style_of("Belarus", "reading")
        around = reader.style_of("three members", "reading")
        mark_ = reader.palette["mark-green"]

        assert around.bgcolor == mark_.bgcolor
        assert (hit.color, hit.bgcolor) == (mark_.bgcolor, mark_.color)


async def test_a_doubtful_highlight_has_a_question_mark_in_the_margin(two: Desk) -> None:
    path = two.file_of(UNION)
    text = path.read_text(encoding="utf-8")
    changed = text.replace(MEMBERS, f"{MEMBERS}, as it had always been since the beginning, ")
    changed = changed.replace("Belarus and Kazakhstan, as", "Belarus, which joined late and, as")
    path.write_text(changed, encoding="utf-8")
    async with driving(two.workspace()) as reader:
        await reader.open_titled(TITLE)
        [state] = [p.state for p in reader.main.opened.placed if p.highlight.reader != "bob"]

        assert state == "check"
        assert margin_of(reader, "three members") == "?"
        assert reader.style_of("three members", "reading").italic


@pytest.mark.parametrize("size", [MEDIUM, (120, 36)])
async def test_without_colours_a_letter_stands_in_the_margin_and_the_text_where_it_was(
    two: Desk, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with reading(two, size) as reader:
        before = reader.where("three", "reading"), reader.where("Kyrgyzstan was", "reading")
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(two, size, colors={"green": "evidence"}) as reader:
        after = reader.where("three", "reading"), reader.where("Kyrgyzstan was", "reading")

        assert before == after
        assert margin_of(reader, "three") == "E"  # of the meaning
        assert margin_of(reader, "Kyrgyzstan was") == "b"  # a colleague's, of the name
        assert reader.style_of("three", "reading").underline
        assert reader.style_of("Kyrgyzstan was", "reading").italic
        await reader.press("4")
        rows = reader.pane("highlights").splitlines()
        assert [row[0] for row in rows if row[:1].isalpha() and row[1:2] == " "] == ["E", "b"]


async def test_the_legend_says_what_each_colour_means_and_how_often_it_is_used(two: Desk) -> None:
    async with reading(two, colors={"green": "evidence"}) as reader:
        await reader.press("C")
        row = next(line for line in reader.lines() if "evidence" in line)

        assert "green" in row
        assert "1 here, 1 in the library" in row
        assert reader.style_of("green").bgcolor == reader.palette["mark-green"].bgcolor
        assert "nothing now" in reader.text
        await reader.press("escape", "/")
        await reader.type("belarus")
        await reader.press("enter", "C")
        assert "found: belarus (" in reader.text


async def test_the_chooser_names_the_meaning_beside_the_colour(two: Desk) -> None:
    async with reading(two, colors={"green": "evidence"}) as reader:
        await reader.press("4", "c")

        assert any("green" in line and "evidence" in line for line in reader.lines())
