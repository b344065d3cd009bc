"""Who signs an article beside its title: names alone on a line, and where their bearers work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from careader.importing.rules import byline, dated, title
from careader.importing.rules.dates import in_order
from careader.importing.rules.findings import Findings, Trust
from careader.importing.rules.lines import Line, fold
from careader.importing.rules.profiles import Profiles
from careader.importing.rules.prose import is_prose, is_sentence

LEAST_DECK = 5
"""Words of a deck that may stand between a title and the names below it."""
_LONGEST_AFFILIATION = 120
_MARKED = re.compile(r"(?:\^?[a-d1-9]|[*†‡§¹²³⁴])\s?(?=[A-ZА-ЯЁ])")
"""How a journal marks where its authors work."""


@dataclass(slots=True)
class Head:
    """What the head of an article is made of: which lines are no text, and which are the title."""

    title: str = ""
    title_rule: str = ""
    dropped: set[int] = field(default_factory=set)
    """Indices of lines that are not part of the text."""
    found_at: int | None = None
    """Index of the title's first line."""


class SignedLines:
    """The lines of a head, told apart so far; takes from them the names beside the title."""

    def __init__(self, lines: Sequence[Line], findings: Findings, profiles: Profiles) -> None:
        self.lines = lines
        self.findings = findings
        self.profiles = profiles
        self.head = Head()
        self.facts: set[int] = set()
        self.signed: set[int] = set()
        """Indices of lines with authors, and of those with where they work."""
        self.rest: list[int] = []

    def _take(self, found: byline.Byline, rule: str) -> None:
        self.findings.add_authors(found.authors, rule)
        self.findings.offer("publication", found.agency, "by-line", Trust.WORKED_OUT)
        if found.publication:
            self.findings.offer(
                "publication",
                self.profiles.name(found.publication),
                "issue of, in the by-line",
                Trust.STATED,
            )
        known = self.profiles.named(found.publication) if found.publication else None
        for date in found.dates[:1]:
            in_issue = bool(known and found.publication)
            trust = Trust.STATED if in_issue else Trust.LINE
            self.findings.offer_date(
                in_order(date, known.order if known else ""), "date in the by-line", trust
            )

    def _names_below(self, at: int) -> None:
        """Take names, each alone on a line, and the affiliations between them and the text."""
        named = skipped = False
        for index in [index for index in self.rest if index > at]:
            line = self.lines[index]
            if line.words in title.LISTS:
                break
            if not named and dated.is_place(line.shown):
                self.head.dropped.add(index)
                continue
            found = byline.bare(line, self.profiles)
            if found is not None and self._may_be_author(index):
                self._take(found, "name alone below the title")
                self.head.dropped.add(index)
                self.facts.add(index)
                self.signed.add(index)
                named = True
            elif named and self._is_affiliation(index):
                self.head.dropped.add(index)
            elif named or skipped:
                break
            elif line.gap:
                if len(line.shown.split()) < LEAST_DECK:
                    break
                skipped = True
        self.rest = [index for index in self.rest if index not in self.head.dropped]

    def _may_be_author(self, index: int) -> bool:
        """Whether a name stands where authors do: among facts, or in a block of its own."""
        line = self.lines[index]
        if line.level:
            return False
        after = self.lines[index + 1] if index + 1 < len(self.lines) else None
        return (
            after is None
            or index + 1 in self.head.dropped
            or index + 1 in self.facts
            or (not is_prose(after) or after.gap)
        )

    def _affiliations(self) -> None:
        """Drop the lines below a by-line that say where its authors work."""
        for index in list(self.rest):
            if index - 1 in self.signed and self._is_affiliation(index):
                self.head.dropped.add(index)
                self.rest.remove(index)

    def _is_affiliation(self, index: int) -> bool:
        """Whether a line below a name is in one block with it, or names an institution."""
        line = self.lines[index]
        if line.level or is_sentence(line.shown):
            return False
        if len(line.shown) >= _LONGEST_AFFILIATION and not _MARKED.match(line.shown):
            return False
        taken = not line.gap or bool(title.INSTITUTION.search(line.shown))
        if taken:
            self.signed.add(index)
        return taken

    def _name_above(self, at: int) -> None:
        above = [self.lines[index] for index in self.rest if index < at]
        while above and title.INSTITUTION.search(above[-1].shown):
            above.pop()
        if above and (found := byline.bare(above[-1], self.profiles)):
            self.findings.add_authors(found.authors, "name alone above the title")
            self.findings.doubt(
                "author", "a name stands above the title without a word; it may be another's"
            )

    def _drop_repeats(self, at: int) -> None:
        """Drop what only says again who wrote it, or what stood above the title already."""
        above = {self.lines[index].folded for index in range(at)}
        said = {fold(name) for name, _ in self.findings.authors}
        for index in [index for index in self.rest if index > at]:
            line = self.lines[index]
            again = line.folded in above or _begins(self.head.title, line)
            if line.folded in said or (again and not is_sentence(line.shown)):
                self.head.dropped.add(index)
                self.rest.remove(index)


def _begins(title_: str, line: Line) -> bool:
    """Whether a line is the better part of a title, as pages set it again above their text."""
    folded = fold(title_)
    return len(line.folded) >= 0.7 * len(folded) > 0 and folded.startswith(line.folded)
