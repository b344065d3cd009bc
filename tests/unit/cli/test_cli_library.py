"""careader countries and careader index: what the library holds as a whole."""

from __future__ import annotations

import pytest
from cli_calls import Call, User


@pytest.mark.usefixtures("sample")
class TestCountries:
    def test_as_json_counts_articles_by_code(self, careader: Call) -> None:
        counts = careader("countries", "--json").json()
        listed = careader("list", "--json").json()
        about = [row for row in listed if "TJ" in row["countries"]]
        assert counts["TJ"]["name"] == "Tajikistan"
        assert counts["TJ"]["about"] == len(about)
        assert all(each["about"] <= each["mentioned"] <= len(listed) for each in counts.values())

    def test_of_a_query_counts_what_it_finds(self, careader: Call) -> None:
        facets = careader("search", "gas", "--json").json()["facets"]
        counts = careader("countries", "gas", "--json").json()
        assert {code: each["mentioned"] for code, each in counts.items()} == facets["country"]

    def test_is_a_table_with_a_head(self, careader: Call) -> None:
        head, *rows = [line.split("\t") for line in careader("countries").out.splitlines()]
        assert head == ["code", "country", "about", "mentioned"]
        assert [int(row[2]) for row in rows] == sorted((int(row[2]) for row in rows), reverse=True)


class TestIndex:
    def test_says_what_it_did(self, user: User, careader: Call) -> None:
        user.put("a.md", "# One\n\nText.\n")
        user.put("b.md", "# Two\n\nText.\n")
        first = careader("index")
        assert (first.status, first.out) == (0, "")
        assert first.err.startswith("2 articles: 2 new, 0 changed, 0 gone, ")
        assert careader("index").err.startswith("2 articles: 0 new, 0 changed, 0 gone, ")
        user.put("a.md", "# One\n\nAnother text.\n").with_name("b.md").unlink()
        assert careader("index").err.startswith("1 article: 0 new, 1 changed, 1 gone, ")

    def test_rebuilds_when_asked(self, user: User, careader: Call) -> None:
        user.put("a.md", "# One\n\nText.\n")
        careader("index")
        assert careader("index", "--rebuild").err.startswith("1 article: 1 new, ")
        assert careader("search", "text", "--json").json()["total"] == 1

    def test_names_what_is_no_article(self, user: User, careader: Call) -> None:
        user.put("a.md", "# One\n\nText.\n")
        (user.library / "articles" / "b.md").symlink_to("/etc/hostname")
        outcome = careader("index")
        assert outcome.status == 0
        assert "articles/b.md is no article" in outcome.err

    def test_an_index_that_cannot_be_written_is_said_and_fails(
        self, user: User, careader: Call
    ) -> None:
        user.put("a.md", "# One\n\nText.\n")
        careader("list")
        next((user.home / "CACHE" / "careader").iterdir()).joinpath("index").write_text("no folder")
        outcome = careader("index")
        assert outcome.status == 1
        assert outcome.err.startswith("careader: ")
