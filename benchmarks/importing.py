"""Measures importing 1,000 real text documents on one core, 2 % of them garbage and bombs.

python -m benchmarks.importing [--corpus small|medium|FILE] [--count 1000] [--work DIR]
"""

from __future__ import annotations

import argparse
import io
import os
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

if __name__ == "__main__":
    # So that the script also runs by its path, and where careader is not installed.
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpus import corpus_file, documents_of
from benchmarks.measure import Measurement, report
from careader.importing.options import Options
from careader.importing.report import Change, Report, Status
from careader.importing.run import Import
from careader.library.library import Library

_BAD_SHARE = 50
"""One document in so many is bad."""


def hostile(seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of files that are no documents; the same for the same seed."""
    dice = random.Random(seed)
    while True:
        yield "noise.txt", dice.randbytes(50_000)
        yield "page.html", b"<div>" * 20_000
        yield "bomb.epub", _bomb("mimetype", b"application/epub+zip")
        yield "bomb.docx", _bomb("[Content_Types].xml", b"<Types/>")
        yield "broken.pdf", b"%PDF-1.7\n" + dice.randbytes(20_000)
        yield "picture.txt", b"\x89PNG\r\n\x1a\n" + dice.randbytes(9_000)
        yield "laughs.xml", _laughs()
        yield "empty.txt", b""


def _bomb(first: str, content: bytes) -> bytes:
    """Return an archive of 50 KB that would take 50 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(first, content)
        archive.writestr("word/document.xml", b"\0" * 50_000_000)
        archive.writestr("META-INF/container.xml", b"<container/>")
    return packed.getvalue()


def _laughs() -> bytes:
    """Return a feed whose entities would unfold to a thousand million words."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{entities}]>'
    return f"{head}<rss><channel><title>&l9;</title></channel></rss>".encode()


def write_documents(folder: Path, corpus: str, count: int, *, bad: bool) -> int:
    """Write so many documents as text; return how many are bad.

    With `bad` each fiftieth is hostile; without, those are left out, the others being the same.
    """
    folder.mkdir(parents=True)
    wrong = hostile(count)
    bad_ones = 0
    for number, document in enumerate(islice(documents_of(corpus_file(corpus)), count)):
        if number % _BAD_SHARE == _BAD_SHARE // 2:
            bad_ones += 1
            name, data = next(wrong)
            if bad:
                (folder / f"{number:05}-{name}").write_bytes(data)
            continue
        lines = [document["title"], document.get("date") or "", document.get("source") or ""]
        head = "\n\n".join(filter(None, lines))
        (folder / f"{number:05}.txt").write_text(f"{head}\n\n{document['text']}\n", "utf-8")
    return bad_ones


def imported(folder: Path, root: Path, processes: int | None = None) -> Report:
    """Import a folder into a new library."""
    (root / "articles").mkdir(parents=True)
    library = Library.open(root, root.parent / f"{root.name}-cache")
    return Import(library, library.scan(), Options(), processes=processes).run([str(folder)])


def _said(done: Report, root: Path) -> dict[str, str]:
    """Return document to all that was written of it, but for when; of none of the bad ones."""
    return {
        Path(source.source).name: "".join(
            f"{each.article.path}\n{_lines(root / each.article.path)}" for each in source.articles
        )
        for source in done.sources
        if "-" not in Path(source.source).name
    }


def _lines(file: Path) -> str:
    return "".join(line for line in file.open(encoding="utf-8") if "imported:" not in line)


def _processor_seconds() -> float:
    """Return the processor time of this process and of those it started and saw end."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def measure(work: Path, corpus: str, count: int) -> list[Measurement]:
    """Import documents on one core, with bad ones among them and without."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    bad = write_documents(work / "mixed", corpus, count, bad=True)
    write_documents(work / "clean", corpus, count, bad=False)
    before = _processor_seconds()
    clean = imported(work / "clean", work / "library-clean")
    processor = _processor_seconds() - before
    mixed = imported(work / "mixed", work / "library-mixed")
    begun = time.perf_counter()
    library = Library.open(work / "library-clean", work / "library-clean-cache")
    again = Import(library, library.scan(), Options()).run([str(work / "clean")])
    seconds = time.perf_counter() - begun
    same = _said(clean, work / "library-clean") == _said(mixed, work / "library-mixed")
    good, rate, told = count - bad, len(clean.sources) / clean.seconds, mixed.count(Status.FAILED)
    known = again.count(Status.UNCHANGED)
    return [
        Measurement("documents imported, one core", rate, "/s", 100, at_least=True),
        Measurement("the same by processor time", len(clean.sources) / processor, "/s"),
        Measurement("the same, 2 % hostile", len(mixed.sources) / mixed.seconds, "/s"),
        Measurement("hostile ones that failed, a line each", told, f"of {bad}", bad, at_least=True),
        Measurement("the others as without them", float(same), "(1: yes)", 1, at_least=True),
        Measurement("new articles", clean.changed(Change.NEW), f"of {good}"),
        Measurement("imported again", len(again.sources) / seconds, "/s"),
        Measurement("of those unchanged", known, f"of {good}", good, at_least=True),
    ]


def main() -> int:
    """Print the table; exit status 1 when a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpus", default="medium", help="small, medium, or a JSON lines file")
    parser.add_argument("--count", type=int, default=1_000, help="how many documents")
    parser.add_argument("--work", type=Path, help="an empty folder to keep the libraries in")
    given = parser.parse_args()
    try:
        if given.work:
            return report(measure(given.work, given.corpus, given.count))
        with tempfile.TemporaryDirectory() as work:
            return report(measure(Path(work), given.corpus, given.count))
    except OSError as error:
        print(f"importing: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
