"""The countries of an article: weighed by its reading text, placed in it."""

from hypothesis import given
from hypothesis import strategies as st

from careader.countries.article import countries_of
from careader.countries.detect import detect
from careader.text.reading import build
from tests.unit.countries.test_rank import here, paragraphs_of, parted, samples


def markdown(headings: list[str], paragraphs: list[str]) -> str:
    return "\n\n".join(f"## {each}" if each in headings else each for each in paragraphs)


@here
@samples
def test_a_samples_primary_countries_are_exact_as_an_article(lines, article):
    paragraphs = paragraphs_of(lines, article)
    headings, bare = parted(paragraphs)
    whole = countries_of(article["title"], build(markdown(headings, paragraphs)))
    without = countries_of("", build(markdown([], bare)))
    expected = set(article["countries_primary"])
    assert set(whole.ranking.primary) == expected, whole.ranking.scores[:6]
    assert set(without.ranking.primary) == expected, without.ranking.scores[:6]


def test_notes_bibliography_and_code_are_mentioned_and_weigh_nothing():
    found = countries_of(
        "On Tajikistan",
        build(
            "Tajikistan[^1] waits.\n\n```\nFrance\n```\n\n## References\n\nChina, 2012.\n\n"
            "### Books\n\nIran.\n\n## Afterword\n\nRussia.\n\n[^1]: Japan."
        ),
    )
    assert set(found.mentions.counts) == {"TJ", "CN", "IR", "RU", "FR", "JP"}
    assert {score.code for score in found.ranking.scores} == {"TJ", "RU"}


def test_a_heading_that_repeats_the_title_counts_once():
    text = "# On Tajikistan\n\nUzbekistan, Uzbekistan."
    found = countries_of("On Tajikistan", build(text)).ranking
    [tajikistan] = [score for score in found.scores if score.code == "TJ"]
    assert tajikistan.mentions == 1
    assert found.why("TJ") == "title, 1 mention, 0 of 1 paragraph"


@given(st.lists(st.sampled_from(["Kazakhstan", "Китай", "SCO", "war", "# China", "- Iran"])))
def test_mentions_stand_where_they_say(parts):
    reading = build("\n\n".join(parts))
    mentions = countries_of("Russia and the CSTO", reading).mentions
    forms = {"KZ": "Kazakhstan", "CN": {"China", "Китай"}, "IR": "Iran", "SCO": "SCO"}
    for start, end, code in (*mentions.spans, *mentions.organisation_spans):
        assert reading.text[start:end] in forms[code]
    assert mentions.counts == detect(reading.text).counts
    assert mentions.organisations == detect(reading.text).organisations
    assert len(mentions.weights) == len(mentions.spans)
