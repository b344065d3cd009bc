"""Countries on the command line: counted, paired, by year, by group; filters by any name."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
import yaml
from cli_calls import Call, User

from careader.countries.names import use_own_entries


@pytest.fixture
def about(sample: User) -> list[tuple[set[str], str]]:
    """What the front matter of each sample says: countries and year."""
    found = []
    for path in sorted(sample.library.rglob("*.md")):
        header = yaml.load(path.read_text(encoding="utf-8").split("---\n")[1], yaml.BaseLoader)
        found.append((set(header.get("countries") or ()), str(header.get("date") or "")[:4]))
    return found


def ids(found: dict[str, Any]) -> set[str]:
    return {hit["id"] for hit in found["hits"]}


@pytest.mark.usefixtures("sample")
class TestCounts:
    def test_follow_query_and_filters(self, careader: Call) -> None:
        counts = careader("countries", "--about", "TJ", "--json").json()
        found = careader("search", "--about", "TJ", "--limit", "0", "--json").json()
        assert counts["TJ"]["about"] == found["total"]
        assert {code: each["about"] for code, each in counts.items() if each["about"]} == found[
            "facets"
        ]["about"]

    def test_of_groups_are_those_of_their_members(
        self, careader: Call, about: list[tuple[set[str], str]]
    ) -> None:
        groups = careader("countries", "--groups", "--json").json()
        central = groups["central-asia"]
        assert central["kind"] == "region"
        assert central["about"] == sum(bool(codes & set(central["members"])) for codes, _ in about)
        found = careader("search", "--country", "ОДКБ", "--limit", "0", "--json").json()
        assert groups["CSTO"]["mentioned"] == found["total"] > 0

    def test_pairs_are_counted_once_and_both_ways(
        self, careader: Call, about: list[tuple[set[str], str]]
    ) -> None:
        pairs = careader("countries", "--matrix", "--json").json()
        for one, other in combinations(pairs, 2):
            together = sum({one, other} <= codes for codes, _ in about)
            assert pairs[one].get(other, 0) == pairs[other].get(one, 0) == together
        for code, row in pairs.items():
            assert row[code] == sum(code in codes for codes, _ in about)

    def test_a_matrix_of_mentions_agrees_with_the_search(self, careader: Call) -> None:
        pairs = careader("countries", "--matrix", "--mentions", "--json").json()
        found = careader("search", "--country", "TJ", "--country", "CN", "--json").json()
        assert pairs["TJ"]["CN"] == found["total"]

    def test_a_matrix_on_paper_has_as_many_countries_as_asked_for(self, careader: Call) -> None:
        lines = careader("countries", "--matrix", "--limit", "3").out.splitlines()
        assert lines[0].split("\t") == ["code", "country", "RU", "TJ", "KZ"]
        assert len(lines) == 4
        assert len(careader("countries", "--matrix", "--limit", "0").out.splitlines()) == 10

    def test_by_year(self, careader: Call, about: list[tuple[set[str], str]]) -> None:
        years = careader("countries", "--by", "year", "--json").json()
        assert list(years) == sorted({year for _, year in about if year})
        for year, row in years.items():
            assert row["articles"] == sum(year == each for _, each in about)
            assert row["countries"]["TJ"] == sum(
                year == each and "TJ" in codes for codes, each in about
            )

    def test_by_year_tells_each_country_of_the_filter_apart(
        self, careader: Call, about: list[tuple[set[str], str]]
    ) -> None:
        years = careader("countries", "--by", "year", "--about", "TJ", "--about", "RU", "--json")
        for year, row in years.json().items():
            dated = [codes for codes, each in about if each == year]
            assert row["articles"] == sum({"TJ", "RU"} <= codes for codes in dated)
            assert row["countries"] == {
                code: sum(code in codes for codes in dated) for code in ("TJ", "RU")
            }
        lines = careader("countries", "--by", "year", "--about", "TJ").out.splitlines()
        assert lines[0].split("\t")[:3] == ["year", "articles", "TJ"]
        assert any("█" in line for line in lines)

    def test_nothing_found_is_an_empty_document(self, careader: Call) -> None:
        for words in (["--matrix"], ["--by", "year"], ["--groups"], []):
            assert careader("countries", "xyzzyplugh", *words, "--json").json() == {}
            assert "Nothing found" in careader("countries", "xyzzyplugh", *words).err

    def test_one_table_at_a_time(self, careader: Call) -> None:
        assert careader("countries", "--matrix", "--by", "year").status == 2


@pytest.mark.usefixtures("sample")
class TestFilters:
    @pytest.mark.parametrize(
        "name", ["TJ", "tjk", "Tajikistan", "Таджикистан", "تاجیکستان", "Tajik"]
    )
    def test_take_names_in_any_language(self, careader: Call, name: str) -> None:
        found = careader("search", "--about", name, "--limit", "0", "--json").json()
        assert found["total"] == 5
        assert found["total"] == careader("search", f"about:{name}", "--json").json()["total"]

    @pytest.mark.parametrize(
        "name", ["central-asia", "Central Asia", "Средняя Азия", "آسیای میانه"]
    )
    def test_take_groups(self, careader: Call, name: str) -> None:
        found = careader("search", "--about", name, "--limit", "0", "--json").json()
        codes = [set(hit["countries"]) for hit in found["hits"]]
        assert all(each & {"KZ", "KG", "TJ", "TM", "UZ"} for each in codes)
        assert ids(careader("search", f'about:"{name}"', "--limit", "0", "--json").json()) == ids(
            found
        )

    def test_any_is_the_union_and_all_the_meeting(self, careader: Call) -> None:
        def found(*words: str) -> set[str]:
            return ids(careader("search", *words, "--limit", "0", "--json").json())

        one, other = found("--about", "TJ"), found("--about", "KZ")
        both = ("--about", "TJ", "--about", "KZ")
        assert found(*both, "--any") == one | other
        assert found(*both) == one & other
        listed = {each["id"] for each in careader("list", *both, "--any", "--json").json()}
        assert listed == one | other


class TestSilentArticles:
    def test_are_about_what_their_text_weighs(self, careader: Call, user: User) -> None:
        user.put("a.md", "---\ntitle: A border\n---\nTajikistan and Tajiks.\n")
        [hit] = careader("search", "--about", "TJ", "--json").json()["hits"]
        assert hit["countries"] == ["TJ"]
        [row] = careader("list", "--json").json()
        assert row["countries"] == ["TJ"]

    def test_highlights_are_filtered_by_their_articles(self, careader: Call, user: User) -> None:
        user.put("a.md", "---\nid: a\ntitle: A border\n---\nTajikistan and Tajiks.\n")
        user.put("b.md", "---\nid: b\ntitle: A ship\n---\nThe SCO met.\n")
        folder = user.library / "annotations" / "ada"
        for article, quote in (("a", "Tajikistan"), ("b", "met")):
            path = folder / article / f"01ARZ3NDEKTSV4RRFFQ69G5FA{article.upper()}.md"
            path.parent.mkdir(parents=True)
            text = f'---\nid: "{path.stem}"\narticle: "{article}"\nquote: "{quote}"\n---\n'
            path.write_text(text, encoding="utf-8")

        def quotes(*words: str) -> list[str]:
            found = careader("highlights", *words, "--json").json()
            return sorted(each["quote"] for each in found)

        assert quotes() == ["Tajikistan", "met"]
        assert quotes("--about", "TJ") == quotes("about:TJ") == ["Tajikistan"]
        assert quotes("--country", "SCO") == quotes("country:SCO") == ["met"]
        assert quotes("--about", "TJ", "--country", "SCO") == []
        assert quotes("--about", "TJ", "--country", "SCO", "--any") == ["Tajikistan", "met"]


class TestOwnCountries:
    @pytest.fixture(autouse=True)
    def _as_before(self) -> Any:
        yield
        use_own_entries({})

    def write(self, user: User, text: str) -> None:
        file = user.config_file.with_name("countries.yaml")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def test_are_found_in_texts_and_taken_by_filters(self, careader: Call, user: User) -> None:
        user.put("a.md", "---\ntitle: High\n---\nShughnon is high. Shughnon is cold.\n")
        assert careader("search", "--country", "TJ", "--json").json()["total"] == 0
        self.write(user, "TJ: {names: [Shughnon]}\n")
        assert careader("search", "--about", "Shughnon", "--json").json()["total"] == 1
        self.write(user, "TJ: {names: [Roshan]}\n")
        assert careader("search", "--country", "TJ", "--json").json()["total"] == 0
        assert careader("search", "--country", "Shughnon").status == 2

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("TJ: {rivers: [Panj]}\n", "rivers is not one of"),
            ("Tajikistan: {names: [x]}\n", "not a code of two letters"),
            ("TJ: [\n", "cannot be understood"),
        ],
    )
    def test_say_what_makes_no_sense(
        self, careader: Call, user: User, text: str, said: str
    ) -> None:
        self.write(user, text)
        user.put("a.md", "---\ntitle: High\n---\nTajikistan.\n")
        outcome = careader("search", "--country", "TJ", "--json")
        assert outcome.json()["total"] == 1
        assert said in outcome.err
        assert "countries.yaml" in outcome.err
