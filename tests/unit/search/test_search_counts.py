"""Queries over real documents find just what plain regular expressions find in the same texts.

The documents are no part of the repository: without `../shared/corpus` the tests are skipped.
"""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.corpus import corpus_file, write_library
from careader.countries.article import countries_of
from careader.library.library import Library
from careader.model import SearchRequest
from careader.search import SearchIndex
from careader.text.reading import build
from tests.unit.search.plain_search import (
    Paper,
    Test,
    alike,
    dated,
    every,
    like,
    named,
    near,
    no,
    phrase,
    row,
    some,
    titled,
    word,
    words,
)

SHORT = 120
"""Documents of the short form."""


def spelled(*names: str) -> Test:
    """Any of these spellings, a word or several in a row."""
    return some(*(phrase(name) for name in names))


KYRGYZSTAN = spelled(
    "kyrgyzstan", "kirghizia", "kirgizia", "kirghizstan", "kirgizstan", "kyrgyzstans"
    , "kyrgyz republic", "kirghiz republic", "qirgiziston", "gyrgyzystan", "kirgizistan",
    "qirgizistan",
)  # fmt: skip
ASTANA = spelled("astana", "nur sultan", "akmola", "akmolinsk", "tselinograd", "aqmola")
ALMATY = spelled("almaty", "alma ata", "olmaota", "olmata")
ASHGABAT = spelled(
    "ashgabat", "ashkhabad", "ashkabad", "asgabat", "ashxobod",
)  # fmt: skip
NAZARBAYEV = spelled("nazarbayev", "nazarbaev", "nazarbaiev", "nazarboyev")
KARIMOV = some(word("karimov"), spelled("karimov"))
RAHMON = spelled("rahmon", "rakhmon", "rahmonov", "rakhmonov")
USSR = spelled("ussr", "soviet union", "sssr", "sovet ittifoqi")
ANDIJAN = spelled("andijan", "andizhan", "andijon")
KHIVA = spelled("khiva", "xiva", "hywa")

QUERIES: dict[str, Test] = {
    # words in any form
    "oil": word("oil"),
    "pipeline": word("pipeline"),
    "economies": word("economies"),
    "the": word("the"),
    "dying": word("dying"),
    "policies": word("policies"),
    "Secretary-General": row("secretary", "general"),
    "1991": word("1991"),
    "o'clock": word("oclock"),
    "customs union": words("customs union"),
    "human rights": words("human rights"),
    "natural gas exports": words("natural gas exports"),
    "soviet withdrawal troops": words("soviet withdrawal troops"),
    "water irrigation cotton": words("water irrigation cotton"),
    "xyzzyxyzzy": word("xyzzyxyzzy"),
    # or, not, parentheses
    "trade OR commerce": some(word("trade"), word("commerce")),
    "trade OR commerce OR tariff": some(word("trade"), word("commerce"), word("tariff")),
    "nuclear -weapons": every(word("nuclear"), no(word("weapons"))),
    "nuclear NOT weapons": every(word("nuclear"), no(word("weapons"))),
    "-the": no(word("the")),
    "(oil OR gas) pipeline": every(some(word("oil"), word("gas")), word("pipeline")),
    "(oil OR gas) -pipeline": every(some(word("oil"), word("gas")), no(word("pipeline"))),
    "oil gas OR coal power": some(words("oil gas"), words("coal power")),
    "-(oil OR gas)": every(no(word("oil")), no(word("gas"))),
    "NOT NOT oil": word("oil"),
    # phrases
    '"the"': phrase("the"),
    '"weapons"': phrase("weapons"),
    '"united states"': phrase("united states"),
    '"natural gas"': phrase("natural gas"),
    '"general assembly"': phrase("general assembly"),
    '"of the united nations"': phrase("of the united nations"),
    '"peace and security"': phrase("peace and security"),
    '"secretary-general"': phrase("secretary general"),
    '"central asia" -"central asian"': every(phrase("central asia"), no(phrase("central asian"))),
    '"security council" oil': every(phrase("security council"), word("oil")),
    '"president of the"': phrase("president of the"),
    # near each other
    '"oil gas"~2': near("oil gas", 2),
    '"trade russia"~10': near("trade russia", 10),
    '"economic cooperation region"~5': near("economic cooperation region", 5),
    '"peace war"~1': near("peace war", 1),
    # patterns
    "pipe*": like("pipe.*"),
    "tajik*": like("tajik.*"),
    "*stan": like(".*stan"),
    "k*stan": like("k.*stan"),
    "?oil": like(".oil"),
    "agri*al": like("agri.*al"),
    "uzbek* OR kyrgyz*": some(like("uzbek.*"), like("kyrgyz.*")),
    # fuzzy
    "goverment~": alike("goverment", 2),
    "kazahstan~": alike("kazahstan", 2),
    "tarde~1": alike("tarde", 1),
    "terorism~1": alike("terorism", 1),
    # fields
    "title:energy": titled("energy"),
    "title:foreign title:relations": every(titled("foreign"), titled("relations")),
    "title:statement OR title:speech": some(titled("statement"), titled("speech")),
    "pub:factbook": named("publication", "factbook"),
    'author:"central intelligence agency"': named("authors", "central intelligence agency"),
    "author:agency economy": every(named("authors", "agency"), word("economy")),
    "lang:en": named("lang", "en"),
    "date:2025": dated("2025", "2025"),
    "date:1990..2000": dated("1990", "2000"),
    "date:..1950": dated("0001", "1950"),
    "date:2010.. oil": every(dated("2010", "9999"), word("oil")),
    "tag:energy": named("tags", "energy"),
    "tag:economy oil": every(named("tags", "economy"), word("oil")),
    # names in every spelling
    "kirghizia": KYRGYZSTAN,
    "Kyrgyzstan trade": every(KYRGYZSTAN, word("trade")),
    "astana": ASTANA,
    "alma-ata": ALMATY,
    "Алматы": ALMATY,
    "ashkhabad": ASHGABAT,
    "nazarbaev": NAZARBAYEV,
    "Назарбаевым": NAZARBAYEV,
    "rakhmonov": RAHMON,
    "andizhan -uzbekistn": ANDIJAN,
    "-karimov oil": every(no(KARIMOV), word("oil")),
    "soviet union": some(words("soviet union"), USSR),
    "хива": KHIVA,
}


class Archive:
    """A corpus as a library, indexed."""

    def __init__(self, root: Path, corpus: str) -> None:
        write_library(root / "library", corpus)
        self.library = Library.open(root / "library", root / "cache")
        self.catalogue = self.library.scan()
        self.index = SearchIndex(root / "index")
        assert self.index.update(self.catalogue, self.library.read).failed == {}

    def papers(self) -> Iterator[Paper]:
        for article in self.catalogue:
            reading = build(self.library.read(article).markdown)
            weighed = countries_of(article.title, reading).ranking.primary
            yield Paper(article, reading.text, article.countries or weighed)

    def disagreements(self) -> dict[str, tuple[set[str], set[str]]]:
        """Return, by query, what only the index finds and what only reading finds."""
        expected: dict[str, set[str]] = {query: set() for query in QUERIES}
        for paper in self.papers():
            for query, test in QUERIES.items():
                if test(paper):
                    expected[query].add(paper.article.id)
        found = {q: set(self.index.search(SearchRequest(query=q)).ids) for q in QUERIES}
        return {
            query: (found[query] - expected[query], expected[query] - found[query])
            for query in QUERIES
            if found[query] != expected[query]
        }


def corpus(name: str) -> Path:
    try:
        return corpus_file(name)
    except FileNotFoundError as error:
        pytest.skip(str(error))


def test_there_are_many_queries_of_every_kind() -> None:
    assert len(QUERIES) >= 60


def test_some_real_documents_are_found_as_by_reading_them(tmp_path: Path) -> None:
    small = corpus("small")
    short = tmp_path / "short.jsonl.gz"
    with gzip.open(small, "rt", encoding="utf-8") as lines, gzip.open(short, "wt") as some_:
        some_.writelines(line for number, line in enumerate(lines) if number % 4 == 0)
    gold = small.with_name("gold_primary_country_small.tsv")
    shutil.copy(gold, tmp_path / "gold_primary_country_short.tsv")
    archive = Archive(tmp_path, str(short))
    assert len(archive.catalogue) >= SHORT
    assert archive.disagreements() == {}
    archive.index.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["small", "medium"])
def test_all_real_documents_are_found_as_by_reading_them(tmp_path: Path, name: str) -> None:
    corpus(name)
    archive = Archive(tmp_path, name)
    assert archive.disagreements() == {}
    archive.index.close()
