"""Writes a corpus of real documents (JSON lines) out as a library of articles, for benchmarks.

    python benchmarks/corpus.py FOLDER [--corpus small|medium|FILE.jsonl.gz]

The corpora are not part of this repository: `small` and `medium` are looked for in
`../shared/corpus` beside it.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from careader.library.frontmatter import dump

CORPORA = Path(__file__).parents[2] / "shared" / "corpus"
_DONE = ".corpus"
_PRECISIONS = {"day": 10, "month": 7, "year": 4}


def corpus_file(name: str) -> Path:
    """Return the file of a corpus by its name or path; raises FileNotFoundError."""
    named = CORPORA / f"{name}.jsonl.gz"
    found = named if named.is_file() else Path(name)
    if not found.is_file():
        raise FileNotFoundError(f"no corpus {name}: neither {named} nor a file of that name")
    return found


def write_library(root: Path, corpus: str = "medium") -> int:
    """Write a corpus out under `<root>/articles` and return how many articles it has.

    Does nothing where the same corpus has been written out whole before.
    """
    source = corpus_file(corpus)
    mark = root / _DONE
    state = f"{source.resolve()} {source.stat().st_size}"
    if mark.is_file() and mark.read_text().startswith(state + " "):
        return int(mark.read_text().rsplit(" ", 1)[1])
    count = 0
    countries = _countries(source)
    for document in documents_of(source):
        _write(root, document, countries.get(document["id"]))
        count += 1
    mark.write_text(f"{state} {count}")
    return count


def corpus_documents(corpus: str = "small") -> Iterator[str]:
    """Yield the texts of a corpus; those of the sample library where the corpus is absent."""
    try:
        source = corpus_file(corpus)
    except FileNotFoundError:
        samples = Path(__file__).parents[1] / "articles"
        yield from (path.read_text("utf-8") for path in sorted(samples.rglob("*.md")))
        return
    yield from (document["text"] for document in documents_of(source))


def documents_of(source: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a corpus file as it has them."""
    opened = gzip.open if source.suffix == ".gz" else open
    with opened(source, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _countries(source: Path) -> dict[str, str]:
    """Return the documents whose primary country is certain, by id."""
    gold = source.with_name(f"gold_primary_country_{source.name.split('.')[0]}.tsv")
    if not gold.is_file():
        return {}
    with gold.open(encoding="utf-8", newline="") as rows:
        return {row[0]: row[1] for row in csv.reader(rows, delimiter="\t") if len(row) >= 2}


def _write(root: Path, document: dict[str, Any], country: str | None) -> None:
    """Write one document; a folder for each section, so that none is too large."""
    section = document.get("section") or "other"
    folder = root / "articles" / _safe(section)
    path = folder / f"{_safe(document['id'])}.md"
    text = f"---\n{dump(_header(document, country))}---\n{document['text']}\n"
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except FileNotFoundError:
        folder.mkdir(parents=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _header(document: dict[str, Any], country: str | None) -> dict[str, object]:
    precision = _PRECISIONS.get(document.get("date_precision") or "none", 0)
    header: dict[str, object] = {
        "id": _safe(document["id"]),
        "title": document["title"],
        "author": document.get("author") or [],
        "date": (document.get("date") or "")[:precision],
        "publication": document.get("source") or "",
        "lang": document.get("lang") or "",
        "countries": [country] if country else [],
        "tags": [document["section"]] if document.get("section") else [],
    }
    return {key: value for key, value in header.items() if value}


def _safe(name: str) -> str:
    """Return a name that can stand as a file's and as an id."""
    kept = "".join(
        char if char.isascii() and (char.isalnum() or char in "._-") else "-" for char in name
    )
    return kept.strip(".-")[:100] or "unnamed"


def main() -> int:
    """Write out the corpus that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, help="the library's root, made where it is missing")
    parser.add_argument("--corpus", default="medium", help="small, medium, or a JSON lines file")
    given = parser.parse_args()
    try:
        count = write_library(given.folder, given.corpus)
    except OSError as error:
        print(f"corpus: {error}", file=sys.stderr)
        return 1
    print(f"{count:,} articles in {given.folder}{os.sep}articles")
    return 0


if __name__ == "__main__":
    sys.exit(main())
