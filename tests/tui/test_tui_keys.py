"""The user's own keys, other keyboard layouts, sequences, and a theme without colours."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from rich.color import Color
from textual import events
from tui_driver import WIDE, Desk, Driven, driving

from careader.config import COLORS, THEMES, load
from careader.tui.app import CareaderApp


def settings(desk: Desk, text: str) -> dict[str, object]:
    """Write a settings file and return what the program reads from it about keys."""
    path: Path = desk.paths.config_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return {"keys": load(path).keys}


async def test_keys_of_the_settings_file_replace_the_default_ones(desk: Desk) -> None:
    own = settings(desk, "keys:\n  article.next: [Ctrl+n, J]\n  quit: g q\n")
    async with driving(desk.workspace(**own)) as reader:
        order = reader.listed
        await reader.press("enter", "J", "ctrl+n", "]")
        opened = reader.main.opened.article.id
        await reader.press("q")
        running = reader.app.is_running
        await reader.press("g", "q")

        assert opened == order[2]
        assert running
        assert not reader.app.is_running


async def test_the_help_and_the_hints_show_the_own_keys(desk: Desk) -> None:
    own = settings(desk, "keys:\n  help: F5\n")
    async with driving(desk.workspace(**own), (120, 60)) as reader:
        assert "F5 help" in reader.status
        await reader.press("f5", "G")

        assert any("F5" in row and "Every key" in row for row in reader.lines())


async def test_keys_that_clash_and_commands_that_are_not_are_told_in_the_help(desk: Desk) -> None:
    own = settings(desk, "keys:\n  article.next: n\n  no.such.command: y\n")
    async with driving(desk.workspace(**own)) as reader:
        await reader.press("?")

        assert "n: article.next has it, hit.next does not get it" in reader.text
        assert "there is no command no.such.command" in reader.text


async def test_a_command_can_be_left_without_a_key(desk: Desk) -> None:
    own = settings(desk, "keys:\n  quit: []\n")
    async with driving(desk.workspace(**own)) as reader:
        await reader.press("q")

        assert reader.app.is_running
        assert "quit" not in reader.status


@pytest.mark.parametrize(
    ("latin", "cyrillic"), [("jj", "оо"), ("gg", "пп"), ("G", "П"), ("z", "я")]
)
async def test_keys_work_on_a_russian_layout(desk: Desk, latin: str, cyrillic: str) -> None:
    shown = []
    for keys in (latin, cyrillic):
        async with driving(desk.workspace()) as reader:
            await reader.press("j", *keys)
            shown.append((reader.main.articles.cursor, reader.shown))

    assert shown[0] == shown[1]


async def test_the_beginning_of_a_sequence_is_shown_and_a_wrong_end_does_nothing(
    desk: Desk,
) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("j", "j", "g")
        waiting = reader.status
        await reader.press("k")

        assert waiting.startswith("G") or waiting.startswith("g")
        assert reader.main.articles.cursor == 2


@pytest.mark.parametrize("theme", THEMES)
async def test_every_theme_tells_cursor_hits_and_highlights_apart(desk: Desk, theme: str) -> None:
    async with driving(desk.workspace(theme=theme), WIDE) as reader:
        await reader.search("customs union")
        await reader.press("enter", "v", "s", "enter", "v", "}", "s")
        roles = ("base", "hit", "selection", *(f"mark-{color}" for color in COLORS))
        grounds = {reader.palette[role].bgcolor for role in roles}

        assert len(grounds) == len(roles)
        assert reader.palette["cursor"].bgcolor != reader.palette["base"].bgcolor
        assert all(reader.painted(role) for role in ("selection", "hit", "mark-yellow"))


async def test_without_colours_everything_is_told_apart_by_other_means(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(desk.workspace()) as reader:
        assert colors(reader)  # a reader with colours, before, in the same process
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(desk.workspace()) as reader:
        await reader.search("hydropower")
        assert reader.style_of(reader.main.articles.current.title[:10], "articles").reverse
        await reader.press("j")
        assert "hydropower" in reader.painted("base", "articles", underlined=True)
        await reader.open_titled("Why Tajikistan")
        assert reader.style_of("hydropower", "reading").reverse
        await reader.press("v", "v")
        assert reader.style_at(*cell_of_caret(reader)).reverse
        await reader.press("s", "f")
        assert not colors(reader)
        await reader.press("escape", "escape", "v", "s", "enter", "1", "enter", "4", "?")
        assert not colors(reader)


def colors(reader: Driven) -> set[Color]:
    """Return the colours on the screen."""
    styles = [segment.style for strip in reader.strips() for segment in strip if segment.style]
    found = {color for style in styles for color in (style.color, style.bgcolor) if color}
    return {color for color in found if not color.is_default}


def cell_of_caret(reader: Driven) -> tuple[int, int]:
    """Return column and row of the caret."""
    pane = reader.main.reader
    layout, region = pane.layout_, pane.content_region
    assert layout is not None
    assert reader.caret is not None
    line, cell = layout.position_of(reader.caret)
    margin = (region.width - pane.text_width) // 2
    return region.x + margin + cell, region.y + pane.line_of(0) + line - pane.top


# --- several keys in one piece, as a slow line brings them


async def test_what_is_typed_after_the_slash_in_one_piece_is_searched_and_opened(
    desk: Desk,
) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.burst("/", *"customs union", "enter", "enter", "v", "s", "enter")

        assert reader.main.request.query == "customs union"
        assert reader.main.opened.hits
        [made] = desk.on_disk()
        assert made.article == reader.main.opened.article.id == reader.listed[0]


async def test_a_filter_in_one_piece_is_there_before_the_next_key(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.burst("1", "enter", "2", "G", "enter")
        code = reader.main.countries.current.code

        assert code in reader.main.opened.article.countries
        assert reader.main.opened.article.id == reader.listed[-1]


async def test_no_letter_of_a_note_in_one_piece_is_lost_or_run_as_a_command(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("enter")
        await reader.burst("v", "s", "a", *"quick, delete nothing", "escape", "4", "j")

        [made] = desk.on_disk()
        assert made.note == "quick, delete nothing"
        assert reader.main.pane == "highlights"


async def test_no_letter_for_the_palette_is_lost(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.burst(":", *"to the highlights", "enter")

        assert reader.main.pane == "highlights"


async def test_escape_in_one_piece_with_the_rest_closes_the_line_first(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.burst("/", *"gas", "escape", "j", "j", "/", *"oil", "enter")

        assert reader.main.request.query == "oil"


class Hurried(CareaderApp):
    """The reader with keys typed before it had a screen."""

    CSS_PATH = Path(inspect.getfile(CareaderApp)).with_name("careader.tcss")

    def on_load(self) -> None:
        """Type ahead."""
        for key in ("j", "j", "enter"):
            event = events.Key(key, key if len(key) == 1 else None)
            event.set_sender(self)
            self.post_message(event)


async def test_what_is_typed_before_the_first_frame_is_done_after_it(desk: Desk) -> None:
    app = Hurried(desk.workspace())
    async with app.run_test(size=WIDE) as pilot:
        reader = Driven(app, pilot)
        await reader.settle()

        assert reader.main.opened.article.id == reader.listed[2]
        assert reader.main.pane == "reading"


async def test_a_search_that_never_answers_does_not_take_the_keyboard_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = desk.workspace()
    async with driving(workspace) as reader:
        monkeypatch.setattr(workspace, "search", lambda *_, **__: None)
        await reader.search("oil")
        await reader.press("j")

        assert reader.main.articles.cursor == 1
