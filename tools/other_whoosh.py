"""Whether the same index answers alike with whoosh3 and with whoosh-reloaded.

    python -m tools.other_whoosh [--corpus small|medium] [--tests]

Makes a throw-away virtual environment with whoosh-reloaded in place of whoosh3, builds an index
with each, asks both indexes the same queries with both, and compares articles, scores and
snippets. `--tests` runs the tests of the search there too. Exits 1 when anything differs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
OTHER = "whoosh-reloaded"
QUERIES = """
the
kazakhstan
customs union
"customs union"
"united nations"
"oil gas"~3
pipe*
*stan
kazahstan~
title:kazakhstan
trade OR commerce
(oil OR gas) -pipeline
-the
about:KZ trade
date:2010..2012
nazarbaev
soviet union
вода
xyzzyx
"""
_USED = ("pytest", "pytest-asyncio", "hypothesis")
"""What the tests need besides."""


def main() -> int:
    """Compare, and say whether anything differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpus", default="", help="small or medium; the sample without it")
    parser.add_argument("--tests", action="store_true", help="run the tests of the search too")
    parser.add_argument("--answer", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--build", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.answer:
        json.dump(answers(given.answer, build=given.build), sys.stdout)
        return 0
    with tempfile.TemporaryDirectory(prefix="careader-whoosh-") as folder:
        return compare(Path(folder), given.corpus, tests=given.tests)


def compare(folder: Path, corpus: str, *, tests: bool) -> int:
    """Ask two indexes in two environments; return the exit status."""
    lay_down(folder / "library", corpus)
    other = environment(folder / "venv")
    told: dict[str, Any] = {}
    for builder, python in (("whoosh3", sys.executable), (OTHER, other)):
        told[f"built and asked with {builder}"] = ask(python, folder, builder, build=True)
    for builder, python in (("whoosh3", other), (OTHER, sys.executable)):
        told[f"built with {builder}, asked with the other"] = ask(python, folder, builder)
    first, *rest = told.items()
    failed = [name for name, found in rest if found["answers"] != first[1]["answers"]]
    for name, found in told.items():
        print(
            f"{name}: {found['by']}, {found['articles']} articles, {len(found['answers'])} queries"
        )
    for name in failed:
        print(f"different: {name}")
    status = (
        subprocess.run(
            [other, "-m", "pytest", "tests/unit/search", "-p", "no:cacheprovider"],
            cwd=ROOT,
            check=False,
        ).returncode
        if tests
        else 0
    )
    print("identical" if not failed else "NOT identical")
    return int(bool(failed) or status != 0)


def lay_down(root: Path, corpus: str) -> None:
    """Write the library to index: a corpus, or the sample."""
    if corpus:
        from benchmarks.corpus import write_library

        write_library(root, corpus)
    else:
        from careader.library.sample import lay_down as sample

        sample(root)


def environment(folder: Path) -> str:
    """Make an environment with the other Whoosh; return its Python."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [each for each in project["dependencies"] if not each.startswith("whoosh")]
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", OTHER, *needed, *_USED], check=True)
    return python


def ask(python: str, folder: Path, builder: str, *, build: bool = False) -> Any:
    """Let a Python answer from the index that one of the two built."""
    words = [python, "-m", "tools.other_whoosh", "--answer", str(folder / builder)]
    done = subprocess.run(
        [*words, *(["--build"] if build else [])],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def answers(folder: Path, *, build: bool) -> dict[str, Any]:
    """Return what the index in a folder answers with the Whoosh that is installed here."""
    from importlib.metadata import packages_distributions, version

    from careader.library.library import Library
    from careader.model import SearchRequest
    from careader.search import SearchIndex

    library = Library.open(folder.parent / "library", folder / "cache")
    catalogue = library.scan()
    index = SearchIndex(folder / "index")
    if build:
        report = index.update(catalogue, library.read)
        if report.error or report.failed:
            raise SystemExit(f"{report.error} {report.failed}")
    index.attach(catalogue)
    found = {}
    for text in QUERIES.strip().splitlines():
        results = index.search(SearchRequest(query=text))
        hits = results.hits(0, 20)
        found[text] = [
            results.total,
            sorted(results.ids),
            [(hit.article.id, round(hit.score, 4), hit.snippet.text) for hit in hits],
            results.suggestion,
        ]
    name = packages_distributions()["whoosh"][0]
    return {"by": f"{name} {version(name)}", "articles": len(catalogue), "answers": found}


if __name__ == "__main__":
    sys.exit(main())
