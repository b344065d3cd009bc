"""Other search programs on the same documents in the same run, and how careader compares.

SQLite's FTS5 comes with Python and is always measured; notmuch, recoll and ripgrep where they are
installed. Each indexes the articles of the library that `benchmarks/search.py` wrote, and answers
the same queries: as the program it is, a whole process for each query, or in this process (FTS5).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from benchmarks.measure import median
from careader.library.catalogue import Catalogue
from careader.library.library import Library

WORDS = ("kazakhstan", "oil", "government", "nuclear weapons", "natural gas pipeline")
PHRASES = ("customs union", "shanghai cooperation organization", "general assembly")
PREFIXES = ("tajik", "pipe")
PAGE = 50
"""Hits shown, with snippets where the program makes them."""

RUNS = 5


@dataclass(frozen=True, slots=True)
class Peer:
    """What one program took."""

    name: str
    documents_per_second: float | None
    """None for a program without an index."""
    query_ms: float
    """Median over the queries of the median of their runs."""
    what: str
    """What a query includes."""


def measured(folder: Path, library: Library, catalogue: Catalogue) -> Iterator[Peer]:
    """Measure every peer there is; files go under `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    yield fts5(folder / "fts5.sqlite", library, catalogue)
    for program, measure in (("notmuch", notmuch), ("recollindex", recoll), ("rg", ripgrep)):
        if shutil.which(program):
            yield measure(folder / program, library, catalogue)


def table(own: Peer, peers: list[Peer]) -> str:
    """Return what was measured as Markdown, each beside how many times faster careader is."""
    rows = ["| program | documents/s | careader is | query | careader is | a query is |"]
    rows.append("| --- | ---: | ---: | ---: | ---: | --- |")
    for peer in (own, *peers):
        speed = peer.documents_per_second
        built = f"{speed:,.0f}" if speed else "no index"
        rate = times(own.documents_per_second, speed)
        answer = times(peer.query_ms, own.query_ms)
        rows.append(
            f"| {peer.name} | {built} | {rate} | {peer.query_ms:.1f} ms | {answer} | {peer.what} |"
        )
    return "\n".join(rows)


def times(ours: float | None, theirs: float | None) -> str:
    """Return a ratio: above 1, careader is that many times as fast."""
    return f"{ours / theirs:.2f} ×" if ours and theirs else ""


def middle(ask: Callable[[str], object], queries: list[str]) -> float:
    """Return the median milliseconds of the queries."""
    taken = sorted(median(partial(ask, query), runs=RUNS) for query in queries)
    return taken[len(taken) // 2] * 1e3


def own_queries() -> list[str]:
    """Return the queries as careader takes them."""
    return [*WORDS, *(f'"{phrase}"' for phrase in PHRASES), *(f"{begun}*" for begun in PREFIXES)]


# --- SQLite FTS5


def fts5(file: Path, library: Library, catalogue: Catalogue) -> Peer:
    """Measure FTS5 with its English stemmer, in this process; what it stores it also reads."""
    file.unlink(missing_ok=True)
    base = sqlite3.connect(file)
    base.execute(
        "create virtual table articles using fts5(id unindexed, title, body,"
        " tokenize = 'porter unicode61')"
    )
    begun = time.perf_counter()
    rows = ((a.id, a.title, library.read(a).markdown) for a in catalogue)
    base.executemany("insert into articles values (?, ?, ?)", rows)
    base.commit()
    speed = len(catalogue) / (time.perf_counter() - begun)

    def ask(query: str) -> object:
        total = base.execute("select count(*) from articles where articles match ?", (query,))
        page = base.execute(
            "select id, title, snippet(articles, 2, '[', ']', '…', 24) from articles"
            " where articles match ? order by bm25(articles, 8.0, 1.0) limit ?",
            (query, PAGE),
        )
        return total.fetchone(), page.fetchall()

    taken = middle(ask, own_queries())
    base.close()
    return Peer("SQLite FTS5", speed, taken, f"total, {PAGE} ranked hits with snippets, in process")


# --- programs


def run(*words: str, **variables: str) -> str:
    """Run a program to its end; its output."""
    done = subprocess.run(
        words, env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )
    return done.stdout


def notmuch(folder: Path, library: Library, catalogue: Catalogue) -> Peer:
    """Measure notmuch (Xapian) on the articles as messages."""
    shutil.rmtree(folder, ignore_errors=True)
    mail = folder / "mail"
    for name in ("cur", "new", "tmp"):
        (mail / name).mkdir(parents=True)
    for article in catalogue:
        message = EmailMessage()
        message["From"] = "archive@example.org"
        message["Subject"] = article.title
        message["Message-ID"] = f"<{article.id}@example.org>"
        message.set_content(library.read(article).markdown)
        (mail / "cur" / f"{article.id[:80]}-{len(article.id)}:2,S").write_bytes(bytes(message))
    config = folder / "config"
    config.write_text(f"[database]\npath={mail}\n[user]\nname=A\nprimary_email=a@example.org\n")
    begun = time.perf_counter()
    run("notmuch", "new", "--quiet", NOTMUCH_CONFIG=str(config))
    speed = len(catalogue) / (time.perf_counter() - begun)

    def ask(query: str) -> object:
        return run("notmuch", "search", f"--limit={PAGE}", query, NOTMUCH_CONFIG=str(config))

    return Peer("notmuch", speed, middle(ask, own_queries()), f"{PAGE} newest hits, a process")


def recoll(folder: Path, library: Library, catalogue: Catalogue) -> Peer:
    """Measure recoll (Xapian) on the files of the library."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    top = library.root / "articles"
    (folder / "recoll.conf").write_text(f"topdirs = {top}\nidxflushmb = 100\n")
    (folder / "mimemap").write_text(".md = text/plain\n")
    begun = time.perf_counter()
    run("recollindex", "-c", str(folder))
    speed = len(catalogue) / (time.perf_counter() - begun)

    def ask(query: str) -> object:
        return run("recollq", "-c", str(folder), "-n", str(PAGE), "-A", query)

    taken = middle(ask, own_queries())
    return Peer("recoll", speed, taken, f"{PAGE} ranked hits with abstracts, a process")


def ripgrep(folder: Path, library: Library, catalogue: Catalogue) -> Peer:
    """Measure ripgrep, which reads every file for every query, its words as a pattern in a row."""
    top = str(library.root / "articles")

    def ask(query: str) -> object:
        return run("rg", "-i", "-l", query.strip('"*'), top)

    return Peer(
        "ripgrep", None, middle(ask, own_queries()), "names of files with the words in a row"
    )
