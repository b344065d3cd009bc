"""Notes on passages and articles, links between them, tags completed; here and in $EDITOR."""

from __future__ import annotations

from pathlib import Path

import pytest
from tui_driver import READER, Desk, driving
from tui_passages import SENTENCE, TITLE, UNION, highlighted, mark, note, one, reading

from careader.annotations.links import link_to
from careader.tui.screens.note import NoteScreen

KOREA = "south-korea-in-tajikistan"
MEMBERS = "three members: Russia, Belarus and Kazakhstan"

# --- the whole article


async def test_capital_w_writes_a_note_on_the_whole_article(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("W")
        assert "On the whole article: Why Tajikistan" in reader.text
        await note(reader, "Blagov is fair\nto both.")
        kept = one(desk)

        assert (kept.article, kept.quote, kept.note) == (UNION, "", "Blagov is fair\nto both.")
        assert "On the article" in reader.pane("highlights")
        assert "?" not in reader.pane("highlights")
        await reader.press("W")
        await note(reader, " Mostly.")
        assert one(desk).note == "Blagov is fair\nto both. Mostly."
        await reader.press("u")
        assert one(desk).note == "Blagov is fair\nto both."
        assert reader.status.startswith("Changed the note on the article")


async def test_an_article_is_noted_from_the_list_too(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("j", "W")
        title = reader.main.articles.current.id
        await note(reader, "later")

        assert (one(desk).article, one(desk).note) == (title, "later")


async def test_an_empty_note_on_an_article_is_none(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("W", "escape")
        assert desk.on_disk() == ()
        await reader.press("W")
        await note(reader, "x")
        await reader.press("W", "backspace", "escape")
        assert desk.on_disk() == ()
        await reader.press("u")
        assert one(desk).note == "x"


async def test_a_note_on_an_article_that_was_not_finished_is_offered_again(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("W")
        await reader.type("half a tho")
    assert desk.on_disk() == ()

    async with driving(desk.workspace()) as again:
        assert isinstance(again.app.screen, NoteScreen)
        await note(again, "ught")
        assert (one(desk).article, one(desk).note) == (UNION, "half a thought")


# --- the editor


async def test_undo_in_the_editor_takes_back_what_was_typed(desk: Desk) -> None:
    async with highlighted(desk) as reader:
        await reader.press("e")
        await reader.type("one ")
        await reader.press("ctrl+z", "ctrl+s")

        assert "one" not in one(desk).note
        assert not isinstance(reader.app.screen, NoteScreen)


async def test_a_capital_e_in_the_editor_is_a_letter(desk: Desk) -> None:
    async with highlighted(desk) as reader:
        await reader.press("e")
        await note(reader, "Energy")

        assert one(desk).note == "Energy"


@pytest.mark.parametrize("keys", [("E",), ("e", "ctrl+e", "escape")])
async def test_a_note_is_written_in_the_users_own_editor(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    def edit(app: object, path: Path) -> tuple[int, str]:
        path.write_text(path.read_text() + "from the editor\n")
        return 0, ""

    monkeypatch.setattr("careader.tui.terminal.outside._edit", edit)
    async with highlighted(desk) as reader:
        await reader.press("e")
        await note(reader, "first, ")
        await reader.press(*keys)

        assert one(desk).note == "first, from the editor"


async def test_an_editor_that_fails_says_so_and_leaves_the_note(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "careader.tui.terminal.outside._edit",
        lambda app, path: (None, "There is no editor 'x' here"),
    )
    async with highlighted(desk) as reader:
        await reader.press("e")
        await note(reader, "first")
        await reader.press("E")

        assert reader.status.startswith("There is no editor")
        assert one(desk).note == "first"


# --- links


async def test_two_brackets_offer_every_passage_and_insert_a_link_to_one(desk: Desk) -> None:
    target = mark(desk, "bob", MEMBERS)
    async with highlighted(desk) as reader:
        await reader.press("g", "g", "e")
        await reader.type("compare [[three")
        assert [MEMBERS[:20] in choice for choice in reader.choices] == [True]
        await reader.press("enter")
        await reader.type(" again")
        await reader.press("escape")

        assert one(desk).note == f"compare {link_to(target)} again"


async def test_keys_typed_ahead_of_the_offer_narrow_it(desk: Desk) -> None:
    target = mark(desk, "bob", MEMBERS)
    async with highlighted(desk) as reader:
        await reader.press("e")
        await reader.burst("[", "[", *"three", "enter", "escape")

        assert one(desk).note == link_to(target)


async def test_escape_leaves_the_brackets_as_they_were_typed(desk: Desk) -> None:
    mark(desk, "bob", MEMBERS)
    async with highlighted(desk) as reader:
        await reader.press("e")
        await reader.type("[[")
        await reader.press("escape")
        await reader.type("x]]")
        await reader.press("escape")

        assert one(desk).note == "[[x]]"


async def test_a_link_is_followed_there_and_back(desk: Desk) -> None:
    target = mark(desk, READER, MEMBERS)
    source = mark(desk, READER, SENTENCE, note=f"see {link_to(target)}")
    async with reading(desk) as reader:
        await reader.press("4")
        pane = reader.pane("highlights")
        assert "see “three members" in pane
        assert target.id not in pane
        assert "linked from 1" in pane
        await reader.press("g", "g", "g", "l")
        assert reader.main.pane == "reading"
        assert reader.main.reader.current == target.id
        await reader.press("g", "l")
        assert reader.main.reader.current == source.id


async def test_a_link_to_another_article_opens_it(desk: Desk) -> None:
    other = desk.reading(KOREA)
    target = desk.notebook("bob").add(KOREA, other, 0, 40)
    mark(desk, READER, SENTENCE, note=link_to(target))
    async with reading(desk) as reader:
        await reader.press("4", "g", "l")
        assert reader.main.opened.article.id == KOREA
        await reader.press("backspace")
        assert reader.main.opened.article.id == UNION


async def test_a_link_that_leads_nowhere_says_so(desk: Desk) -> None:
    target = mark(desk, READER, MEMBERS)
    mark(desk, READER, SENTENCE, note=link_to(target))
    desk.notebook(READER).delete(target)
    async with reading(desk) as reader:
        await reader.press("4", "g", "l")
        assert reader.status.startswith("This link leads nowhere")
        await reader.press("e")
        await note(reader, "x")


# --- tags


async def test_tab_finishes_a_tag_with_the_one_used_most(desk: Desk) -> None:
    mark(desk, "bob", MEMBERS, tags=("energy/gas",))
    mark(desk, "bob", "It foresaw a second agreement", tags=("energy/gas", "enmity"))
    async with highlighted(desk) as reader:
        await reader.press("g", "g", "t")
        await reader.burst("e", "n", "tab", "/", "tab", " ", "e", "n", "m", "right", "enter")

        assert one(desk).tags == ("energy/gas", "enmity")


async def test_tags_that_are_there_can_be_added_to(desk: Desk) -> None:
    async with highlighted(desk) as reader:
        for tag in ("trade", "union"):
            await reader.press("t")
            await reader.type(tag)
            await reader.press("enter")

        assert one(desk).tags == ("trade", "union")
        assert TITLE in reader.text


# --- typed faster than it is shown


async def test_keys_that_change_the_text_keep_their_order_in_a_burst(desk: Desk) -> None:
    async with highlighted(desk) as reader:
        await reader.press("e")
        await reader.burst(*"ab", "ctrl+z", *"xy", "left", "z", "backspace", "w", "end", "!")
        await reader.press("escape")
        assert one(desk).note == "xwy!"

        await reader.press("t")
        await reader.burst(*"ab", "backspace", "c", "home", "x", "end", "ctrl+u", *"yz", "enter")
        assert one(desk).tags == ("yz",)

        await reader.press("c")
        await reader.burst(*"pg", "backspace", *"ink", "enter")
        assert one(desk).color == "pink"
