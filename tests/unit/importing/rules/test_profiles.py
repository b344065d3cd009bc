"""What differs between publications is data, and a user may add to it."""

from careader.importing.model import Extract, ImportedArticle
from careader.importing.rules import Profiles, articles_of

PAGE = """The Ferry and the Fog

By Ann Bell

03/04/2012

The Steppe Courier

The ferry between Kazakhstan and Azerbaijan did not sail on Monday, because nobody could see it.

Whoever wanted to cross the sea from Kazakhstan slept on his lorry, and the fog slept with him.

Ring the Courier's bell for more
"""

OWN = {
    "Steppe Courier": {
        "aliases": ["The Courier"],
        "order": "dmy",
        "chrome": ["Ring the Courier's bell"],
    }
}


def one(own: dict[str, object]) -> ImportedArticle:
    (article,) = articles_of(
        Extract(name="x.txt", format="text", body=PAGE, plain=True), Profiles.load(own)
    )
    return article


def test_the_field_is_known(profiles: Profiles) -> None:
    assert len(profiles.publications) >= 30
    assert profiles.name("The CACI Analyst") == "Central Asia-Caucasus Analyst"
    assert profiles.name("asia times online") == "Asia Times Online"
    assert profiles.name("The Unknown Gazette.") == "The Unknown Gazette"
    found = profiles.at("https://www.jamestown.org/program/x")
    assert found is not None
    assert found.name == "The Jamestown Foundation"


def test_a_name_in_another_script_stays_in_its_own(profiles: Profiles) -> None:
    assert profiles.name("ИА «Азия-Плюс»") == "Азия-Плюс"


def test_no_name_belongs_to_two_publications(profiles: Profiles) -> None:
    for publication in profiles.publications.values():
        for alias in (publication.name, *publication.aliases):
            found = profiles.named(alias)
            assert found is publication, (alias, publication.name, found)


def test_a_users_own_publication_counts_like_any_other() -> None:
    without, with_own = one({}), one(OWN)
    assert without.date == "2012"
    assert "two orders possible: 2012-03-04 or 2012-04-03" in without.doubts["date"]
    assert with_own.date == "2012-04-03"
    assert with_own.publication == "Steppe Courier"
    assert "bell" not in with_own.body
    assert "bell" in without.body


def test_a_user_may_change_one_field_of_a_known_publication() -> None:
    profiles = Profiles.load({"Eurasia Daily Monitor": {"volume": "1900"}})
    changed = profiles.publications["Eurasia Daily Monitor"]
    assert changed.year_of("2") == "1902"
    assert "EDM" in changed.aliases


def test_nonsense_in_the_users_table_is_passed_over() -> None:
    profiles = Profiles.load({"A": "text", "B": {"volume": "soon", "aliases": {"x": "y"}}, "C": []})
    assert profiles.publications["B"].volume == 0
    assert "A" not in profiles.publications
