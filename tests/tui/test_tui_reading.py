"""Opening and reading: hits, the way from one article to the next, and what is remembered."""

from __future__ import annotations

import re

import pytest
from tui_driver import MEDIUM, NARROW, WIDE, Desk, Driven, driving

from careader.search.hits import find_hits

UNION = "Why Tajikistan"


def heading(reader: Driven) -> str:
    """Return the first line of the reading pane that is not blank."""
    return next((row.strip() for row in reader.pane("reading").splitlines() if row.strip()), "")


def hit_number(reader: Driven) -> str:
    """Return which hit the status line says one is on."""
    found = re.search(r"Hit (\d+ of \d+)", reader.status)
    return found[1] if found else ""


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_enter_opens_the_article_at_its_beginning(desk: Desk, size: tuple[int, int]) -> None:
    async with driving(desk.workspace(), size) as reader:
        await reader.press("enter")
        article = reader.main.opened.article

        assert reader.main.pane == "reading"
        assert article.title.startswith(heading(reader))
        assert article.publication in reader.pane("reading")


async def test_the_whole_article_can_be_read_to_its_end(desk: Desk) -> None:
    words = re.findall(r"\w+", desk.reading("tajikistan-and-the-customs-union").text)
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.open_titled(UNION)
        read = ""
        for _ in range(reader.main.reader.line_count):
            read += reader.pane("reading").splitlines()[0] + "\n"
            await reader.press("j")
        await reader.press("G")
        read += reader.pane("reading")

        assert " end " in reader.status
        # Long words may be cut at the line's end, bullets and bars come from the layout.
        assert set(words) - set(re.findall(r"\w+", read)) == set()


async def test_a_page_keeps_one_line_in_sight(desk: Desk) -> None:
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.press("enter")
        last = reader.pane("reading").splitlines()[-1]
        await reader.press("space")
        first = reader.pane("reading").splitlines()[0]
        await reader.press("b")

        assert first == last
        assert reader.main.reader.top == 0


# --- hits


async def test_hits_of_the_search_are_painted_in_the_text(desk: Desk) -> None:
    workspace = desk.workspace()
    async with driving(workspace) as reader:
        await reader.search("customs union")
        query = reader.main.results.query
        await reader.open_titled(UNION)
        text = reader.main.opened.reading.text

        assert reader.main.opened.hits == find_hits(text, query)
        assert set(reader.painted("hit")) <= {"Customs", "Union", "customs", "union"}
        assert len(reader.painted("hit")) >= 4


async def test_n_and_N_walk_the_hits_and_go_round(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.search("hydropower")
        await reader.open_titled(UNION)
        hits = len(reader.main.opened.hits)
        walked = []
        for _ in range(hits):
            await reader.press("n")
            walked.append(hit_number(reader))
            standing = reader.painted("hit-current")
            assert [each.lower() for each in standing] == ["hydropower"]
        await reader.press("N")

        assert hits > 2
        assert walked == [*(f"{n} of {hits}" for n in range(2, hits + 1)), f"1 of {hits}"]
        assert hit_number(reader) == f"{hits} of {hits}"


async def test_opening_a_result_stands_on_its_first_hit(desk: Desk) -> None:
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.search("aluminium")
        await reader.open_titled(UNION)

        assert reader.painted("hit-current") == ["aluminium"]


async def test_without_hits_n_says_how_to_get_some(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("enter", "n")

        assert reader.status.startswith("No hits in this article")


# --- from one article to the next


async def test_brackets_go_through_the_list_without_leaving_the_text(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        titles = [reader.main.results.article(row).title for row in range(3)]
        await reader.press("enter")
        seen = [reader.main.opened.article.title]
        for key in ("]", "]", "["):
            await reader.press(key)
            seen.append(reader.main.opened.article.title)
            assert seen[-1].startswith(heading(reader))

        assert seen == [titles[0], titles[1], titles[2], titles[1]]
        assert reader.main.pane == "reading"


async def test_the_list_ends_where_it_ends(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("G", "enter", "]")

        assert reader.status.startswith("No further article in the list")


async def test_g_u_opens_the_next_unread_article(desk: Desk) -> None:
    workspace = desk.workspace()
    async with driving(workspace) as reader:
        order = reader.listed
        workspace.state.mark_read(order[0], order[1], order[3])
        reader.main.unread = workspace.unread_ids()
        await reader.press("g", "u")
        first = reader.main.opened.article.id
        await reader.press("g", "u")

        assert (first, reader.main.opened.article.id) == (order[2], order[4])


async def test_backspace_goes_back_to_where_one_jumped_from(desk: Desk) -> None:
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.open_titled(UNION)
        await reader.press("space")
        before = reader.pane("reading")
        await reader.press("o", "down", "down", "down", "enter")
        jumped = reader.pane("reading")
        await reader.press("backspace")

        assert jumped != before
        assert reader.pane("reading") == before


# --- read, unread, positions


async def test_opened_articles_are_read_from_then_on(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        unread = reader.pane("articles").count("• ")
        await reader.press("enter", "]", "q")

    async with driving(desk.workspace()) as again:
        assert unread == 12
        assert again.pane("articles").count("• ") == 10


async def test_m_makes_an_article_unread_again(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("enter", "2", "m")

        assert len(reader.main.unread) == 12


async def test_the_reading_position_comes_back_after_a_restart(desk: Desk) -> None:
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.open_titled(UNION)
        await reader.press("space", "j", "j")
        before = reader.pane("reading")
        await reader.press("q")

    async with driving(desk.workspace(), MEDIUM) as again:
        await again.open_titled(UNION)

        assert again.pane("reading") == before


async def test_each_article_keeps_its_own_position(desk: Desk) -> None:
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.press("enter", "space", "j")
        before = reader.pane("reading")
        await reader.press("]", "space", "[")

        assert reader.pane("reading") == before


async def test_a_star_stays(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("*", "q")

    async with driving(desk.workspace()) as again:
        await again.search("is:starred")

        assert len(again.listed) == 1


# --- what lies over the panes


async def test_o_offers_the_headings_and_goes_to_one(desk: Desk) -> None:
    outline = desk.reading("tajikistan-and-the-customs-union").outline
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.open_titled(UNION)
        await reader.press("o")
        offered = reader.choices
        await reader.type("stands still")
        narrowed = reader.choices
        await reader.press("enter")

        assert offered == [each.text for each in outline]
        assert narrowed == ["Trade that stands still"]
        assert "Trade that stands still" in reader.pane("reading")


async def test_i_tells_what_is_known_about_an_article(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.open_titled(UNION)
        await reader.press("i")
        told = reader.text
        await reader.press("escape")

        for fact in ("2012-10-17", "careader briefs", "Tajikistan, Russia", "trade integration"):
            assert fact in told
        assert str(desk.file_of("tajikistan-and-the-customs-union"))[:20] in told
        assert "About this article" not in reader.text


async def test_help_shows_every_key_those_of_here_first(desk: Desk) -> None:
    async with driving(desk.workspace(), (100, 60)) as reader:
        await reader.press("3", "?")
        first, rest = reader.text, ""
        for _ in range(6):
            rest += reader.text
            await reader.press("space")
        await reader.press("q")

        assert first.index("Here: reading") < first.index("v ")
        for command in reader.main.keys.keymap.commands:
            assert command.title()[:40] in rest
        assert reader.app.is_running
        assert "Here: reading" not in reader.text


async def test_the_palette_runs_a_command_by_name(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("enter", ":")
        await reader.type("reading pane alone")
        await reader.press("enter")

        assert reader.shown == ["reading"]


async def test_the_palette_can_be_left(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        before = reader.text
        await reader.press(":")
        over = reader.text
        await reader.press("escape")

        assert over != before
        assert reader.text == before


async def test_escape_leaves_the_narrowest_thing_first(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.search("customs union")
        await reader.press("enter", "z", "v")
        left = []
        for _ in range(3):
            await reader.press("escape")
            state = reader.caret is not None, bool(reader.painted("hit")), reader.main.zoomed
            left.append(state)

        assert left == [(False, True, True), (False, False, True), (False, False, False)]


async def test_q_ends_the_program(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("q")

        assert not reader.app.is_running
        assert not reader.app.return_code


async def test_an_article_that_changes_on_disk_is_shown_as_it_is_now(desk: Desk) -> None:
    path = desk.write("news.md", "# News\n\nThe first version.\n")
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("News")
        path.write_text("# News\n\nThe second version, longer.\n", encoding="utf-8")
        reader.main.rescan()
        await reader.settle()

        assert "The second version, longer." in reader.pane("reading")


async def test_e_hands_the_file_to_the_editor_and_reads_it_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("news.md", "# News\n\nThe first version.\n")
    monkeypatch.setenv("EDITOR", "sed -i s/first/second/")
    monkeypatch.setattr("textual.app.App.suspend", _no_terminal)
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("News")
        await reader.press("E")

        assert "The second version." in reader.pane("reading")


async def test_a_missing_editor_is_told_in_one_line(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor-here")
    monkeypatch.setattr("textual.app.App.suspend", _no_terminal)
    async with driving(desk.workspace()) as reader:
        await reader.press("E")

        assert reader.status.startswith("There is no editor 'no-such-editor-here' here")


def _no_terminal(_: object) -> object:
    from contextlib import nullcontext

    return nullcontext()


async def test_a_key_typed_while_an_article_opens_is_not_taken_back(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        main = reader.main
        assert main.opening.open(main.workspace.catalogue[0].id, focus=True)
        main.take_key("G")
        assert main.reader.at_end
        await reader.settle()

        assert main.reader.at_end
