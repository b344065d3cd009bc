"""Measures scanning, the unchanged check and the cached catalogue on 10,000 real documents.

python -m benchmarks.library [--corpus small|medium|FILE] [--work DIR]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    # So that the script also runs by its path, and where careader is not installed.
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpus import write_library
from benchmarks.measure import Measurement, median, report
from careader.library.catalogue import Catalogue
from careader.library.library import Library


def measure(work: Path, corpus: str) -> list[Measurement]:
    """Write a corpus out under `work` where it is not there yet, and measure its library."""
    root = work / f"library-{Path(corpus).name}"
    count = write_library(root, corpus)
    library = Library.open(root, work / "cache")
    known = library.scan()
    cold = median(library.scan, runs=3, warm=0)
    unchanged = median(lambda: library.scan(known))
    load = median(library.catalogue)
    one = median(lambda: _one_changed(library, known), runs=3)
    memory = _memory_of_a_start(library)
    return [
        Measurement(f"scan of {count:,} articles, catalogue cold", cold, "s", 2),
        Measurement("nothing changed: known in", unchanged * 1000, "ms", 150),
        Measurement("one article changed: catalogue after", one * 1000, "ms", 150),
        Measurement("catalogue from the cache", load * 1000, "ms", 30),
        Measurement("first 50 articles of it", _first_articles(library) * 1000, "ms"),
        Measurement("resident memory, catalogue and all its articles", memory, "MB", 120),
    ]


def _one_changed(library: Library, known: Catalogue) -> None:
    """Touch an article that then has to be read again, and scan."""
    (library.root / known[len(known) // 2].path).touch()
    library.scan(known)


def _first_articles(library: Library) -> float:
    """Return the seconds that the list's first screen of articles takes."""
    catalogues = [library.catalogue() for _ in range(5)]
    fresh = iter([catalogue for catalogue in catalogues if catalogue is not None])
    return median(lambda: next(fresh)[:50], runs=3)


def _memory_of_a_start(library: Library) -> float:
    """Return the resident MB of a process that opens the library and makes every article."""
    import subprocess

    code = (
        "import sys; from pathlib import Path\n"
        "from careader.library.library import Library\n"
        "from benchmarks.measure import resident_mb\n"
        "catalogue = Library(Path(sys.argv[1]), Path(sys.argv[2])).catalogue()\n"
        "articles = list(catalogue)\n"
        "print(resident_mb())\n"
    )
    command = [sys.executable, "-c", code, str(library.root), str(library.cache_dir)]
    top = Path(__file__).parents[1]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=top)
    return float(ran.stdout)


def main() -> int:
    """Print the table; exit status 1 when a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpus", default="medium", help="small, medium, or a JSON lines file")
    parser.add_argument("--work", type=Path, help="a folder to keep the library in between runs")
    given = parser.parse_args()
    try:
        if given.work:
            return report(measure(given.work, given.corpus))
        with tempfile.TemporaryDirectory() as work:
            return report(measure(Path(work), given.corpus))
    except OSError as error:
        print(f"library: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
