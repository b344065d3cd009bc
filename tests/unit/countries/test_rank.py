"""What an article is about: the primary rule, and the samples it was measured on."""

from pathlib import Path

import pytest
import yaml

from careader.countries.detect import NEVER_PRIMARY, detect, primary, rank

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"


def sample_articles():
    for described in sorted(SAMPLES.glob("*.expected.yaml")):
        expected = yaml.safe_load(described.read_text(encoding="utf-8"))
        lines = (SAMPLES / expected["file"]).read_text(encoding="utf-8").splitlines()
        for article in expected["articles"]:
            yield pytest.param(lines, article, id=article["title"][:40])


def paragraphs_of(lines, article):
    notes = set(article.get("footnote_lines", []))
    first, last = article["body_first_line"], article["body_last_line"]
    body = [lines[n - 1].strip() for n in range(first, last + 1) if n not in notes]
    return [line for line in body if line]


def parted(paragraphs):
    """Return (headings, paragraphs): a heading is short and ends without punctuation."""
    is_heading = [len(p.split()) <= 16 and p[-1] not in ".,;:?!”\"'" for p in paragraphs]
    headings = [p for p, heading in zip(paragraphs, is_heading, strict=True) if heading]
    return headings, [p for p, heading in zip(paragraphs, is_heading, strict=True) if not heading]


samples = pytest.mark.parametrize(("lines", "article"), list(sample_articles()))
here = pytest.mark.skipif(not SAMPLES.exists(), reason="no samples beside the repository")


@here
@samples
def test_a_samples_primary_countries_are_exact(lines, article):
    headings, paragraphs = parted(paragraphs_of(lines, article))
    found = rank(article["title"], headings, paragraphs)
    assert set(found.primary) == set(article["countries_primary"]), found.scores[:6]


@here
@samples
def test_they_are_exact_without_title_and_headings_too(lines, article):
    _, paragraphs = parted(paragraphs_of(lines, article))
    found = rank("", [], paragraphs)
    assert set(found.primary) == set(article["countries_primary"]), found.scores[:6]


@here
@samples
def test_a_samples_mentions_hold_what_they_must_and_not_what_they_must_not(lines, article):
    first, last = article.get("first_line", 1), article.get("last_line", len(lines))
    everything = "\n".join(lines[first - 1 : last])
    assert set(article["countries_mentioned"]) <= set(detect(everything).counts)
    headings, paragraphs = parted(paragraphs_of(lines, article))
    counts = rank(article["title"], headings, paragraphs).mentions.counts
    assert not set(article.get("countries_must_not", [])) & set(counts)


def test_a_country_in_the_title_needs_less_of_the_text():
    text = ["Tashkent signed. " * 5, "Uzbekistan agreed.", "Moscow looked on."]
    assert primary("", [], text) == ("UZ",)
    assert primary("Russia looks on", [], text) == ("UZ", "RU")


def test_a_union_and_states_that_are_no_more_are_never_primary():
    text = ["The Soviet Union and the European Union met Yugoslavia. " * 3]
    found = rank("The USSR, the EU", [], text)
    assert found.primary == ()
    assert set(found.mentions.counts) <= NEVER_PRIMARY


def test_at_most_four_countries_are_primary():
    names = "Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan, Uzbekistan and Russia"
    assert len(primary(names, [], [names])) == 4


def test_one_country_that_stands_out_is_enough_where_paragraphs_are_many():
    text = ["Tajikistan.", "Tajik.", "Dushanbe.", "Iran.", *["Nothing."] * 12]
    assert primary("", [], text) == ("TJ",)
    assert primary("", [], [*text, "Iran and Iranians."]) == ()


def test_an_article_says_why_it_is_about_a_country():
    found = rank("Tajikistan waits", ["Dushanbe"], ["Tajikistan.", "Rahmon and Russia spoke."])
    assert found.why("TJ") == "title, 4 mentions, all paragraphs"
    assert found.why("RU") == "1 mention, 1 of 2 paragraphs"
    assert found.why("KZ") == ""


def test_nothing_is_about_nothing():
    assert rank("", [], []).primary == ()
    assert rank("", [], []).scores == ()
