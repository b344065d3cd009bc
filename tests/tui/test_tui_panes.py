"""The four panes: what stands in them at the start, which are on the screen, and how wide."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from tui_driver import MEDIUM, NARROW, WIDE, Desk, driving

COUNT = re.compile(r"^. ([A-Z]{2}) .*?(\d+|·) +(\d+)$", re.MULTILINE)


async def test_four_panes_show_twelve_articles_and_every_country_with_its_true_count(
    desk: Desk,
) -> None:
    about = Counter(code for header in desk.headers() for code in header["countries"])

    async with driving(desk.workspace(), (160, 60)) as reader:
        assert reader.shown == ["countries", "articles", "reading", "highlights"]
        assert len(reader.listed) == 12
        assert reader.pane("articles").splitlines()[0].split() == ["Articles", "12"]
        rows = COUNT.findall(reader.pane("countries"))

    assert {code: int(count) for code, count, _ in rows if count != "·"} == about
    assert all(int(mentioned) >= about[code] for code, _, mentioned in rows)


async def test_every_title_is_listed_newest_first(desk: Desk) -> None:
    titles = {header["title"] for header in desk.headers()}

    async with driving(desk.workspace(), (200, 60)) as reader:
        results = reader.main.results
        assert results is not None
        shown = [results.article(row) for row in range(results.total)]
        on_screen = reader.pane("articles")

    assert {article.title for article in shown} == titles
    assert all(article.title[:40] in on_screen for article in shown)
    dated = [article.date for article in shown if article.date]
    assert dated == sorted(dated, reverse=True)
    assert not any(article.date for article in shown[len(dated) :])


@pytest.mark.parametrize(
    ("size", "keys", "shown"),
    [
        (WIDE, "1", ["countries", "articles", "reading", "highlights"]),
        (WIDE, "4", ["countries", "articles", "reading", "highlights"]),
        (MEDIUM, "1", ["countries", "articles", "reading"]),
        (MEDIUM, "2", ["countries", "articles", "reading"]),
        (MEDIUM, "3", ["countries", "articles", "reading"]),
        (MEDIUM, "4", ["reading", "highlights"]),
        ((119, 36), "4", ["reading", "highlights"]),
        ((79, 24), "2", ["articles"]),
        (NARROW, "1", ["countries"]),
        (NARROW, "2", ["articles"]),
        (NARROW, "3", ["reading"]),
        (NARROW, "4", ["highlights"]),
        (WIDE, "z", ["reading"]),
        (MEDIUM, "z", ["reading"]),
        (WIDE, "zz", ["countries", "articles", "reading", "highlights"]),
        (WIDE, "z2", ["countries", "articles", "reading", "highlights"]),
    ],
)
async def test_the_width_decides_which_panes_are_on_the_screen(
    desk: Desk, size: tuple[int, int], keys: str, shown: list[str]
) -> None:
    async with driving(desk.workspace(), size) as reader:
        await reader.press(*keys)

        assert reader.shown == shown


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW, (79, 5), (81, 6), (40, 12), (250, 70)])
async def test_the_panes_fill_the_screen_without_overlapping(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with driving(desk.workspace(), size) as reader:
        for key in "1234":
            await reader.press(key)
            lines = reader.lines()

            assert len(lines) == size[1]
            assert all(strip.cell_length == size[0] for strip in reader.strips())
            assert reader.main.pane in reader.shown
            assert reader.panes[reader.main.pane].has_focus


async def test_tab_goes_round_the_panes_and_back(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        there = []
        for _ in range(4):
            await reader.press("tab")
            there.append(reader.main.pane)
        await reader.press("shift+tab")

        assert there == ["reading", "highlights", "countries", "articles"]
        assert reader.main.pane == "countries"


async def test_the_pane_with_the_keyboard_is_told_from_the_others(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("1")

        assert reader.style_of("Countries").reverse
        assert not reader.style_of("Articles").reverse


async def test_a_list_is_walked_with_the_same_keys_everywhere(desk: Desk) -> None:
    async with driving(desk.workspace(), MEDIUM) as reader:
        for pane in "12":
            await reader.press(pane)
            rows = reader.main.focused_pane
            last = rows.row_count - 1  # type: ignore[attr-defined]
            walked = []
            for keys in (["j"], ["j"], ["k"], ["G"], ["g", "g"], ["space"], ["b"], ["ctrl+d"]):
                await reader.press(*keys)
                walked.append(rows.cursor)  # type: ignore[attr-defined]

            assert walked[:5] == [1, 2, 1, last, 0]
            assert walked[5] > 1
            assert walked[6] == 0
            assert 0 < walked[7] < walked[5]


async def test_the_text_is_made_wider_and_narrower(desk: Desk) -> None:
    async with driving(desk.workspace(), (200, 40)) as reader:
        await reader.press("enter")
        before = reader.main.reader.text_width
        await reader.press("+", "+")
        wider = reader.main.reader.text_width
        await reader.press("-", "-", "-")

        assert (before, wider, reader.main.reader.text_width) == (72, 80, 68)


PROSE = "# Prose\n\n" + " ".join(f"Sentence {n} of one long paragraph." for n in range(400))
SIZES = [(120, 36), (97, 30), (80, 24), (61, 20), (60, 20), (84, 24), (133, 50), (200, 20)]


async def test_resizing_keeps_the_first_visible_words(desk: Desk) -> None:
    desk.write("prose.md", PROSE)
    async with driving(desk.workspace(), WIDE) as reader:
        await reader.open_titled("Prose")
        await reader.press("space", "j")
        kept = reader.main.reader.first_offset
        for size in SIZES:
            await reader.resize(*size)
            layout, pane = reader.main.reader.layout_, reader.main.reader
            assert layout is not None
            first = layout.line(pane.top - pane.line_of(0))

            assert first.start <= kept < first.end


@pytest.mark.parametrize("down", range(4))
async def test_dragging_the_edge_of_the_window_to_and_fro_loses_no_line(
    desk: Desk, down: int
) -> None:
    desk.write("prose.md", PROSE)
    async with driving(desk.workspace(), WIDE) as reader:
        await reader.open_titled("Prose")
        await reader.press("space", *["j"] * down)
        before = reader.pane("reading")
        for width in [*range(118, 80, -3), *range(80, 120, 3), WIDE[0]]:
            await reader.resize(width, WIDE[1])

        assert reader.pane("reading") == before


async def test_a_pane_that_was_away_comes_back_as_it_was(desk: Desk) -> None:
    async with driving(desk.workspace(), NARROW) as reader:
        await reader.press("enter", "space", "j")
        before = reader.pane("reading")
        await reader.press("2", "1", "4", "3")

        assert reader.pane("reading") == before


async def test_the_masthead_stays_on_top_when_the_window_changes(desk: Desk) -> None:
    async with driving(desk.workspace(), WIDE) as reader:
        await reader.open_titled("Why Tajikistan")
        for size in SIZES:
            await reader.resize(*size)

            assert "Why Tajikistan" in reader.pane("reading").splitlines()[0]


async def test_what_one_does_is_told_in_the_status_line_until_the_next_key(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("backspace")
        told = reader.status
        await reader.press("j")

        assert told.startswith("Nowhere to go back to")
        assert reader.status.startswith("2/12")


async def test_a_narrow_status_line_names_as_many_keys_as_it_can(desk: Desk) -> None:
    async with driving(desk.workspace(), NARROW) as reader:
        await reader.press("enter", "v")
        short = reader.status
        await reader.resize(*WIDE)

        assert "s sentence" in short
        assert reader.status.split()[1:7] == short.split()[1:7]
        assert len(reader.status) > len(short)


async def test_the_status_line_names_the_keys_of_where_one_is(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        hints = {}
        for pane in "123":
            await reader.press(pane)
            hints[pane] = reader.status

        assert "Enter include, exclude, off" in hints["1"]
        assert "Enter open" in hints["2"]
        assert "Enter" not in hints["3"]
        assert all("? help" in line and "q quit" in line for line in hints.values())
