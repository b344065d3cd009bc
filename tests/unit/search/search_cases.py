"""Random articles and random queries over the same few words, so that they meet."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from careader.model import Article, Highlight
from careader.search import query as q

WORDS = [
    "union",
    "unions",
    "trade",
    "trading",
    "policy",
    "policies",
    "kazakh",
    "kazakhstan",
    "the",
    "of",
    "in",
    "oʻzbek",
    "o'zbek",
    "ozbek",
    "naïve",
    "naive",
    "россия",
    "россии",
    "российский",
    "ёлка",
    "елка",
    "中亚",
    "中亚国家",
    "国",
    "2012",
    "12",
    "die",
    "dying",
]
FORMS = [
    "union",
    "trade",
    "policy",
    "policies",
    "kazakh",
    "kazakhstan",
    "the",
    "of",
    "ozbek",
    "naive",
    "россия",
    "елка",
    "中亚",
    "亚国",
    "国",
    "2012",
    "die",
    "dying",
    "absent",
]
BREAKS = [" ", " ", " ", ". ", "\n", " - ", "’s ", ""]
CODES = ["KZ", "UZ", "RU"]
ORGANISATIONS = ["SCO", "CSTO"]
PLACES = [*CODES, "central-asia", "south-caucasus", "SCO", "CSTO", "no-such-group"]
DATES = ["", "2010", "2010-03", "2012-10-17"]

TEXTS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(BREAKS)), min_size=0, max_size=14
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@dataclass(frozen=True)
class Case:
    """One article with all that is known about it."""

    article: Article
    text: str
    mentions: dict[str, int]
    read: bool
    starred: bool
    about: tuple[str, ...] = ()
    """What its text was weighed to be about."""
    organisations: dict[str, int] = field(default_factory=dict)
    highlights: list[Highlight] = field(default_factory=list)


def cases(number: int) -> st.SearchStrategy[list[Case]]:
    return st.tuples(*(_case(f"a{n}") for n in range(number))).map(list)


def _case(id_: str) -> st.SearchStrategy[Case]:
    codes = st.lists(st.sampled_from(CODES), unique=True, max_size=2)
    article = st.builds(
        Article,
        id=st.just(id_),
        path=st.just(f"articles/{id_}.md"),
        title=TEXTS.map(lambda text: " ".join(text.split()) or "untitled"),
        authors=st.lists(st.sampled_from(["Ann Lee", "Lee Kazakh"]), max_size=2).map(tuple),
        date=st.sampled_from(DATES),
        publication=st.sampled_from(["", "Asia Times", "Trade Union"]),
        lang=st.sampled_from(["", "en", "ru"]),
        countries=codes.map(tuple),
        tags=st.lists(st.sampled_from(["trade", "trade policy"]), max_size=1).map(tuple),
    )
    tags = st.lists(st.sampled_from(["trade", "asia/times", "Lee"]), max_size=2).map(tuple)
    mark = st.builds(_highlight, st.just(id_), TEXTS, TEXTS, tags, st.booleans())
    marks = st.lists(mark, max_size=2)
    mentions = codes.map(lambda found: dict.fromkeys(found, 2))
    organisations = st.lists(st.sampled_from(ORGANISATIONS), unique=True).map(
        lambda named: dict.fromkeys(named, 1)
    )
    return st.builds(
        Case,
        article,
        TEXTS,
        mentions,
        st.booleans(),
        st.booleans(),
        codes.map(tuple),
        organisations,
        marks,
    )


def _highlight(
    article: str, quote: str, note: str, tags: tuple[str, ...], deleted: bool
) -> Highlight:
    return Highlight(
        id="01",
        article=article,
        quote=quote,
        note=note,
        tags=tags,
        deleted="2026" if deleted else "",
    )


FIELDS = st.sampled_from([q.TextField.ALL, q.TextField.ALL, q.TextField.TITLE])
NAMES = st.lists(
    st.sampled_from([("kazakh",), ("kazakhstan",), ("россия",), ("trade", "policy"), ("中亚",)]),
    min_size=1,
    max_size=3,
    unique=True,
)


def _spelled(typed: q.Word | q.Phrase, names: list[tuple[str, ...]]) -> q.Spelled:
    made = (q.Name(words, " ".join(words), typed.field) for words in names)
    return q.Spelled(typed, tuple(made))


TEXT_LEAVES: st.SearchStrategy[q.TextLeaf] = st.one_of(
    st.builds(
        _spelled,
        st.one_of(
            st.builds(q.Word, st.sampled_from(FORMS), FIELDS),
            st.builds(q.Phrase, st.just(("trade", "policy")), st.just(0), st.just(False), FIELDS),
        ),
        NAMES,
    ),
    st.builds(lambda words, field: q.Name(words, "", field), NAMES.map(lambda n: n[0]), FIELDS),
    st.builds(q.Word, st.sampled_from(FORMS), FIELDS),
    st.builds(
        q.Phrase,
        st.lists(st.sampled_from(FORMS), min_size=1, max_size=3).map(tuple),
        st.sampled_from([0, 0, 2, 5]),
        st.booleans(),
        FIELDS,
    ),
    st.builds(q.Wildcard, st.sampled_from(["uni*", "*stan", "k*h", "?olicy", "росс*"]), FIELDS),
    st.builds(q.Fuzzy, st.sampled_from(["polcy", "tarde", "kazahk"]), st.just(1), FIELDS),
)
LEAVES: st.SearchStrategy[q.Node] = st.one_of(
    TEXT_LEAVES,
    st.just(q.Everything()),
    st.just(q.Nothing()),
    st.builds(q.About, st.sampled_from(PLACES)),
    st.builds(q.Mentions, st.sampled_from(PLACES)),
    st.builds(
        q.Named,
        st.sampled_from(q.NamedField),
        st.sampled_from([("trade",), ("asia", "times"), ("lee",), ("en",)]),
        st.booleans(),
        st.sampled_from([(), (("lee",), ("asia", "times"))]),
    ),
    st.sampled_from([q.DateRange("2010-01-01", "2010-12-31"), q.DateRange(first="2010-04-01")]),
    st.builds(q.Is, st.sampled_from(q.State)),
    st.builds(q.Has, st.sampled_from(q.Owned)),
    st.builds(q.Noted, st.sampled_from(q.NoteField), TEXT_LEAVES),
)
NODES: st.SearchStrategy[q.Node] = st.recursive(
    LEAVES,
    lambda nodes: st.one_of(
        st.lists(nodes, min_size=2, max_size=3).map(lambda parts: q.And(tuple(parts))),
        st.lists(nodes, min_size=2, max_size=3).map(lambda parts: q.Or(tuple(parts))),
        nodes.map(q.Not),
    ),
    max_leaves=6,
)
