"""Searching and filtering: the list follows what is typed and chosen, and never lags behind it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tui_driver import MEDIUM, WIDE, Desk, Driven, driving

from careader.model import SearchRequest
from careader.search.results import Results
from careader.search.updating import UpdateReport
from careader.tui.messages import SearchFinished
from careader.workspace import Workspace


def expected(desk: Desk, **request: object) -> list[str]:
    """Return what the library answers to a request, asked without a screen."""
    results = desk.workspace().search(SearchRequest(**request))  # type: ignore[arg-type]
    assert results is not None
    return list(results.ids)


def title_line(reader: Driven) -> str:
    """Return the line above the list."""
    return reader.pane("articles").splitlines()[0]


@pytest.mark.parametrize(
    "query", ["customs union", '"joint statement"', "gas OR oil", "Таджикистан"]
)
async def test_the_list_follows_every_letter_that_is_typed(desk: Desk, query: str) -> None:
    async with driving(desk.workspace(), (160, 40)) as reader:
        await reader.press("/")
        for length in range(1, len(query) + 1):
            await reader.press(query[length - 1])
            found = expected(desk, query=query[:length], typing=True)

            assert reader.listed == found
            assert f"{len(found)} of 12" in title_line(reader)


async def test_enter_goes_to_the_results_and_keeps_the_search(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.search("customs union")

        assert reader.main.pane == "articles"
        assert reader.listed == expected(desk, query="customs union")
        assert title_line(reader).startswith("Articles customs")
        assert title_line(reader).endswith("2 of 12")


async def test_a_result_shows_the_words_that_matched(desk: Desk) -> None:
    async with driving(desk.workspace(), (160, 40)) as reader:
        await reader.search("customs union")
        await reader.press("j")
        style = reader.style_of("Customs Union, ", "articles")

        assert style.bold
        assert style.color == reader.palette["match"].color


async def test_escape_goes_back_to_the_search_before(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.search("hydropower")
        before = reader.listed
        await reader.press("/")
        await reader.type(" xyzzy")
        nothing = reader.listed
        await reader.press("escape")

        assert nothing == []
        assert reader.listed == before
        assert reader.main.request.query == "hydropower"


async def test_the_search_line_takes_the_keyboard_and_gives_it_back(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("1", "/")
        await reader.type("qjx")
        typed = reader.status
        await reader.press("escape")

        assert typed.startswith("qjx ")
        assert reader.main.pane == "countries"
        assert len(reader.listed) == 12


async def test_earlier_searches_come_back_with_the_arrow_keys(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.search("hydropower")
        await reader.press("x")
        await reader.search("aluminium")
        await reader.press("x", "/", "up")
        latest = reader.listed, reader.status.split()[0]
        await reader.press("up")
        older = reader.listed, reader.status.split()[0]
        await reader.press("down", "down")

        assert latest == (expected(desk, query="aluminium", typing=True), "aluminium")
        assert older == (expected(desk, query="hydropower", typing=True), "hydropower")
        assert len(reader.listed) == 12


async def test_a_search_can_be_given_at_the_start(desk: Desk) -> None:
    async with driving(desk.workspace(), query="customs union") as reader:
        assert reader.listed == expected(desk, query="customs union")


# --- stale answers


async def test_an_answer_to_an_old_question_is_never_shown(desk: Desk) -> None:
    workspace = desk.workspace()
    async with driving(workspace) as reader:
        await reader.search("hydropower")
        old = SearchRequest(query="army")
        results = workspace.search(old)
        assert results is not None
        reader.main.post_message(SearchFinished(1, old, results))
        await reader.settle()

        assert reader.listed == expected(desk, query="hydropower")


class SlowWorkspace(Workspace):
    """A workspace in which one query waits until it is let go."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.library, workspace.config, workspace.paths)
        self.reached, self.go_on = threading.Event(), threading.Event()

    def search(
        self, request: SearchRequest, cancelled: Callable[[], bool] | None = None
    ) -> Results | None:
        """Answer, but "army" only when the test says so, and then as if nobody had cancelled it."""
        if request.query != "army":
            return super().search(request, cancelled)
        self.reached.set()
        self.go_on.wait(20)
        return super().search(request)


async def test_a_slow_answer_does_not_replace_the_one_that_overtook_it(desk: Desk) -> None:
    workspace = SlowWorkspace(desk.workspace())
    async with driving(workspace) as reader:
        searching = reader.main.searching
        reader.main.request = replace(reader.main.request, query="army")
        searching.run_again()
        await reader.until(workspace.reached.is_set)
        reader.main.request = replace(reader.main.request, query="hydropower")
        searching.run_again()
        await reader.settle()
        workspace.go_on.set()
        await reader.settle()

        assert reader.listed == expected(desk, query="hydropower")


class SlowIndex(Workspace):
    """A workspace whose index waits until it is let go, once it is asked to."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.library, workspace.config, workspace.paths)
        self.reached, self.go_on = threading.Event(), threading.Event()
        self.go_on.set()

    def update_index(self, *args: Any, **named: Any) -> UpdateReport:
        """Bring the index up to date when the test says so."""
        self.reached.set()
        self.go_on.wait(20)
        return super().update_index(*args, **named)


async def test_what_is_not_indexed_yet_is_not_said_to_be_nowhere(desk: Desk) -> None:
    workspace = SlowIndex(desk.workspace())
    async with driving(workspace) as reader:
        workspace.reached.clear()
        workspace.go_on.clear()
        reader.main.rescan()
        await reader.until(workspace.reached.is_set)
        reader.main.request = replace(reader.main.request, query="xyzzyplugh")
        reader.main.searching.run_again()
        await reader.until(lambda: "Nothing yet" in reader.status)
        workspace.go_on.set()
        await reader.settle()

        assert reader.status.startswith("No article has “xyzzyplugh”")


# --- queries that cannot be understood


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ('"customs union', "quotation mark is never closed"),
        ("(customs union", "parenthesis is never closed"),
        ("customs)", "closing parenthesis has no opening one"),
        ("customs OR", "OR stands between two words"),
        ("colour:red customs", "no field “colour”"),
    ],
)
async def test_a_query_that_cannot_be_understood_is_searched_as_words_and_says_so(
    desk: Desk, query: str, said: str
) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.search(query)

        assert said in reader.status
        assert reader.listed == expected(desk, query=query)


@pytest.mark.parametrize(
    "text", ['"(((", -:*~^[]{}\\', "NOT NOT (((", 'a"b"c"', "date:..", "title:"]
)
async def test_no_key_in_the_search_line_ever_fails(desk: Desk, text: str) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("/")
        for character in text:
            await reader.press(character)
        await reader.press("enter")

        assert reader.app.is_running
        assert reader.listed == expected(desk, query=text)


async def test_a_misspelt_word_gets_a_suggestion(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.search("hydropowre")

        assert reader.listed == []
        assert reader.status.startswith("No article has “hydropowre”. Did you mean: hydropower")


# --- what a search means, and why it found something


async def test_while_it_is_typed_a_search_is_said_in_words(desk: Desk) -> None:
    async with driving(desk.workspace(), WIDE) as reader:
        await reader.press("/")
        await reader.type("Рахмон about:tj")
        assert "рахмон (also written Rahmon) and about Tajikistan" in reader.status
        await reader.type(" xyzzy")
        assert "No article has" in reader.status
        await reader.press("escape")
        assert "Rahmon" not in reader.status


async def test_a_narrow_screen_has_room_for_what_is_typed_only(desk: Desk) -> None:
    async with driving(desk.workspace(), (60, 20)) as reader:
        await reader.press("/")
        await reader.type("hydropower")
        assert reader.status == "hydropower"


async def test_a_name_found_in_another_spelling_is_named_and_painted(desk: Desk) -> None:
    async with driving(desk.workspace(), (160, 40)) as reader:
        await reader.search("Рахмон")
        assert "[Rahmon]" in reader.pane("articles")
        await reader.press("enter")
        opened = reader.main.opened
        assert opened is not None
        assert {opened.reading.text[a:b] for a, b in opened.hits} == {"Rahmon"}


async def test_w_tells_why_an_article_was_found(desk: Desk) -> None:
    async with driving(desk.workspace(), WIDE) as reader:
        await reader.search("hydropower about:tj")
        await reader.press("w")
        sheet = reader.text
        assert "Looked for: hydropower and about Tajikistan, by relevance" in sheet
        assert "in the text" in sheet
        await reader.press("escape", "x", "w")
        assert reader.status.startswith("Nothing here for that")


async def test_the_order_is_in_the_title(desk: Desk) -> None:
    async with driving(desk.workspace(), (200, 40)) as reader:
        await reader.search("gas")
        assert "by relevance" in title_line(reader)
        await reader.press("r")
        assert "by date" in title_line(reader)


async def test_what_was_found_while_typing_stays_after_enter(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("/")
        await reader.type("hydrop")
        found = reader.listed
        await reader.press("enter")
        assert found
        assert reader.listed == found
        assert reader.main.request.query == "hydrop*"


async def test_a_note_that_was_found_is_shown_and_opened(desk: Desk) -> None:
    reading = desk.reading("tajikistan-and-the-customs-union")
    start = reading.text.index("Rahmon")
    desk.notebook("ann").add(
        "tajikistan-and-the-customs-union", reading, start, start + 6, note="Ask about turbines"
    )
    async with driving(desk.workspace(), (160, 40)) as reader:
        await reader.search("note:turbine")
        assert "✎ Ask about turbines" in reader.pane("articles")
        await reader.press("enter")
        first, last = reader.main.reader.on_screen
        assert first <= start < last
        assert reader.main.reader.current == reader.main.opened.placed[0].highlight.id


async def test_saved_searches_tell_how_much_they_find_and_what_is_new(desk: Desk) -> None:
    workspace = desk.workspace(searches={"water": "hydropower", "none": "xyzzy"})
    found = len(expected(desk, query="hydropower"))
    async with driving(workspace, WIDE) as reader:
        await reader.press("S")
        assert f"hydropower · {found}" in reader.text
        assert "xyzzy · 0" in reader.text
        await reader.press("enter", "x")
        desk.write("new.md", "# New\n\nMore hydropower.\n")
        reader.main.rescan()
        await reader.settle()
        await reader.press("S")
        assert f"hydropower · 1 new of {found + 1}" in reader.text
        await reader.press("enter", "x", "S")
        assert f"hydropower · {found + 1}" in reader.text


# --- countries


def about(desk: Desk, *, with_: str = "", without: str = "") -> set[str]:
    """Return which articles are about one country or not about another, from the files alone."""
    return {
        str(header["id"])
        for header in desk.headers()
        if (not with_ or with_ in header["countries"]) and without not in header["countries"]
    }


async def test_enter_on_a_country_includes_excludes_and_leaves_it_out_again(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("1")
        code = reader.main.countries.current.code
        seen = []
        for _ in range(3):
            await reader.press("enter")
            seen.append((set(reader.listed), reader.pane("countries").splitlines()[1][0]))

        assert seen == [
            (about(desk, with_=code), "+"),
            (about(desk, without=code), "-"),
            (about(desk), " "),
        ]


async def test_the_counts_are_those_of_the_list(desk: Desk) -> None:
    countries = {str(header["id"]): header["countries"] for header in desk.headers()}
    async with driving(desk.workspace(), (160, 60)) as reader:
        await reader.press("1", "enter", "j", "j", "enter", "enter")
        await reader.search("trade")
        counted = Counter(code for each in reader.listed for code in countries[each])
        facets = reader.main.facets

        assert reader.listed
        assert facets is not None
        assert dict(facets.about) == counted
        for code, count in counted.items():
            assert any(
                row[2:4] == code and row.split()[-2] == str(count)
                for row in reader.pane("countries").splitlines()
            )


async def test_two_countries_are_both_demanded(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        codes = []
        for keys in (["1"], ["j"]):
            await reader.press(*keys)
            codes.append(reader.main.countries.current.code)
            await reader.press("enter")

        first, second = (about(desk, with_=code) for code in codes)
        assert set(reader.listed) == first & second < first


async def test_the_cursor_stays_on_its_country_while_the_counts_change(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("1", "j", "j", "j")
        code = reader.main.countries.current.code
        await reader.press("enter")

        assert reader.main.countries.current.code == code


async def test_a_filter_and_a_search_both_hold(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("1", "enter")
        await reader.search("gas")

        assert set(reader.listed) == set(expected(desk, query="gas")) & about(desk, with_="RU")
        assert title_line(reader).startswith("Articles RU g")


async def test_x_clears_search_and_filters(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        before = reader.listed
        await reader.press("1", "enter", "j", "enter", "enter")
        await reader.search("gas")
        await reader.press("x")

        assert reader.listed == before
        assert reader.main.request.empty
        assert "+" not in reader.pane("countries")


async def test_the_cursor_stays_on_its_article_while_the_filter_changes(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("G", "1", "enter")
        await reader.press("2", "G")
        kept = reader.main.articles.current
        await reader.press("x")

        assert reader.main.articles.current == kept


async def test_r_turns_relevance_into_date_and_back(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.search("russia gas")
        ranked = reader.listed
        await reader.press("r")
        dates = [reader.main.results.article(row).date for row in range(len(reader.listed))]
        by_date = reader.listed
        await reader.press("r")

        assert sorted(by_date) == sorted(ranked)
        assert by_date != ranked
        assert dates == sorted(dates, reverse=True)
        assert reader.listed == ranked


# --- saved searches


async def test_a_search_is_saved_under_a_name_and_run_again_later(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.search("hydropower")
        await reader.press("S", "enter")
        await reader.type("water")
        await reader.press("enter")

        assert reader.status.startswith("Saved as water")
        assert "hydropower" in desk.paths.config_file.read_text(encoding="utf-8")
        await reader.press("x", "S")
        assert reader.choices == ["water"]
        await reader.press("enter")
        assert reader.listed == expected(desk, query="hydropower")


async def test_without_saved_searches_one_is_told_how_to_make_one(desk: Desk) -> None:
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.press("S")

        assert reader.status.startswith("No saved searches yet")


# --- finding in the article


async def test_in_the_reading_pane_the_search_is_in_the_article(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("Why Tajikistan")
        await reader.press("/")
        await reader.type("memorandum")
        await reader.press("enter")

        assert reader.main.opened.reading.text.count("memorandum") == len(reader.main.opened.hits)
        assert reader.painted("hit")
        assert set(reader.painted("hit")) == {"memorandum"}
        assert len(reader.listed) == 12
        assert f"{len(reader.main.opened.hits)} hits" in reader.status


async def test_what_is_not_in_the_article_is_told(desk: Desk) -> None:
    async with driving(desk.workspace(), WIDE) as reader:
        await reader.press("enter", "/")
        await reader.type("xyzzy")
        await reader.press("enter")

        assert "“xyzzy” is not in this article" in reader.status


async def test_a_find_looks_on_from_where_it_began_and_escape_goes_back_there(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.search("customs union")
        await reader.press("enter", "space")
        before = reader.pane("reading")
        await reader.press("/")
        await reader.type("customs service")
        found = reader.painted("hit-current")
        await reader.press("escape")

        assert found == ["customs service"]
        assert reader.pane("reading") == before
        assert {"Customs", "Union"} <= set(reader.painted("hit"))
        assert reader.main.pane == "reading"


async def test_escape_takes_the_hits_off_the_text(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.search("customs union")
        await reader.press("enter")
        assert reader.painted("hit")
        await reader.press("escape")

        assert not reader.painted("hit")
