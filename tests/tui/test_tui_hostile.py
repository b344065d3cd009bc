"""What the reader meets and did not make: bad articles, hostile text, huge ones, none at all."""

from __future__ import annotations

import json
from time import perf_counter

import pytest
from textual import events
from tui_driver import MEDIUM, NARROW, WIDE, Desk, driving

from careader.library.library import Library
from careader.model import SearchRequest

NASTY = (
    "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x1b[0m \x9b31m\u202ereversed\u202c \x00\x08\x7f\u2028end"
)
ESCAPED = json.dumps(NASTY)
"""The same inside a double-quoted YAML or JSON string: the file itself looks harmless."""


# --- articles that are gone or broken


async def test_an_article_that_vanished_meanwhile_is_told_and_the_reader_goes_on(
    desk: Desk,
) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("enter", "2", "j")
        gone = reader.main.articles.current
        (desk.library / gone.path).unlink()
        await reader.press("enter")

        assert gone.path.split("/")[-1] in reader.status or gone.id in reader.status
        assert reader.main.opened.article.id != gone.id
        reader.main.rescan()
        await reader.settle()
        assert gone.id not in reader.listed
        assert len(reader.listed) == 11


async def test_the_open_article_may_vanish_while_it_is_read(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("Why Tajikistan")
        shown = reader.pane("reading")
        desk.file_of("tajikistan-and-the-customs-union").unlink()
        reader.main.rescan()
        await reader.settle()
        await reader.press("v", "s", "y")

        assert reader.pane("reading").splitlines()[0] == shown.splitlines()[0]
        assert reader.app.is_running


async def test_a_library_that_vanishes_is_told_in_one_line(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        desk.library.rename(desk.library.with_name("moved"))
        reader.main.rescan()
        await reader.settle()
        said = reader.status
        await reader.press("enter", "v", "s", "enter", "x", "/", "a", "enter")

        assert "library" in said.lower()
        assert reader.app.is_running


@pytest.mark.parametrize(
    "header",
    [
        "title: [unclosed\ncountries: {",
        "title: &a x\nauthor: *a",
        "\t- : : :",
        "title: x\ntitle: y\n" + "deep: [[[[[[[[[[1]]]]]]]]]]",
    ],
)
async def test_an_article_with_a_broken_header_shows_its_doubt(desk: Desk, header: str) -> None:
    desk.write("broken.md", f"---\n{header}\n---\n# Broken on purpose\n\nThe body is all there.\n")
    async with driving(desk.workspace()) as reader:
        await reader.search("body is all there")
        await reader.press("enter")

        assert "The body is all there." in reader.pane("reading")
        assert "? front matter:" in reader.pane("reading")
        await reader.press("i")
        assert "Doubts" in reader.text


async def test_a_note_that_is_not_markdown_at_all_is_still_an_article(desk: Desk) -> None:
    (desk.library / "articles" / "bytes.md").write_bytes(bytes(range(256)) * 4)
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("bytes" if "bytes" in str(reader.listed) else "")

        assert len(reader.listed) == 13
        assert reader.lines()


# --- text that would control the terminal


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_control_characters_never_reach_the_screen(desk: Desk, size: tuple[int, int]) -> None:
    desk.write(
        "nasty.md",
        f"---\ntitle: {ESCAPED}\nauthor: [{ESCAPED}]\npublication: {ESCAPED}\n"
        f"abstract: {ESCAPED}\ntags: [{ESCAPED}]\nurl: {ESCAPED}\ndate: {ESCAPED}\n"
        f"id: {ESCAPED}\ncountries: [{ESCAPED}]\nlang: {ESCAPED}\n---\n"
        f"# Zzz {NASTY}\n\nZzz {NASTY} in the text.\n\n"
        f"- {NASTY}\n\n```\n{NASTY}\n```\n\n> {NASTY}\n",
    )
    async with driving(desk.workspace(), size) as reader:
        assert len(reader.listed) == 13
        await reader.search("zzz")
        assert len(reader.listed) == 1
        # The driver looks at every row it reads.
        reader.lines()
        for keys in (["enter"], ["i"], ["escape"], ["o"], ["escape"], ["v", "p"], ["enter"], ["4"]):
            await reader.press(*keys)
            reader.lines()
        await reader.press("1")
        reader.lines()


async def test_control_characters_in_file_names_never_reach_the_screen(desk: Desk) -> None:
    name = "evil\x1b[31m\u202e\x07.md"
    path = desk.write(name, "No heading, so the name is the title.\n")
    async with driving(desk.workspace()) as reader:
        await reader.search("heading so the name")
        await reader.press("i")
        reader.lines()
        await reader.press("escape")
        path.unlink()
        await reader.press("enter")
        reader.lines()

        assert "evil" in reader.status


async def test_control_characters_in_a_colleague_s_highlight_never_reach_the_screen(
    desk: Desk,
) -> None:
    reading = desk.reading("tajikistan-and-the-customs-union")
    desk.notebook("bob").add("tajikistan-and-the-customs-union", reading, 0, 40)
    [path] = (desk.library / "annotations").rglob("*.md")
    lines = path.read_text(encoding="utf-8").splitlines()
    keys = {"quote", "color", "created", "updated", "prefix", "suffix", "reader"}
    changed = [
        f"{line.split(':')[0]}: {ESCAPED}" if line.split(":")[0] in keys else line
        for line in lines
        if not line.startswith("tags:")
    ]
    changed.insert(1, f"tags: [{ESCAPED}]")
    changed.insert(1, f"reader: {ESCAPED}")
    path.write_text("\n".join(changed) + "\n" + NASTY + "\n", encoding="utf-8")
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("Why Tajikistan")
        for keys_ in (["4"], ["e"], ["d"], ["enter"], ["4", "w"], ["y"], ["c"], ["escape"]):
            await reader.press(*keys_)
            reader.lines()

        assert reader.main.highlights.row_count == 1


async def test_control_characters_in_one_s_own_files_never_reach_the_screen(desk: Desk) -> None:
    reading = desk.reading("tajikistan-and-the-customs-union")
    own = desk.notebook("ada")
    own.add("tajikistan-and-the-customs-union", reading, 0, 40, color="green")
    [path] = (desk.library / "annotations").rglob("*.md")
    text = path.read_text(encoding="utf-8")
    quote = next(line for line in text.splitlines() if line.startswith("quote:"))
    path.write_text(text.replace(quote, f"quote: {ESCAPED}") + NASTY, encoding="utf-8")
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("Why Tajikistan")
        for keys in (["4"], ["d"], ["u"], ["e"], ["x"], ["escape"], ["t"], ["escape"]):
            await reader.press(*keys)
            reader.lines()


async def test_control_characters_in_a_saved_search_never_reach_the_screen(desk: Desk) -> None:
    workspace = desk.workspace(searches={f"one {NASTY}": f"two {NASTY}"})
    async with driving(workspace) as reader:
        await reader.press("S")
        reader.lines()
        await reader.press("enter")
        reader.lines()


async def test_what_is_pasted_cannot_control_the_screen_either(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("/")
        reader.app.post_message(events.Paste(f"customs {NASTY}"))
        await reader.settle()
        reader.lines()
        await reader.press("enter", "x", "enter", "v", "s", "a")
        reader.app.post_message(events.Paste(NASTY))
        await reader.settle()
        reader.lines()
        await reader.press("escape")

        assert "red reversed" in desk.on_disk()[0].note


async def test_the_joiners_that_persian_needs_stay(desk: Desk) -> None:
    desk.write("fa.md", "# می\u200cخواهم\n\nاو می\u200cرود.\n")
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("می\u200cخواهم")

        assert "می\u200cرود" in reader.pane("reading")


# --- very much, and nothing


def long_text(characters: int) -> str:
    """Return a Markdown text of about so many characters, with headings and lists."""
    words = "The customs union of several countries keeps its members waiting at the border. "
    section = f"\n\n## Section\n\n{words * 8}\n\n- {words}\n- {words}\n"
    return "# Endless\n" + section * (characters // len(section) + 50)


async def test_an_article_of_half_a_million_characters_opens_and_pages(desk: Desk) -> None:
    desk.write("endless.md", long_text(500_000))
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.open_titled("Endless")
        started = perf_counter()
        await reader.press("G")
        end = reader.status
        await reader.press(*["b"] * 5, "g", "g", *["space"] * 5, "v", "p", "enter")
        took = perf_counter() - started

        assert len(reader.main.opened.reading.text) >= 500_000
        assert " end " in end
        assert reader.painted("mark-yellow")
        # Benchmarks measure the budgets; here only that nothing grows with the text.
        assert took < 10


async def test_an_empty_library_opens_and_says_so(bare_desk: Desk) -> None:
    async with driving(bare_desk.workspace()) as reader:
        for key in ("enter", "j", "G", "]", "v", "f", "o", "i", "y", "d", "n", "1", "enter", "4"):
            await reader.press(key)
            assert len(reader.lines()) == WIDE[1]
        await reader.search("anything")

        assert reader.listed == []
        assert reader.pane("articles").splitlines()[0].startswith("Articles")
        assert reader.main.opened is None


async def test_the_first_article_of_an_empty_library_appears(bare_desk: Desk) -> None:
    async with driving(bare_desk.workspace()) as reader:
        bare_desk.write("first.md", "# The first\n\nText.\n")
        reader.main.rescan()
        await reader.settle()

        assert "The first" in reader.pane("articles")


@pytest.mark.parametrize("body", ["", "\n", "# Title only\n", "---\ntitle: t\n---\n", "```\n"])
async def test_an_article_without_a_text_can_be_opened_and_marked(
    bare_desk: Desk, body: str
) -> None:
    bare_desk.write("empty.md", body)
    async with driving(bare_desk.workspace()) as reader:
        keys = "enter j k v s enter v p enter v G $ w ) } e a escape f escape o escape i escape y n"
        await reader.press(*keys.split())

        assert reader.lines()


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (20, 2), (10, 10), (300, 3)])
async def test_the_smallest_terminals_do_not_end_the_reader(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.press("enter")
        await reader.resize(*size)
        await reader.press("space", "v", "s", "enter", "1", "2", "4", "o", "escape", "?", "escape")
        await reader.resize(*MEDIUM)

        assert reader.app.is_running
        assert len(reader.lines()) == MEDIUM[1]


async def test_a_second_reader_on_the_library_works_beside_the_first(desk: Desk) -> None:
    async with driving(desk.workspace()) as one:
        await one.open_titled("Why Tajikistan")
        await one.press("v", "s", "enter")
        async with driving(desk.workspace()) as two:
            await two.open_titled("Why Tajikistan")
            assert two.painted("mark-yellow")
            await two.press("4", "d")
        await one.notice()

        assert not one.painted("mark-yellow")


async def test_an_index_that_is_damaged_is_made_again(desk: Desk) -> None:
    for path in (desk.paths.cache_of(desk.library) / "index").rglob("*"):
        if path.is_file():
            path.write_bytes(b"garbage")
    async with driving(desk.workspace()) as reader:
        await reader.search("customs union")

        found = desk.workspace().search(SearchRequest(query="customs union"))
        assert reader.listed == list(found.ids) != []


async def test_without_an_index_the_list_is_there_at_once_and_the_search_comes(desk: Desk) -> None:
    import shutil

    shutil.rmtree(desk.paths.cache_dir)
    Library.open(desk.library, desk.paths.cache_of(desk.library))
    async with driving(desk.workspace()) as reader:
        assert len(reader.listed) == 12
        await reader.search("customs union")
        assert reader.listed


async def test_a_fault_in_the_background_is_one_line_and_no_silence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(desk.workspace()) as reader:
        before = reader.listed

        def broken(*_: object, **__: object) -> None:
            raise ZeroDivisionError("nobody foresaw it")

        monkeypatch.setattr(reader.main.workspace, "search", broken)
        await reader.press("/")
        await reader.type("gas")
        await reader.until(lambda: "ZeroDivisionError" in reader.main.status.message)

        assert "what you wrote is safe" in reader.main.status.message
        assert reader.listed == before
