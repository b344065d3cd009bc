"""What the rules are told about the document that a form stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from careader.countries.lexicon import Sense

Found = tuple[int, int, Sense]
"""Start, end (code points) and the sense of a form, before its context is looked at."""

_SENTENCE_ENDS = ".!?\n"


@dataclass(frozen=True)
class Context:
    """The document that a form stands in."""

    text: str
    """As given: its lines matter to some rules."""
    folded: str
    found: Sequence[Found]

    @cached_property
    def certain(self) -> Mapping[str, int]:
        """How often each code is named by a form that needs no rule."""
        return Counter(s.code for _, _, s in self.found if s.code and not s.guards)

    @cached_property
    def starts(self) -> frozenset[int]:
        """Where forms start that name a country or its people."""
        return frozenset(start for start, _, sense in self.found if sense.code)

    def word_before(self, start: int) -> str:
        """Return the word before the space before an offset, empty when no space is there."""
        if start < 2 or self.folded[start - 1] != " ":
            return ""
        return self.folded[self.folded.rfind(" ", 0, start - 1) + 1 : start - 1]

    def begins_sentence(self, start: int) -> bool:
        """Return whether the word before the one at this offset opens its sentence or line."""
        before = start - len(self.word_before(start)) - 2
        while before >= 0 and self.text[before] == " ":
            before -= 1
        return before < 0 or self.text[before] in ".!?:;\"'()“”‘«»•\n-–—|"

    def sentence(self, start: int) -> tuple[int, str]:
        """Return where the sentence or line around an offset begins, and the sentence."""
        left = max(self.text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS) + 1
        ends = (self.text.find(mark, start) for mark in _SENTENCE_ENDS)
        right = min((end for end in ends if end >= 0), default=len(self.text))
        return left, self.text[left:right]
