"""The reading position: the same line after a resize, a restart, an edit of the article."""

from __future__ import annotations

import pytest
from tui_driver import MEDIUM, NARROW, WIDE, Desk, Driven, driving

from careader.tui.spot import IN_TEXT

SENTENCES = [
    f"Sentence number {n} says what no other sentence of it says, by {n}." for n in range(90)
]
LONG = "---\ntitle: Endless\nabstract: " + "In short. " * 40 + "\n---\n\n"


def body(sentences: list[str]) -> str:
    return "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))


@pytest.fixture
def long(desk: Desk) -> Desk:
    desk.write("endless.md", LONG + body(SENTENCES) + "\n")
    return desk


def first_line(reader: Driven) -> str:
    return reader.pane("reading").splitlines()[0]


@pytest.mark.parametrize("lines", [0, 2, 9, 17, 18, 23, 41])
async def test_the_very_same_line_comes_back_after_other_sizes(long: Desk, lines: int) -> None:
    async with driving(long.workspace(), MEDIUM) as reader:
        await reader.open_titled("Endless")
        await reader.press("z", *["j"] * lines)
        before, spot = reader.pane("reading"), reader.main.reader.spot
        for size in (NARROW, (33, 12), WIDE, (21, 40)):
            await reader.resize(*size)
            assert spot.head != IN_TEXT or reader.main.reader.shows(spot.offset)
        await reader.resize(*MEDIUM)

        assert reader.pane("reading") == before


@pytest.mark.parametrize("lines", [3, 17, 23])
async def test_the_very_same_line_comes_back_after_a_restart(long: Desk, lines: int) -> None:
    async with driving(long.workspace(), MEDIUM) as reader:
        await reader.open_titled("Endless")
        await reader.press(*["j"] * lines)
        before = reader.pane("reading")
        await reader.press("q")

    async with driving(long.workspace(), MEDIUM) as again:
        await again.open_titled("Endless")

        assert again.pane("reading") == before


async def test_an_edited_article_goes_on_at_the_same_sentence(long: Desk) -> None:
    async with driving(long.workspace(), MEDIUM) as reader:
        await reader.open_titled("Endless")
        await reader.press("space", "space", "space")
        sentence = next(each for each in SENTENCES if each[:20] in reader.pane("reading"))
        await reader.press("q")

    more = ["A new beginning. It is longer than the old one was.", *SENTENCES[:5]]
    long.write("endless.md", LONG + body([*more * 4, *SENTENCES[5:]]) + "\n")
    async with driving(long.workspace(), MEDIUM) as again:
        await again.open_titled("Endless")

        assert sentence[:20] in "\n".join(again.pane("reading").splitlines()[:5])


async def test_an_article_edited_while_it_is_open_stays_at_the_same_sentence(long: Desk) -> None:
    async with driving(long.workspace(), MEDIUM) as reader:
        await reader.open_titled("Endless")
        await reader.press("space", "space", "space")
        sentence = next(each for each in SENTENCES if each[:20] in reader.pane("reading"))
        long.write("endless.md", LONG + body(["Another first one."] * 9 + SENTENCES[2:]) + "\n")
        reader.main.rescan()
        await reader.settle()

        assert sentence[:20] in "\n".join(reader.pane("reading").splitlines()[:5])


async def test_an_article_cut_short_opens_at_what_is_left(long: Desk) -> None:
    async with driving(long.workspace(), MEDIUM) as reader:
        await reader.open_titled("Endless")
        await reader.press("G", "q")

    long.write("endless.md", "---\ntitle: Endless\n---\n\nNothing is left.\n")
    async with driving(long.workspace(), MEDIUM) as again:
        await again.open_titled("Endless")

        assert "Nothing is left." in again.pane("reading")


async def test_the_masthead_says_what_changed_of_it(desk: Desk) -> None:
    path = desk.write("news.md", "---\ntitle: News\nauthor: [A. Petrova]\n---\n\nThe text.\n")
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("News")
        path.write_text(
            "---\ntitle: News\nauthor: [B. Ivanov]\n---\n\nThe text.\n", encoding="utf-8"
        )
        reader.main.rescan()
        await reader.settle()

        assert "B. Ivanov" in reader.pane("reading")
