"""Whole documents come out with every field right, no site in them and no sentence lost."""

from pathlib import Path

import documents
import pytest

from careader.importing.rules import Profiles

SYNTHETIC = documents.documents(documents.SYNTHETIC)
SAMPLES = documents.documents(documents.SAMPLES)


def test_there_are_documents_of_every_family() -> None:
    assert len(SYNTHETIC) >= 60


@pytest.mark.parametrize("path", SYNTHETIC, ids=lambda path: path.stem)
def test_a_document_of_the_field_becomes_clean_articles(path: Path, profiles: Profiles) -> None:
    assert list(documents.problems(path, documents.imported(path, profiles))) == []


@pytest.mark.skipif(not SAMPLES, reason="the shared samples are not here")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_becomes_clean_articles(path: Path, profiles: Profiles) -> None:
    assert list(documents.problems(path, documents.imported(path, profiles))) == []


@pytest.mark.skipif(not SAMPLES, reason="the shared samples are not here")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_word_of_a_sample_is_there_in_order(path: Path, profiles: Profiles) -> None:
    """The body's lines, notes apart, are the article's words in their order and nothing else."""
    lines = path.read_text("utf-8").split("\n")
    rows = documents.expected(path)["articles"]
    for row, article in zip(rows, documents.imported(path, profiles), strict=True):
        wanted = documents.body_words(lines, row)
        found = documents.own_words(article, row)
        same = documents.longest_common(wanted, found)
        assert same >= 0.995 * len(wanted)
        assert len(found) <= 1.005 * len(wanted) + 3


def test_every_field_says_which_rule_gave_it(profiles: Profiles) -> None:
    for path in SYNTHETIC:
        for article in documents.imported(path, profiles):
            for name in ("title", "date", "publication", "volume", "section", "doi", "lang"):
                assert bool(getattr(article, name)) <= (name in article.rules), (path.stem, name)
            assert bool(article.authors) == ("author" in article.rules)
