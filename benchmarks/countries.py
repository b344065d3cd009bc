"""How fast countries are found, and counted again after every change of the filter.

Run as `python -m benchmarks.countries [CORPUS.jsonl.gz] [--library DIR]`; without a corpus the text
is made up of the sample library's own articles. With a library (of 10,000 documents: see
`benchmarks.corpus`) its counts are measured too, once its index is up to date.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from benchmarks.measure import Measurement, median, percentile, report
from careader.countries import names
from careader.countries.detect import detect, rank
from careader.countries.lexicon import lexicon
from careader.library.library import Library
from careader.model import Facets, SearchRequest
from careader.search import Results, SearchIndex

SMALL = Path(__file__).parents[2] / "shared" / "corpus" / "small.jsonl.gz"
SAMPLE_LIBRARY = Path(__file__).parents[1] / "articles"
QUERIES = ("", "", "trade", "oil gas")
MADE_UP_CHARACTERS = 5_000_000

_IMPORT = (
    "import time; start = time.perf_counter(); import careader.countries.names\n"
    "print((time.perf_counter() - start) * 1e3)"
)
_SHARED = "import enum, functools, re, typing, unicodedata, collections.abc, dataclasses, json\n"
"""What the program imports before the names anyway."""


def texts(corpus: Path) -> list[str]:
    """Return the texts of a corpus, or some five million characters of the sample library."""
    if corpus.exists():
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines]
    own = [path.read_text(encoding="utf-8") for path in sorted(SAMPLE_LIBRARY.rglob("*.md"))]
    if not own:
        raise SystemExit(f"no corpus at {corpus} and no articles in {SAMPLE_LIBRARY}")
    return list(islice(cycle(own), MADE_UP_CHARACTERS // (sum(map(len, own)) // len(own)) + 1))


def measure(corpus: Path) -> list[Measurement]:
    """Return every figure."""
    documents = texts(corpus)
    characters = sum(map(len, documents)) / 1e6
    imported = statistics.median(_import_ms() for _ in range(9))
    looked_up = median(_first_look_up, runs=9)
    built = median(_first_detection, runs=9)
    detected = median(lambda: [detect(text) for text in documents], runs=3)
    ranked = median(lambda: [rank("", [], text.split("\n\n")) for text in documents], runs=3)
    return [
        Measurement("import careader.countries.names", imported, "ms", 3),
        Measurement("first name looked up", looked_up * 1e3, "ms", 5),
        Measurement("first detection (build)", built * 1e3, "ms", 60),
        Measurement("detection", characters / detected, "million characters/s", 2, at_least=True),
        Measurement("ranking", characters / ranked, "million characters/s", 2, at_least=True),
    ]


def _import_ms() -> float:
    script = _SHARED + _IMPORT
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    return float(run.stdout)


def _first_look_up() -> None:
    names.use_own_entries({})
    names._table.cache_clear()
    names.code_of("Kirghizia")


def _first_detection() -> None:
    lexicon.cache_clear()
    detect("Kazakhstan")


def measure_counts(folder: Path) -> Iterator[Measurement]:
    """Yield how long the counts take over a library after each of many changes of the filter."""
    library = Library.open(folder, folder / ".cache")
    index = SearchIndex(folder / ".cache" / "index")
    index.update(library.scan(library.catalogue()), library.read)
    everything = index.search(SearchRequest())
    count_all(everything.facets)
    for query in QUERIES:  # what costs is measured in benchmarks.search; here the filters change
        index.search(SearchRequest(query=query))
    size = f"{everything.total:,} documents"
    seconds = [timed_count(index, request) for request in changes(everything.facets)]
    yield Measurement(f"counts of the pane, {size}, median", percentile(seconds, 50) * 1e3, "ms", 5)
    yield Measurement("… 99 of 100 changes", percentile(seconds, 99) * 1e3, "ms", 5)
    yield Measurement("… the slowest of 300", max(seconds) * 1e3, "ms")
    yield Measurement("all pairs of countries", median(lambda: pairs(everything)) * 1e3, "ms")
    years = median(lambda: everything.crossings().years("TJ"))
    yield Measurement("a country by year", years * 1e3, "ms")


def changes(facets: Facets) -> Iterator[SearchRequest]:
    """Yield filters as somebody chooses them: in and out, about and named, any and all, groups."""
    choose = random.Random(5)
    places = [*facets.about, *facets.group_about]

    def some() -> frozenset[str]:
        return frozenset(choose.sample(places, choose.choice((0, 1, 1, 2, 3))))

    for _ in range(300):
        yield SearchRequest(
            query=choose.choice(QUERIES),
            about=some(),
            not_about=some(),
            mentions=some(),
            any_of=choose.random() < 0.5,
        )


def timed_count(index: SearchIndex, request: SearchRequest) -> float:
    """Return how many seconds it takes until the list and all counts are there."""
    start = time.perf_counter()
    results = index.search(request)
    count_all(results.facets)
    count_all(results.pool)
    return time.perf_counter() - start


def count_all(facets: Facets) -> None:
    """Look at everything the countries pane shows."""
    for counts in (facets.about, facets.mentioned, facets.group_about, facets.group_mentioned):
        len(counts)


def pairs(results: Results) -> int:
    """Count every pair and return how many there are."""
    crossings = results.crossings()
    return sum(1 for _ in crossings.pairs(crossings.counts))


def main() -> int:
    """Print the figures beside their budgets."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", nargs="?", type=Path, default=SMALL)
    parser.add_argument("--library", type=Path, help="count the countries of this library too")
    given = parser.parse_args()
    figures = measure(given.corpus)
    if given.library is not None:
        figures += measure_counts(given.library)
    return report(figures)


if __name__ == "__main__":
    sys.exit(main())
