"""The benchmarks' helpers: a corpus written out as a library, figures beside budgets."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.corpus import CORPORA, write_library
from benchmarks.measure import Measurement, median, percentile, report, resident_mb
from careader.library.library import Library

DOCUMENTS = [
    {
        "id": "frus1961-d65",
        "title": "Telegram: from Moscow",
        "date": "1962-10-26",
        "date_precision": "day",
        "source": "Foreign Relations",
        "author": ["A. Author"],
        "lang": "en",
        "text": "---\nMoscow, October 26.\n\nText.",
        "section": "FRUS",
    },
    {
        "id": "no/date",
        "title": "NO",
        "date": "1962-01-01",
        "date_precision": "none",
        "text": "Text.",
    },
    {"id": "month", "title": "M", "date": "1962-10-01", "date_precision": "month", "text": "Text."},
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "tiny.jsonl.gz"
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, DOCUMENTS)).encode()))
    (tmp_path / "gold_primary_country_tiny.tsv").write_text("frus1961-d65\tRU\n")
    return file


def test_every_document_becomes_an_article(corpus: Path, tmp_path: Path) -> None:
    assert write_library(tmp_path / "library", str(corpus)) == 3
    library = Library.open(tmp_path / "library", tmp_path / "cache")
    catalogue = library.scan()
    assert [(a.id, a.title, a.date) for a in catalogue] == [
        ("frus1961-d65", "Telegram: from Moscow", "1962-10-26"),
        ("month", "M", "1962-10"),
        ("no-date", "NO", ""),
    ]
    first = catalogue[0]
    assert (first.countries, first.authors, first.tags) == (("RU",), ("A. Author",), ("FRUS",))
    assert library.read(first).markdown == "---\nMoscow, October 26.\n\nText.\n"


def test_what_is_written_out_is_not_written_again(corpus: Path, tmp_path: Path) -> None:
    root = tmp_path / "library"
    write_library(root, str(corpus))
    article = next((root / "articles").rglob("month.md"))
    article.unlink()
    assert write_library(root, str(corpus)) == 3
    assert not article.exists()


def test_real_documents_have_no_doubts(tmp_path: Path) -> None:
    if not (CORPORA / "small.jsonl.gz").is_file():
        pytest.skip("the corpora are not beside this checkout (../shared/corpus)")
    assert write_library(tmp_path, "small") == 500
    catalogue = Library.open(tmp_path, tmp_path / "cache").scan()
    assert len(catalogue) == 500
    assert not catalogue.problems
    assert [article.doubts for article in catalogue if article.doubts] == []


@pytest.mark.parametrize(
    ("measurement", "bound", "verdict"),
    [
        (Measurement("x", 1, "ms", 2), "≤ 2 ms", "met"),
        (Measurement("x", 3, "ms", 2), "≤ 2 ms", "missed, 1.5 times"),
        (Measurement("x", 300, "docs/s", 250, at_least=True), "≥ 250 docs/s", "met"),
        (Measurement("x", 100, "docs/s", 250, at_least=True), "≥ 250 docs/s", "missed, 2.5 times"),
        (Measurement("x", 3, "ms"), "", ""),
    ],
)
def test_a_measurement_stands_beside_its_budget(
    measurement: Measurement, bound: str, verdict: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (measurement.bound, measurement.verdict) == (bound, verdict)
    assert report([measurement]) == int("missed" in verdict)
    table = capsys.readouterr().out.splitlines()
    assert len({len(text) for text in table}) == 1
    assert verdict in table[-1]


def test_percentiles_are_values_that_were_measured() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [percentile(values, p) for p in (0, 20, 50, 95, 100)] == [1, 1, 3, 5, 5]


def test_time_and_memory_are_more_than_nothing() -> None:
    assert median(lambda: sum(range(1000)), runs=3) > 0
    assert resident_mb() > 5
