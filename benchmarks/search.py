"""Measures indexing and searching beside their budgets, on a corpus of real documents.

python benchmarks/search.py [--corpus small|medium|FILE.jsonl.gz] [--folder DIR] [--each] [--peers]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import peers
from benchmarks.corpus import write_library
from benchmarks.measure import Measurement, median, percentile, report
from careader.library.catalogue import Catalogue
from careader.library.library import Library
from careader.model import SearchRequest
from careader.search import Results, SearchIndex, UpdateReport

QUERIES = """
kazakhstan
tashkent
bishkek
samarkand
oil
trade
government
development
president
the
customs union
nuclear weapons
human rights
economic development
natural gas pipeline
soviet union afghanistan withdrawal
peace security council resolution
water resources aral sea
"united states"
"central asia"
"customs union"
"shanghai cooperation organization"
"general assembly"
"united nations security council"
"oil gas"~3
"trade russia"~10
tajik*
pipe*
uzbek* OR kyrgyz*
*stan
kazahstan~
title:energy
title:"foreign relations"
date:2010..2012 oil
date:1990..2000
about:KZ
about:UZ trade
country:RU country:CN pipeline
pub:factbook population
trade OR commerce OR tariff
nuclear -iran
(oil OR gas) NOT russia
author:agency economy
is:unread terrorism
"""

T = TypeVar("T")

TYPED = "nuclear weapons in central asia"
"""Typed letter by letter, each a search."""


def main() -> int:
    """Index the corpus, search it, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpus", default="medium", help="small, medium, or a JSON lines file")
    parser.add_argument("--folder", type=Path, help="keep library and index here")
    parser.add_argument("--each", action="store_true", help="print the time of every query")
    parser.add_argument("--peers", action="store_true", help="measure other programs too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="careader-search-") as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            found = list(measured(folder, given.corpus, given.each))
            status = report(found)
            if given.peers:
                print("", compare(folder, found[0].value), sep="\n")
            return status
        except FileNotFoundError as error:
            print(f"search: {error}", file=sys.stderr)
            return 1


def measured(folder: Path, corpus: str, each: bool) -> Iterator[Measurement]:
    """Yield every figure of this part."""
    count = write_library(folder / "library", corpus)
    library = Library.open(folder / "library", folder / "cache")
    catalogue = library.scan()
    index = SearchIndex(folder / "index")
    with Peak() as peak:
        seconds, done = timed(lambda: index.update(catalogue, library.read, rebuild=True))
    tell_failures(done)
    yield Measurement(f"index {count:,} documents", count / seconds, "documents/s", 250, True)
    yield Measurement("memory while indexing, all processes", peak.megabytes, "MB", 1000)
    size = sum(f.stat().st_size for f in (folder / "index").rglob("*") if f.is_file())
    texts = (folder / "index" / "texts.sqlite").stat().st_size
    yield Measurement("index on disk", (size - texts) / 1e6, "MB")
    yield Measurement("reading texts on disk", texts / 1e6, "MB")
    yield from updates(library, index)
    index.close()
    index = SearchIndex(folder / "index")
    index.attach(library.scan(library.catalogue()))
    yield from openings(index)
    yield from queries(index, each)


def compare(folder: Path, documents_per_second: float) -> str:
    """Return careader beside the other programs on the same documents."""
    library = Library.open(folder / "library", folder / "cache")
    catalogue = library.scan(library.catalogue())
    index = SearchIndex(folder / "index")
    index.attach(catalogue)
    taken = peers.middle(partial(ask, index), peers.own_queries())
    index.close()
    what = f"{peers.PAGE} ranked hits with snippets, every facet, in process"
    own = peers.Peer("careader", documents_per_second, taken, what)
    return peers.table(own, list(peers.measured(folder / "peers", library, catalogue)))


def tell_failures(done: UpdateReport) -> None:
    """Say on standard error what was not indexed: the figures would be too good."""
    if done.failed or done.error:
        first = next(iter(done.failed.values()), done.error)
        print(f"search: {len(done.failed)} documents failed: {first}", file=sys.stderr)


def updates(library: Library, index: SearchIndex) -> Iterator[Measurement]:
    """Measure the update after nothing and after one article changed."""
    catalogue = library.scan(library.catalogue())
    seconds = median(lambda: index.update(catalogue, library.read))
    yield Measurement("update, nothing changed", seconds * 1e3, "ms", 150)
    times = []
    for number in range(5):
        article = catalogue[number * len(catalogue) // 7]
        word = f"zzzword{number}"
        path = library.root / article.path
        before = path.read_bytes()
        path.write_bytes(before + f"\n\nThe {word} was here.\n".encode())
        catalogue = library.scan(catalogue)

        seconds, total = timed(partial(found_after, index, library, catalogue, word))
        assert total == 1, f"{word} was not found"
        times.append(seconds)
        path.write_bytes(before)
    index.update(library.scan(catalogue), library.read)
    yield Measurement("one article changed, searchable", max(times) * 1e3, "ms", 300)


def found_after(index: SearchIndex, library: Library, catalogue: Catalogue, word: str) -> int:
    """Bring the index up to date and return how many articles have a word."""
    index.update(catalogue, library.read)
    return index.search(SearchRequest(query=word)).total


def openings(index: SearchIndex) -> Iterator[Measurement]:
    """Measure what the first searches of a process wait for."""
    seconds, _ = timed(lambda: len(index.facts()))
    yield Measurement("facts of every article", seconds * 1e3, "ms", 30)
    seconds, _ = timed(lambda: dict(index.search(SearchRequest()).facets.mentioned))
    yield Measurement("first counts of countries", seconds * 1e3, "ms")
    seconds, _ = timed(lambda: index.search(SearchRequest(query="kazakhstan")).hits(0, 50))
    yield Measurement("first query of an index just opened", seconds * 1e3, "ms")


def queries(index: SearchIndex, each: bool) -> Iterator[Measurement]:
    """Measure queries with 50 snippets and all facets: warm as typed, and from no cache."""
    cold, warm = [], []
    for text in QUERIES.strip().splitlines():
        seconds, total = timed(partial(ask, index, text))
        cold.append(seconds)
        warm.append(median(partial(ask, index, text)))
        if each:
            print(f"{seconds * 1e3:8.1f} {warm[-1] * 1e3:8.1f} ms {total:6} {text}")
    yield Measurement("query asked again, median", percentile(warm, 50) * 1e3, "ms", 25)
    yield Measurement("query asked again, 95 %", percentile(warm, 95) * 1e3, "ms", 60)
    yield Measurement("query never asked before, median", percentile(cold, 50) * 1e3, "ms", 25)
    yield Measurement("query never asked before, 95 %", percentile(cold, 95) * 1e3, "ms", 60)
    letters = [timed(partial(ask, index, TYPED[: n + 1], True))[0] for n in range(len(TYPED))]
    yield Measurement("a letter typed, median", percentile(letters, 50) * 1e3, "ms", 25)
    yield Measurement("a letter typed, 95 %", percentile(letters, 95) * 1e3, "ms", 60)
    everything = index.search(SearchRequest())
    recount = median(lambda: count_facets(index.search(SearchRequest(about=frozenset({"KZ"})))))
    yield Measurement("facets recounted", recount * 1e3, "ms", 5)
    yield Measurement("facets of everything", median(lambda: count_facets(everything)) * 1e3, "ms")


def ask(index: SearchIndex, text: str, typing: bool = False) -> int:
    """Search as the screen does: the hits of a page with snippets, and every facet."""
    results = index.search(SearchRequest(query=text, typing=typing))
    results.hits(0, 50)
    count_facets(results)
    return results.total


def count_facets(results: Results) -> None:
    """Look at every facet, so that it is counted."""
    facets = results.facets
    for name in facets.__dataclass_fields__:
        len(getattr(facets, name))


def timed(call: Callable[[], T]) -> tuple[float, T]:
    """Return how many seconds a call takes, and what it returns."""
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


class Peak:
    """The most memory this process and its children had at once, looked at 20 times a second."""

    def __enter__(self) -> Peak:
        self.megabytes = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            self.megabytes = max(self.megabytes, sum(map(resident, family())))


def family() -> list[int]:
    """Return this process and its children (Linux)."""
    me = os.getpid()
    children = Path(f"/proc/{me}/task").glob("*/children")
    return [me, *(int(pid) for file in children for pid in file.read_text().split())]


def resident(pid: int) -> float:
    """Return a process's resident memory in MB; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmRSS:"))


if __name__ == "__main__":
    sys.exit(main())
