"""Countries: chosen, paired, narrowed, painted; and the pictures of how they meet."""

from __future__ import annotations

from itertools import combinations

import pytest
from tui_driver import MEDIUM, NARROW, WIDE, Desk, Driven, driving

from careader.countries.article import countries_of
from careader.model import SearchRequest
from careader.search.results import Results
from careader.tui.screens.picture import PictureScreen

TALL = (160, 60)


def expected(desk: Desk, **request: object) -> list[str]:
    """Return what the library answers to a request, asked without a screen."""
    results = desk.workspace().search(SearchRequest(**request))  # type: ignore[arg-type]
    assert results is not None
    return list(results.ids)


async def stand_on(reader: Driven, code: str) -> None:
    """Put the cursor of the countries on one of them."""
    await reader.press("1", "g", "g")
    for _ in range(reader.main.countries.row_count):
        current = reader.main.countries.current
        if current is not None and current.code == code:
            return
        await reader.press("j")
    raise AssertionError(f"{code} is not listed:\n{reader.pane('countries')}")


async def choose(reader: Driven, *codes: str) -> None:
    """Include countries or groups."""
    for code in codes:
        await stand_on(reader, code)
        await reader.press("enter")


def codes(*names: str) -> frozenset[str]:
    return frozenset(names)


def counts_agree(reader: Driven) -> bool:
    """Say whether every count of the pane is that of the list beside it."""
    results = reader.main.results
    assert isinstance(results, Results)
    rows = [reader.main.countries._rows[n] for n in range(reader.main.countries.row_count)]
    listed = [results.about(n) for n in range(results.total)]
    return all(
        row.about == sum(row.code in about for about in listed) for row in rows if not row.kind
    )


async def test_all_of_the_countries_included_or_any(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await choose(reader, "TJ", "RU")
        both = reader.listed
        assert counts_agree(reader)
        await reader.press("a")
        title = reader.pane("countries").splitlines()[0]

        assert both == expected(desk, about=codes("TJ", "RU"))
        assert reader.listed == expected(desk, about=codes("TJ", "RU"), any_of=True)
        assert len(both) < len(reader.listed)
        assert " any " in title
        assert counts_agree(reader)
        assert "RU|TJ" in reader.pane("articles").splitlines()[0]


async def test_where_any_is_enough_every_other_country_can_still_be_included(desk: Desk) -> None:
    async with driving(desk.workspace(), TALL) as reader:
        await reader.press("1", "a")
        await choose(reader, "KZ", "UZ", "KG")

        assert reader.listed == expected(desk, about=codes("KZ", "UZ", "KG"), any_of=True)
        assert counts_agree(reader)


async def test_what_articles_mention_filters_instead_of_what_they_are_about(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await choose(reader, "TJ")
        await reader.press("m")
        mentioning = reader.listed
        title = reader.pane("countries").splitlines()[0]
        await choose(reader, "CN")

        assert mentioning == expected(desk, mentions=codes("TJ"))
        assert "›all" in title
        assert reader.listed == expected(desk, mentions=codes("TJ", "CN"))
        await reader.press("enter")
        assert reader.listed == expected(desk, mentions=codes("TJ"), not_mentions=codes("CN"))
        await reader.press("m")
        assert reader.listed == expected(desk, about=codes("TJ"), not_about=codes("CN"))


async def test_a_pair_is_chosen_in_one_step(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await choose(reader, "KZ")
        await stand_on(reader, "RU")
        await reader.press("p")
        offered = reader.choices
        await reader.type("taj")
        await reader.press("enter")

        assert offered[:2] == ["Kazakhstan", "Tajikistan"]
        assert reader.listed == expected(desk, about=codes("TJ", "RU"))
        assert reader.main.pane == "countries"


async def test_a_pair_begins_with_the_country_included_before(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await choose(reader, "KZ")
        await stand_on(reader, "RU")
        await reader.press("p", "enter")

        assert reader.listed == expected(desk, about=codes("KZ", "RU"))


async def test_groups_stand_below_and_filter(desk: Desk) -> None:
    async with driving(desk.workspace(), TALL) as reader:
        await reader.press("1", "o")
        first = reader.main.countries.current
        below = reader.pane("countries")
        await choose(reader, "CSTO")
        named = reader.listed
        await reader.press("x", "1", "o")
        await choose(reader, "south-caucasus")

        assert first is not None
        assert first.kind == "region"
        assert "CSTO Collective" in below
        assert named == expected(desk, about=codes("CSTO"))
        assert named == expected(desk, query="country:ОДКБ")
        assert reader.listed == expected(desk, query="about:AZ OR about:AM OR about:GE")
        await reader.press("o")
        assert reader.main.countries.current is not None
        assert not reader.main.countries.current.kind


async def test_typing_narrows_the_pane_and_escape_widens_it(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("1", "f")
        await reader.type("Киргиз")
        narrowed = reader.pane("countries").splitlines()[1:]
        await reader.press("enter", "enter")

        assert [line.split()[0] for line in narrowed if line] == ["KG"]
        assert reader.listed == expected(desk, about=codes("KG"))
        await reader.press("escape", "enter", "enter")
        assert reader.main.countries.row_count > 10
        await reader.press("f")
        await reader.type("taj")
        await reader.press("escape")
        assert reader.main.countries.row_count > 10


async def test_a_search_in_the_pane_is_still_one_of_the_library(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("1", "/")
        await reader.type("gas")

        assert reader.listed == expected(desk, query="gas", typing=True)


async def test_countries_are_sorted_by_name_or_count(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("1", "r")
        rows = reader.pane("countries").splitlines()[1:]
        names = [line[5:20].strip() for line in rows]

        assert names == sorted(names)
        await reader.press("r")
        assert reader.pane("countries").splitlines()[1:] != rows


# --- painting


async def test_mentions_of_the_filtered_countries_are_painted_and_walked(desk: Desk) -> None:
    async with driving(desk.workspace(), (160, 50)) as reader:
        await choose(reader, "TJ", "RU")
        await reader.open_titled("Why Tajikistan hesitates")
        await reader.press("p")
        opened = reader.main.opened
        assert opened is not None
        found = countries_of(opened.article.title, opened.reading).mentions.spans
        spans = [(start, end) for start, end, code in found if code in ("TJ", "RU")]

        assert list(opened.hits) == spans
        assert reader.painted("hit")[:2] == [opened.reading.text[a:b] for a, b in spans[:2]]
        assert reader.status.startswith(f"Russia, Tajikistan: {len(spans)} mentions")
        await reader.press("n", "n")
        assert reader.status.startswith(f"Hit 2 of {len(spans)}")
        await reader.press("N")
        assert reader.main.reader.hit == 0
        await reader.press("p")
        assert reader.painted("hit") == []


async def test_painting_goes_on_in_the_next_article_and_follows_the_filter(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await choose(reader, "TJ")
        await reader.press("2", "enter", "p", "]")
        assert reader.main.opened is not None
        tajik = len(reader.main.opened.hits)
        await choose(reader, "RU")
        more = len(reader.main.opened.hits)

        assert 0 < tajik < more
        await reader.press("3", "escape")
        assert reader.main.opened.hits == ()
        await reader.press("]")
        assert reader.main.opened.hits == ()


async def test_an_article_that_names_none_of_them_says_so(desk: Desk) -> None:
    desk.write(
        "plain.md", "---\ntitle: Plain\ncountries: [TJ]\ndate: 2030\n---\nNobody is named.\n"
    )
    async with driving(desk.workspace()) as reader:
        await choose(reader, "TJ")
        await reader.open_titled("Plain")
        await reader.press("p")

        assert "Tajikistan: not named here" in reader.status


# --- the pictures


def picture(reader: Driven) -> PictureScreen:
    screen = reader.app.screen
    assert isinstance(screen, PictureScreen)
    return screen


def pairs_shown(reader: Driven) -> dict[tuple[str, str], int]:
    """Return the figures of the matrix on the screen."""
    _, heads, *rows = reader.lines()[:-1]
    columns = heads.split()
    found = {}
    for row in rows:
        if row.strip():
            code, *cells = row.replace("·", " 0 ").split()
            figures = [int(cell.strip("░▒▓█")) for cell in cells[-len(columns) :]]
            found |= {(code, other): n for other, n in zip(columns, figures, strict=True)}
    return found


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_the_matrix_counts_every_pair(desk: Desk, size: tuple[int, int]) -> None:
    about = [set(each.get("countries") or ()) for each in desk.headers()]
    async with driving(desk.workspace(), size) as reader:
        await reader.press("M")
        shown = pairs_shown(reader)

        assert len(shown) == 81
        for (one, other), count in shown.items():
            assert count == sum({one, other} <= each for each in about), (one, other)


async def test_enter_on_a_cell_lists_its_articles(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("M")
        shown = reader.status
        await reader.press("enter")

        assert shown.startswith("Russia and Tajikistan: 2")
        assert reader.main.pane == "articles"
        assert reader.listed == expected(desk, about=codes("TJ", "RU"))
        await reader.press("M", "j", "j", "h")
        assert reader.status.startswith("Kazakhstan and Russia") or "Kazakhstan" in reader.status


async def test_every_cell_opens_as_many_as_it_says(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await choose(reader, "AZ")
        await reader.press("M")
        names = list(picture(reader)._pairs.codes)
        assert names[0] == "AZ"
        await reader.press("escape")
        for row, column in list(combinations(range(len(names)), 2))[::4]:
            await reader.press("M")
            picture(reader)._pairs.go_to(row, column)
            count = picture(reader)._pairs.count(row, column)
            pair = picture(reader)._pairs.pair
            await reader.press("enter")
            if not count:
                assert isinstance(reader.app.screen, PictureScreen)
                await reader.press("q")
            else:
                assert pair is not None
                assert len(reader.listed) == count
                assert reader.main.request.about == frozenset(pair)


async def test_the_matrix_of_mentions(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("M", "m")
        pane = picture(reader)._pairs
        pair, count = pane.pair, pane.count(pane.at_row, pane.at_column)
        await reader.press("enter")

        assert pair is not None
        assert reader.listed == expected(desk, mentions=frozenset(pair))
        assert len(reader.listed) == count
        assert reader.main.country_view.by_mention


async def test_years_are_bars_that_open_what_they_count(desk: Desk) -> None:
    async with driving(desk.workspace(), MEDIUM) as reader:
        await choose(reader, "TJ")
        await reader.press("Y")
        text = reader.text
        await reader.press("g", "g", "enter")

        assert "2012  █" in text
        assert "Tajikistan" in reader.lines()[0] or "TJ 2012" in reader.pane("articles")
        assert reader.listed == expected(desk, about=codes("TJ"), date_from="2012", date_to="2012")


async def test_a_countrys_own_bar_opens_its_articles(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await choose(reader, "TJ", "KR")
        await reader.press("Y", "G", "l", "l")
        assert reader.status.startswith("Tajikistan, 2026: 1")
        await reader.press("enter")

        assert reader.listed == expected(desk, about=codes("TJ"), date_from="2026", date_to="2026")


async def test_the_pictures_change_places_and_go_away(desk: Desk) -> None:
    async with driving(desk.workspace(), NARROW) as reader:
        await reader.press("Y", "tab")
        assert "Pairs of countries" in reader.text
        await reader.press("tab")
        assert "Articles by year" in reader.text
        await reader.press("M", "Y", "escape")
        assert not isinstance(reader.app.screen, PictureScreen)
        assert reader.main.request.empty


async def test_the_matrix_scrolls_to_where_the_cursor_goes(desk: Desk) -> None:
    async with driving(desk.workspace(), (40, 8)) as reader:
        await reader.press("M", "m", "G", "$")
        pane = picture(reader)._pairs

        assert pane.pair == (pane.codes[-1], pane.codes[-1])
        assert reader.lines()[1].split()[-1] == pane.codes[-1]
        assert reader.lines()[-2].startswith(pane.codes[-1])
        await reader.press("g", "0")
        assert reader.lines()[1].split()[0] == pane.codes[0]


async def test_shades_are_told_apart_without_colours(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(desk.workspace()) as reader:
        await reader.press("M")

        assert "██2" in reader.text
        assert "░░1" in reader.text
        x, y = reader.where("██2")
        assert reader.style_at(x, y).reverse


async def test_nothing_found_makes_an_empty_picture(desk: Desk) -> None:
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.search("xyzzyplugh")
        await reader.press("M", "j", "l", "enter", "tab", "j", "enter")

        assert isinstance(reader.app.screen, PictureScreen)
        assert "No article here has a date" in reader.status


# --- why


async def test_the_sheet_says_why_an_article_is_about_its_countries(desk: Desk) -> None:
    desk.write("silent.md", "---\ntitle: Dushanbe waits\ndate: 2030\n---\nTajikistan. Rahmon.\n")
    async with driving(desk.workspace(), TALL) as reader:
        await reader.press("g", "g", "i")
        silent = reader.text
        await reader.press("escape")
        await reader.open_titled("Why Tajikistan hesitates")
        await reader.press("i")

        assert "Tajikistan, by its text" in silent
        assert "Tajikistan: title, 3 mentions, all paragraphs" in silent
        assert "by its front matter" in reader.text
        assert "Tajikistan: title, " in reader.text
