"""Which countries a text mentions and where, and which of them an article is about."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from careader.countries.context import Context
from careader.countries.fold import fold
from careader.countries.guards import GUARDS
from careader.countries.lexicon import WEIGHTS, Sense, lexicon
from careader.countries.neighbours import IS_OTHER, is_ethnic
from careader.countries.scan import scan
from careader.countries.zones import LEAD_PARAGRAPHS, Part, Zone

NEVER_PRIMARY = frozenset(("EU", "SU", "YU", "CS"))
"""A union, and states that are no more: mentioned, never what an article is filed under."""
ETHNIC_WEIGHT = 0.3
"""What "ethnic Kazakhs" counts for Kazakhstan."""
COVERING_WEIGHT = 0.4
"""A mention of this weight makes its paragraph one that is about the country."""
TITLE_SHARE, BODY_SHARE, BODY_COVERAGE, MOST_PRIMARY = 0.10, 0.45, 0.40, 4
"""The primary rule, measured in research/importing.md §5: see `Ranking.primary`."""
OUTSTANDING_MENTIONS, OUTSTANDING_SHARE = 3, 0.5
"""The rule for an article that meets neither half of it: its mentions, the next one's share."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """The countries a text mentions."""

    counts: Mapping[str, int]
    """Country code to the number of mentions, the commonest first. EU, SU, YU and CS among them."""
    spans: tuple[tuple[int, int, str], ...]
    """Start, end (code points of the text) and code of each mention, in order, not overlapping."""
    weights: tuple[float, ...] = ()
    """What each of the spans counts for, 0.3 to 1.0: a name more than a surname or a company."""
    organisations: Mapping[str, int] = field(default_factory=dict)
    """Group key (`SCO`, `CSTO`) to the number of times the text names it."""
    organisation_spans: tuple[tuple[int, int, str], ...] = ()
    """Start, end and group key of each, in order."""


@dataclass(frozen=True, slots=True)
class Score:
    """How much of an article one country takes up."""

    code: str
    share: float
    """Its weighted mentions over those of the country with most, 0 to 1."""
    mentions: int
    paragraphs: int
    """How many paragraphs speak of it."""
    coverage: float
    """That, over all paragraphs, 0 to 1."""
    in_title: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """The countries of an article, the most written about first."""

    scores: tuple[Score, ...]
    paragraphs: int
    mentions: Mentions
    """Of title, headings and paragraphs together."""

    @property
    def primary(self) -> tuple[str, ...]:
        """Return the codes the article is about, at most four.

        A country is, that stands in the title with a tenth of the top country's score, or has
        0.45 of it and stands in two paragraphs of five. Where none does, the top country is, when
        it has twice the score of the next: right for 154 of 175 speeches and country pages whose
        title was taken away.
        """
        about = (score.code for score in self.scores if _is_primary(score))
        return tuple(about)[:MOST_PRIMARY] or self._standing_out()

    def _standing_out(self) -> tuple[str, ...]:
        if not self.scores or self.scores[0].code in NEVER_PRIMARY:
            return ()
        top, *others = self.scores
        enough = top.mentions >= OUTSTANDING_MENTIONS
        alone = not others or others[0].share <= OUTSTANDING_SHARE
        return (top.code,) if enough and alone else ()

    def why(self, code: str) -> str:
        """Return what speaks for a country: "title, 45 mentions, all paragraphs"."""
        for score in self.scores:
            if score.code == code:
                return ", ".join(_reasons(score, self.paragraphs))
        return ""


def detect(text: str, *, lang: str = "") -> Mentions:
    """Return the mentions of countries in a text, with offsets in code points of that very text.

    English, Russian, Persian and Dari are found side by side; `lang` (BCP 47) is a hint that no
    rule needs yet. Two million characters a second or more: a document takes milliseconds.
    """
    spans: list[tuple[int, int, str]] = []
    weights: list[float] = []
    organisations: list[tuple[int, int, str]] = []
    folded = fold(text)
    context = Context(text, folded, scan(folded, lexicon()))
    for start, end, sense in context.found:
        if sense.kind == "organisation":
            organisations.append((start, end, sense.code))
        elif sense.code and (verdict := _judge(context, start, end, sense)):
            spans.append((start, end, verdict[0]))
            weights.append(verdict[1])
    return Mentions(
        _counts(spans),
        tuple(spans),
        tuple(weights),
        _counts(organisations),
        tuple(organisations),
    )


def _counts(spans: Iterable[tuple[int, int, str]]) -> dict[str, int]:
    return dict(Counter(code for _, _, code in spans).most_common())


def rank(title: str, headings: Iterable[str], paragraphs: Iterable[str]) -> Ranking:
    """Return how much of an article each country takes up.

    The caller leaves out what is not the article: notes, bibliography, biographies, by-lines.
    """
    body = list(paragraphs)
    parts = [(Part.TITLE, title), *((Part.HEADING, heading) for heading in headings)]
    parts += [(Part.LEAD if i < LEAD_PARAGRAPHS else Part.BODY, p) for i, p in enumerate(body)]
    starts = accumulate((len(text) + 2 for _, text in parts[:-1]), initial=0)
    zones = [Zone(start, part) for start, (part, _) in zip(starts, parts, strict=True)]
    return weighed(detect("\n\n".join(text for _, text in parts)), zones)


def weighed(mentions: Mentions, zones: Sequence[Zone]) -> Ranking:
    """Return how much of a text each country takes up, by where in it the mentions stand.

    The zones are in order; the first begins where the text does.
    """
    paragraphs = sum(zone.part.is_paragraph for zone in zones)
    return Ranking(_scores(mentions, zones, paragraphs), paragraphs, mentions)


def primary(title: str, headings: Iterable[str], paragraphs: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of the countries an article is about, the most written about first."""
    return rank(title, headings, paragraphs).primary


def _judge(context: Context, start: int, end: int, sense: Sense) -> tuple[str, float] | None:
    """Return the country a form stands for here and its weight, or None."""
    code = sense.code
    for guard in sense.guards:
        decided = GUARDS[guard](context, start, end, sense)
        if decided is None:
            return None
        code = decided
    if IS_OTHER[sense.kind](context, start, end, sense):
        return None
    weight = WEIGHTS[sense.kind]
    if sense.kind == "people" and is_ethnic(context, start):
        weight = ETHNIC_WEIGHT
    return code, weight


def _scores(mentions: Mentions, zones: Sequence[Zone], paragraphs: int) -> tuple[Score, ...]:
    starts = [zone.start for zone in zones]
    total: dict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    covered: dict[str, set[int]] = defaultdict(set)
    titled: set[str] = set()
    for (start, _, code), weight in zip(mentions.spans, mentions.weights, strict=True):
        at = bisect_right(starts, start) - 1
        part = zones[at].part
        if part is Part.ASIDE:
            continue
        counts[code] += 1
        total[code] += weight * part.counts
        if part is Part.TITLE:
            titled.add(code)
        elif part.is_paragraph and weight >= COVERING_WEIGHT:
            covered[code].add(at)
    top = max((v for code, v in total.items() if code not in NEVER_PRIMARY), default=1.0)
    return tuple(
        Score(
            code,
            round(total[code] / top, 4),
            counts[code],
            len(covered[code]),
            len(covered[code]) / max(1, paragraphs),
            code in titled,
        )
        for code in sorted(total, key=lambda code: (-total[code], code))
    )


def _is_primary(score: Score) -> bool:
    if score.code in NEVER_PRIMARY:
        return False
    titled = score.in_title and score.share >= TITLE_SHARE
    return titled or (score.share >= BODY_SHARE and score.coverage >= BODY_COVERAGE)


def _reasons(score: Score, paragraphs: int) -> Iterable[str]:
    if score.in_title:
        yield "title"
    yield f"{score.mentions} mention{'s' * (score.mentions != 1)}"
    if paragraphs and score.paragraphs == paragraphs:
        yield "all paragraphs"
    else:
        yield f"{score.paragraphs} of {paragraphs} paragraph{'s' * (paragraphs != 1)}"
