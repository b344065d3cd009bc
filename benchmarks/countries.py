"""How fast countries are found: characters a second, and what the first use costs.

Run as `python -m benchmarks.countries [CORPUS.jsonl.gz]`; without a corpus the text is made up of
the sample library's own articles.
"""

from __future__ import annotations

import gzip
import json
import statistics
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path

from benchmarks.measure import Measurement, median, report
from careader.countries import names
from careader.countries.detect import detect, rank
from careader.countries.lexicon import lexicon

SMALL = Path(__file__).parents[2] / "shared" / "corpus" / "small.jsonl.gz"
SAMPLE_LIBRARY = Path(__file__).parents[1] / "articles"
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


def main() -> int:
    """Print the figures beside their budgets."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else SMALL
    return report(measure(corpus))


if __name__ == "__main__":
    sys.exit(main())
