"""The mouse does what the keys do: a click chooses, a drag selects, the wheel scrolls."""

from __future__ import annotations

import pytest
from tui_driver import MEDIUM, NARROW, WIDE, Desk, driving

from careader.tui.terminal.mouse import OFF, ON

UNION = "Why Tajikistan"


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_a_click_opens_the_article(desk: Desk, size: tuple[int, int]) -> None:
    async with driving(desk.workspace(), size) as reader:
        wanted = reader.main.results.article(2)
        x, y = reader.where(wanted.title[:20], "articles")
        await reader.click(x + 3, y)

        assert reader.main.opened.article == wanted
        assert reader.main.pane == "reading"


async def test_a_click_on_a_country_filters(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.click(*reader.where("KZ Kazakhstan", "countries"))

        assert reader.main.request.about == {"KZ"}
        assert reader.main.pane == "countries"


async def test_a_click_on_a_title_or_on_nothing_chooses_nothing(desk: Desk) -> None:
    async with driving(desk.workspace(), (120, 60)) as reader:
        await reader.click(*reader.where("Articles"))
        await reader.click(3, 55)

        assert reader.main.opened is None
        assert reader.main.pane == "articles"


async def test_a_click_on_a_pane_gives_it_the_keyboard(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("enter")
        await reader.click(*reader.where("Highlights"))

        assert reader.main.pane == "highlights"
        assert reader.style_of("Highlights").reverse


async def test_a_click_elsewhere_leaves_the_search_line(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("/")
        await reader.type("customs union")
        x, y = reader.where("Why Tajikistan", "articles")
        await reader.click(x, y)
        await reader.press("v", "s", "enter")

        assert reader.main.opened.hits
        assert len(desk.on_disk()) == 1


async def test_a_drag_selects_what_it_covers(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.open_titled(UNION)
        x, y = reader.where("three members", "reading")
        await reader.drag((x, y), (x + len("three members") - 1, y))

        assert reader.selected == "three members"
        assert reader.painted("selection") == ["three members"]
        await reader.press("enter")
        [made] = desk.on_disk()
        assert made.quote == "three members"


async def test_a_drag_backwards_and_over_lines_selects_too(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.open_titled(UNION)
        end = reader.where("two years", "reading")
        start = reader.where("The Customs Union had", "reading")
        await reader.drag((end[0] + len("two years") - 1, end[1]), start)

        assert reader.selected.startswith("The Customs Union had been courting")
        assert reader.selected.endswith("two years")


async def test_a_double_click_takes_the_word_and_a_triple_the_sentence(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.open_titled(UNION)
        x, y = reader.where("presidential", "reading")
        await reader.click(x + 2, y, times=2)
        word = reader.selected
        await reader.click(x + 2, y, times=3)

        assert word == "presidential"
        assert reader.selected.startswith("Kyrgyzstan was on its way in")
        assert reader.selected.endswith("left the subject out.")


async def test_a_click_on_a_highlight_makes_it_the_one_the_keys_mean(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.open_titled(UNION)
        await reader.press("v", "s", "enter", "v", "}", "}", "s", "enter")
        x, y = reader.where("Sergei Blagov", "reading")
        await reader.click(x, y)
        await reader.press("d")

        [left] = desk.on_disk()
        assert "Sergei Blagov" not in left.quote


async def test_a_click_on_a_highlight_in_the_list_jumps_to_it(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.open_titled(UNION)
        await reader.press("G", "v", "s", "enter", "g", "g")
        assert not reader.painted("mark-yellow")
        x, y = reader.panes["highlights"].content_region.offset
        await reader.click(x + 3, y + 1)

        assert reader.painted("mark-yellow")
        assert reader.main.pane == "reading"


@pytest.mark.parametrize("pane", ["articles", "reading"])
async def test_the_wheel_scrolls_what_is_under_it_and_leaves_the_cursor(
    desk: Desk, pane: str
) -> None:
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.press("enter", "2")
        region = reader.panes[pane].content_region
        cursor, before = reader.main.articles.cursor, reader.pane(pane)
        await reader.wheel(region.x + 3, region.y + 3)
        down = reader.pane(pane)
        await reader.wheel(region.x + 3, region.y + 3, down=False)

        assert down.splitlines()[1] == before.splitlines()[4]
        assert reader.pane(pane) == before
        assert (reader.main.articles.cursor, reader.main.pane) == (cursor, "articles")


async def test_a_choice_is_made_with_a_click(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.open_titled(UNION)
        await reader.press("o")
        await reader.click(*reader.where("Promises that came late"))

        assert "Promises that came late" in reader.pane("reading")
        assert len(reader.app.screen_stack) == 1


async def test_clicks_beside_the_text_do_no_harm(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.open_titled(UNION)
        region = reader.panes["reading"].content_region
        for x, y in ((region.x, region.y), (region.right - 1, region.bottom - 1)):
            await reader.click(x, y)
            await reader.click(x, y, times=2)
        await reader.press("escape")

        assert reader.main.opened.article.title.startswith(UNION)
        assert reader.app.is_running


async def test_a_click_on_a_reference_shows_its_note_and_one_on_a_link_its_address(
    desk: Desk,
) -> None:
    desk.write(
        "news.md", "# News\n\nWater.[^1] See [it](https://example.org/a).\n\n[^1]: Of 1911.\n"
    )
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("News")
        x, y = reader.where("[1]", "reading")
        await reader.click(x + 1, y)
        shown = reader.main.reader.note
        await reader.press("escape")
        x, y = reader.where("See it", "reading")
        await reader.click(x + 4, y)

        assert shown is not None
        assert reader.status.startswith("O takes it: https://example.org/a")
        assert len(reader.app.screen_stack) == 1


async def test_while_marking_a_click_takes_the_caret_along(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.open_titled(UNION)
        await reader.press("v", "s")
        x, y = reader.where("three members", "reading")
        await reader.click(x + 2, y)
        text = reader.main.opened.reading.text

        assert text[reader.caret :].startswith("ree members")
        assert reader.selected == ""


async def test_a_click_right_of_the_text_puts_the_caret_on_the_lines_last_character(
    desk: Desk,
) -> None:
    desk.write("short.md", "# Short\n\nJust this.\n\nAnd that.\n")
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("Short")
        await reader.press("v")
        x, y = reader.where("Just this.", "reading")
        await reader.click(x + 30, y)

        assert reader.main.opened.reading.text[reader.caret :].startswith(".\nAnd")


async def test_the_mouse_is_given_to_the_terminal_and_taken_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(
        "careader.tui.screens.main.MainScreen.send_to_terminal", lambda _, each: sent.append(each)
    )
    async with driving(desk.workspace()) as reader:
        await reader.press("P")
        given = reader.status
        await reader.press("P")

        assert given.startswith("The mouse is the terminal's own")
        assert reader.status.startswith("The mouse works in the reader")
        assert sent == [ON, OFF, ON]
    assert sent[3:] == [OFF]


async def test_a_mouse_that_is_off_in_the_settings_can_be_taken(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(
        "careader.tui.screens.main.MainScreen.send_to_terminal", lambda _, each: sent.append(each)
    )
    async with driving(desk.workspace(mouse=False)) as reader:
        before = list(sent)
        await reader.press("P")

        assert before == []
        assert sent == [ON]
