"""Generated text of every family the reader must set right."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

_SLOW_TO_MAKE = [HealthCheck.too_slow, HealthCheck.data_too_large]
SHORT = settings(max_examples=30, deadline=None, suppress_health_check=_SLOW_TO_MAKE)
"""How long a property over whole documents runs always; the machine's speed proves nothing."""
LONG = settings(max_examples=500, deadline=None, suppress_health_check=_SLOW_TO_MAKE)
"""How long its long form runs, which is marked slow."""

LATIN = [
    "Russia",
    "trade",
    "gas",
    "a",
    "I",
    "post-Soviet",
    "don't",
    "U.S.",
    "naïve",
    "e\u0301te\u0301",
]
CYRILLIC = ["Казахстан", "и", "нефть", "тыс.", "Қазақстан", "сою\u0301з"]
PERSIAN = ["می\u200cروم", "کتاب", "خا\u0646\u0650ه", "و", "ه\u200d.", "تاجیکستان"]
CJK = ["中国", "（", "）", "、", "。", "「", "」", "新疆", "ー", "っ", "한국어", "ｱﾞ"]
EMOJI = ["👨‍👩‍👧", "🇺🇿", "🇰", "❤\ufe0f", "1\ufe0f\u20e3", "👍🏽", "🌍", "☎"]
INDIC_AND_THAI = ["क्षेत्र", "ภาษาไทย", "ខ្មែរ"]
SPACES = ["\u00a0", "\u3000", "\u2009", "\u202f"]
ENDLESS = [
    "https://example.org/a_very/long/address?with=words&and=more#than-fits",
    "x" * 45,
    "ы" * 33,
]
ODD = ["\u0301", "\u200d", "\ufe0f", "\u200c", "\u115f\u1161\u11a8", "\U0001f1e6", "\u05d0\u05b0"]
FAMILIES = [*LATIN, *CYRILLIC, *PERSIAN, *CJK, *EMOJI, *INDIC_AND_THAI, *SPACES, *ENDLESS]

widths = st.one_of(st.integers(1, 12), st.integers(13, 100))
"""Widths of a pane in cells."""

words = st.one_of(st.sampled_from(FAMILIES), st.sampled_from(ODD), st.text(max_size=6))

prose = st.lists(
    st.tuples(words, st.sampled_from(["", " ", " ", " ", "\n", "  ", "  \n"])), max_size=30
).map(lambda pairs: "".join(word + space for word, space in pairs))
"""Prose with soft and hard breaks, of all families mixed."""

_marks = st.sampled_from(
    ["*{}*", "**{}**", "`{}`", "~~{}~~", "[{}](https://a.org)", "![{}](b)", "{}[^1]", "<b>{}</b>"]
)
marked = st.tuples(_marks, prose).map(lambda pair: pair[0].replace("{}", pair[1].strip()))


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("\n", " ").replace("|", "") for cell in cells) + " |"


table = st.lists(st.tuples(words, words, prose), min_size=2, max_size=5).map(
    lambda rows: _row(rows[0]) + "\n|--|--:|:-:|\n" + "\n".join(map(_row, rows[1:]))
)
_block = st.one_of(
    prose,
    marked,
    prose.map(lambda text: "# " + text.replace("\n", " ")),
    prose.map(lambda text: "> " + text.replace("\n", "\n> ")),
    prose.map(lambda text: "- " + text.replace("\n", "\n  ")),
    prose.map(lambda text: "12. " + text.replace("\n", "\n    ")),
    prose.map(lambda text: "> - > " + text.replace("\n", " ")),
    prose.map(lambda text: "```\n" + text + "\n\ta\tb\n```"),
    prose.map(lambda text: "[^1]: " + text.replace("\n", " ")),
    table,
    st.just("---"),
    st.just("<div>some <i>html</i></div>"),
    st.text(max_size=30),
)
markdown = st.lists(_block, max_size=8).map("\n\n".join)
"""Documents of blocks of every kind."""
