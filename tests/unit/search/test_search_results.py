"""What a search answers: how many, in what order, how they divide, and what else to try."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from careader.model import Highlight, SearchRequest, Sort
from careader.search import Cancel, KnownReader
from tests.unit.search.shelf import Shelf

SMALL = Path(__file__).parents[4] / "shared" / "corpus" / "small.jsonl.gz"


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["pipeline", "plain", "til", "union", "voda", "zhongya"]),
        ("customs union", ["union"]),
        ("tariff", ["union"]),
        ('"tariff"', []),
        ('"customs union"', ["union"]),
        ('"union customs"', []),
        ('"oil gas"~2', ["pipeline"]),
        ("oil OR tariff", ["pipeline", "union"]),
        ("trade -oil", ["union"]),
        ("trade NOT (oil OR gas)", ["union"]),
        ("pipe*", ["pipeline"]),
        ("*stan", ["pipeline", "union"]),
        ("kazahstan~", ["pipeline"]),
        ("title:pipeline", ["pipeline"]),
        ("title:oil", []),
        ("author:blagov", ["union"]),
        ("blagov", ["union"]),
        ('pub:"asia times"', ["union"]),
        ('pub:"times asia"', []),
        ("tag:trade", ["pipeline", "union"]),
        ("lang:ru", ["voda"]),
        ("about:KZ", ["pipeline"]),
        ("about:kazakhstan about:china", ["pipeline"]),
        ("country:tajikistan", ["union"]),
        ("country:China -country:RU", ["pipeline"]),
        ("about:Узбекистан", ["til", "voda"]),
        ("about:UZ lang:uz", ["til"]),
        ("about:central-asia", ["pipeline", "til", "union", "voda"]),
        ("about:'central asia' lang:ru", []),
        ('about:"Центральная Азия" lang:ru', ["voda"]),
        ("country:SCO", []),
        ("about:Atlantis", []),
        ("date:2012", ["union", "voda"]),
        ("date:2012-11", ["voda"]),
        ("date:2010..2011", ["pipeline"]),
        ("date:..2010-03-01", ["pipeline"]),
        ("вода", ["voda"]),
        ("елка", ["voda"]),
        ("ozbekiston", ["til", "voda"]),
        ("o'zbek", ["til"]),
        ("国家", ["zhongya"]),
        ("中亚国家", ["zhongya"]),
        ("国", ["zhongya"]),
        ("naive", ["plain"]),
    ],
)
def test_the_language_finds_what_it_says(press: Shelf, query: str, ids: list[str]) -> None:
    assert press.find(query) == ids


def test_what_the_reader_did_is_asked_for_too(press: Shelf) -> None:
    passage = Highlight(id="1", article="union", quote="Tariffs of the union", note="See also oil.")
    gone = Highlight(id="2", article="plain", quote="Nothing", note="Gone", deleted="2026")
    press.read_by(read=["union", "til"], starred=["til"], highlights=[passage, gone])
    assert press.find("is:read") == ["til", "union"]
    assert press.find("is:unread") == ["pipeline", "plain", "voda", "zhongya"]
    assert press.find("is:starred") == ["til"]
    assert press.find("has:highlight") == ["union"]
    assert press.find("has:note customs") == ["union"]
    assert press.find("note:oil") == ["union"]
    assert press.find('highlight:"of the union"') == ["union"]
    assert press.find("note:tariff") == []
    assert press.find("note:gone") == []


def test_what_the_reader_does_counts_at_once(press: Shelf) -> None:
    assert press.find("is:read") == []
    press.read_by(read=["voda"])
    assert press.find("is:read") == ["voda"]


def test_filters_are_anded_with_the_query(press: Shelf) -> None:
    assert press.find("trade", about=frozenset({"KZ", "CN"})) == ["pipeline"]
    assert press.find("", not_about=frozenset({"KZ", "UZ"}), date_from="2010") == ["union"]
    assert press.find("", mentions=frozenset({"TJ"})) == ["union"]
    assert press.find("", date_from="2012-10", date_to="2012-10-17") == ["union", "voda"]
    assert press.find("", date_from="never") == []


def test_without_words_the_newest_come_first(press: Shelf) -> None:
    results = press.results("tag:trade")
    assert results.sort is Sort.DATE
    assert list(results.ids) == ["union", "pipeline"]


def test_with_words_the_best_come_first_and_titles_count_more(shelf: Shelf) -> None:
    shelf.put("once", "A union and much else besides, said at length.", date="2020")
    shelf.put("often", "The union. A union. Union!", date="2010")
    shelf.put("title", "A union and much else besides, said at length.", title="Union", date="2000")
    shelf.put("other", "Nothing of it.")
    shelf.update()
    results = shelf.results("union")
    assert results.sort is Sort.RELEVANCE
    assert results.ids[-1] == "once"
    scores = [hit.score for hit in results.hits()]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0
    assert list(shelf.results("union", sort=Sort.DATE).ids) == ["once", "often", "title"]


def test_a_hit_shows_why_it_is_one(press: Shelf) -> None:
    (hit,) = press.results("tariffs").hits()
    assert hit.article.id == "union"
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.marks] == ["Tariffs"]


def test_every_facet_counts_what_was_found(press: Shelf) -> None:
    facets = press.results("trade").facets
    assert facets.about == {"RU": 1, "TJ": 1, "KZ": 1, "CN": 1}
    assert facets.publication == {"Asia Times Online": 1, "Silk Road Review": 1}
    assert facets.year == {"2012": 1, "2010": 1}
    assert facets.author == {"Sergei Blagov": 1, "Ann Lee": 1}
    assert facets.tag == {"trade": 2, "energy": 1}
    assert facets.lang == {"en": 2}
    assert press.results("").facets.year == {"2012": 2, "2010": 1}


def test_mentioned_countries_include_those_an_article_is_about(press: Shelf) -> None:
    mentioned = press.results("customs").facets.mentioned
    assert mentioned["TJ"] == 1
    assert mentioned["RU"] == 1
    assert press.index.facts()["union"].mentions["TJ"] >= 1
    assert press.index.facts()["union"].words == 14


def test_membership_and_places(press: Shelf) -> None:
    results = press.results("tag:trade")
    assert "union" in results
    assert "voda" not in results
    assert "unknown" not in results
    assert len(results) == 2
    assert results.article(0).id == "union"
    assert (results.row_of("pipeline"), results.row_of("voda")) == (1, None)


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("tarif", "tariffs"),
        ("tajikstan", "tajikistan"),
        ("Customs unoin", "Customs union"),
        ('"custms union"', '"customs union"'),
        ("tajikstan -union", None),
        ("customs pipeline", None),
        ("xyzzyx", None),
        ("about:KZ oli", "about:KZ oil"),
    ],
)
def test_without_hits_something_like_it_that_has_hits_is_suggested(
    press: Shelf, query: str, suggestion: str | None
) -> None:
    results = press.results(query)
    assert results.total == 0
    assert results.suggestion == suggestion
    assert suggestion is None or press.find(suggestion)


def test_a_word_being_typed_is_the_beginning_of_longer_ones(press: Shelf) -> None:
    assert press.find("tajiki", typing=True) == ["union"]
    assert press.find("tajiki") == []
    assert press.find("tajiki ", typing=True) == []
    assert press.find("customs uni", typing=True) == ["union"]


def test_a_word_that_is_hardly_one_goes_on_and_a_usual_one_does_not(shelf: Shelf) -> None:
    shelf.put("odd", "kaz")
    for number in range(8):
        shelf.put(f"k{number}", "Kazakhstan at war")
    shelf.put("w", "Warsaw")
    shelf.update()
    assert len(shelf.find("kaz", typing=True)) == 9
    assert len(shelf.find("war", typing=True)) == 8
    assert shelf.results("kaz", typing=True).query.describe() == "words beginning with kaz"


def test_every_letter_typed_has_an_answer(press: Shelf) -> None:
    text = '"customs union" OR (oil -gas) title:pipe* date:2010..2012 about:KZ is:unread x~'
    for end in range(len(text) + 1):
        results = press.results(text[:end], typing=True)
        results.hits()
        assert results.facets.year is not None


def test_a_search_nobody_waits_for_is_given_up(press: Shelf) -> None:
    with pytest.raises(Cancel):
        press.index.search(SearchRequest(query="customs union"), cancelled=lambda: True)


def test_results_stay_what_they_were_while_the_index_changes(press: Shelf) -> None:
    before = press.results("customs")
    press.file("union").unlink()
    press.update()
    assert before.total == 1
    assert before.article(0).id == "union"
    assert before.hits()[0].article.id == "union"
    assert press.find("customs") == []


def test_the_facade_imports_nothing_heavy() -> None:
    code = (
        "import sys, careader.search; print([m for m in sys.modules"
        " if m.split('.')[0] in ('whoosh', 'sqlite3', 'Stemmer', 'textual', 'yaml')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_list_and_its_counts_need_no_whoosh(press: Shelf) -> None:
    code = (
        "import sys; from pathlib import Path; from careader.library.library import Library\n"
        "from careader.search import SearchIndex; from careader.model import SearchRequest\n"
        f"root = Path({str(press.root)!r})\n"
        "library = Library.open(root / 'library', root / 'cache')\n"
        "index = SearchIndex(root / 'index'); catalogue = library.scan(library.catalogue())\n"
        "assert index.update(catalogue, library.read).unchanged == 6\n"
        "assert index.search(SearchRequest()).facets.mentioned['TJ'] == 1\n"
        "print('whoosh' in sys.modules)"
    )
    root = str(Path(__file__).parents[3])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": root},
    )
    assert done.stdout.strip() == "False"


@pytest.mark.skipif(not SMALL.is_file(), reason=f"the corpus is not there: {SMALL}")
def test_counts_over_real_documents_are_those_of_grep(shelf: Shelf) -> None:
    with gzip.open(SMALL, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines][:150]
    for number, document in enumerate(documents):
        shelf.put(f"d{number}", document["text"], title=document["title"])
    assert shelf.update().failed == {}
    texts = [f"{shelf.index.text(f'd{n}')}" for n in range(len(documents))]
    titles = [document["title"] for document in documents]
    for query, pattern in GREP.items():
        expression = re.compile(pattern, re.IGNORECASE)
        expected = {
            f"d{n}"
            for n, parts in enumerate(zip(titles, texts, strict=True))
            if any(map(expression.search, parts))
        }
        assert set(shelf.find(query)) == expected, query


GREP = {
    '"united states"': r"\bunited\W+states\b",
    '"the"': r"\bthe\b",
    '"natural gas"': r"\bnatural\W+gas\b",
    '"general assembly"': r"\bgeneral\W+assembly\b",
    "pipe*": r"\bpipe",
    "kazakh*": r"\bkazakh",
    "*stan": r"stan(?![^\W_])",
    '"nuclear"': r"\bnuclear\b",
    '"energy"': r"\benergy\b",
    '"xyzzy"': r"\bxyzzy\b",
    "uzbek* OR kyrgyz*": r"\b(?:uzbek|kyrgyz)",
}


def test_known_readers_take_highlights_by_article() -> None:
    passage = Highlight(id="1", article="a", quote="q")
    assert KnownReader.of(highlights=[passage]).highlights == {"a": [passage]}
