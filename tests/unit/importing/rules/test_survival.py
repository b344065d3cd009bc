"""Whatever stands around and between them, the sentences of a text come through in order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.importing.model import Extract
from careader.importing.rules import Profiles, articles_of

PROFILES = Profiles.load()

NOUNS = st.sampled_from(
    [
        "the newsletter", "comments on the treaty", "related articles of the law",
        "the share of the farmers", "a source in the ministry", "the author of the plan",
        "readers of the journal", "By the river people", "Read more carefully they",
        "the print of the map", "page seven of the report", "the tags on the sheep",
        "notes of the meeting", "a subscription to water", "the copyright of the song",
    ]
)  # fmt: skip
VERBS = st.sampled_from(
    [
        "were carried over the pass in winter", "did not reach the capital before the harvest",
        "have been counted by nobody since 12 May 1998", "changed hands twice before the sea",
        "grew dearer with every kilometre of the road", "made the governor of the valley angry",
    ]
)  # fmt: skip
TAILS = st.sampled_from(
    [
        ", said the engineer; and so it remained.", ".", " (Asia-Plus, January 12).",
        ", as in 2005?", "!", ", “as ever.”",
    ]
)  # fmt: skip
SITE = st.sampled_from(
    ["Share", "Print", "Advertisement", "Read 3625 times", "Read more: Another Road", "Photo: EPA",
     "• KGS/USD = 0.1 0%", "0:00 0:39:54 0:00", "Follow us", "[x.org](http://x.org)"]
)  # fmt: skip
TAIL_SITE = st.sampled_from(
    [
        "Related Articles",
        "Leave a comment",
        "Newsletter",
        "© 2014 The Example",
        "Читайте также",
        "Tags: a, b",
    ]
)
HEADING = st.sampled_from(
    ["What Remains", "THE ROAD", "Language", "Comments", "Notes on a Map", "By the Sea"]
)


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    sentences = draw(st.lists(st.tuples(NOUNS, VERBS, TAILS), min_size=1, max_size=4))
    return " ".join(f"{noun[0].upper()}{noun[1:]} {verb}{tail}" for noun, verb, tail in sentences)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A page with site lines in it, and the paragraphs of its article."""
    body = draw(st.lists(paragraphs(), min_size=2, max_size=8))
    lines = [*draw(st.lists(SITE, max_size=2)), "A Road That Nobody Finished Building"]
    lines += draw(st.sampled_from([[], ["By Ann Bell"], ["By Ann Bell", "12 May 2014"]]))
    for paragraph in body:
        lines += [paragraph, *draw(st.lists(st.one_of(SITE, HEADING), max_size=1))]
    lines += draw(st.lists(st.one_of(SITE, TAIL_SITE), max_size=3))
    return draw(st.sampled_from(["\n\n", "\n"])).join(lines), body


@settings(deadline=None, max_examples=120)
@given(pages())
def test_every_paragraph_survives_in_order(made: tuple[str, list[str]]) -> None:
    _assert_survival(*made)


@pytest.mark.slow
@settings(deadline=None, max_examples=5000)
@given(pages())
def test_every_paragraph_of_many_pages_survives_in_order(made: tuple[str, list[str]]) -> None:
    _assert_survival(*made)


def _assert_survival(text: str, body: list[str]) -> None:
    (article,) = articles_of(
        Extract(name="x.txt", format="text", body=text, plain=True), PROFILES, countries=False
    )
    place = 0
    for paragraph in _once(body):
        place = article.body.find(paragraph, place)
        assert place >= 0, paragraph


def _once(body: list[str]) -> list[str]:
    """The paragraphs without a first one that the second begins with: it is a standfirst."""
    return body[1:] if len(body) > 1 and body[1].startswith(body[0]) else body


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=400), st.booleans())
def test_nothing_a_text_holds_stops_the_rules(text: str, plain: bool) -> None:
    articles = articles_of(
        Extract(name="x.txt", format="text", body=text, plain=plain), PROFILES, countries=False
    )
    assert len(articles) >= 1
    assert all(article.title for article in articles)
