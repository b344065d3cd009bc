"""What the rules have found so far: each value with its rule and how far it is to be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from careader.importing.rules.dates import FoundDate


class Trust(IntEnum):
    """How far a finding is to be trusted; the highest wins."""

    STATED = 90
    """Said of this article in so many words: a label, "issue of", the only line of its kind."""
    LABELLED = 85
    LINE = 80
    """A line of its own in the head."""
    ISSUE = 75
    """Said of the issue that the article is part of."""
    NAMED = 70
    """Named beside something else: a dateline, "originally published by"."""
    PART = 50
    """Part of a citation, of an address."""
    LATER = 40
    """When the page was changed."""
    WORKED_OUT = 30
    """Worked out from a volume's number."""
    RIGHTS = 20
    """Whose rights are reserved since when."""
    HINTED = 10
    """A file's own properties."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One value of a field and the rule that gave it."""

    value: str
    rule: str
    trust: int


@dataclass(frozen=True, slots=True)
class DateFinding:
    """A date that may be the article's."""

    date: FoundDate
    rule: str
    trust: int


@dataclass(slots=True)
class Findings:
    """Everything found about one article."""

    texts: dict[str, list[Finding]] = field(default_factory=dict)
    dates: list[DateFinding] = field(default_factory=list)
    authors: list[tuple[str, str]] = field(default_factory=list)
    """Name and rule, in order."""
    tags: list[str] = field(default_factory=list)
    doubts: dict[str, str] = field(default_factory=dict)
    partial: str = ""
    """A day and month without a year, as stated."""

    def offer(self, name: str, value: str, rule: str, trust: int) -> None:
        """Add a value of a field; an empty one is none."""
        if value := value.strip():
            self.texts.setdefault(name, []).append(Finding(value, rule, trust))

    def offer_date(self, date: FoundDate, rule: str, trust: int) -> None:
        """Add a date."""
        self.dates.append(DateFinding(date, rule, trust))

    def add_authors(self, names: tuple[str, ...], rule: str) -> None:
        """Add authors that are not there yet."""
        known = {name for name, _ in self.authors}
        self.authors += [(name, rule) for name in names if name not in known]

    def add(self, other: Findings) -> None:
        """Add the values and dates of others, below those that are here already."""
        for name, values in other.texts.items():
            self.texts.setdefault(name, []).extend(values)
        self.dates += other.dates

    def doubt(self, name: str, what: str) -> None:
        """Say what is doubtful about a field, in words that a person can act on."""
        before = self.doubts.get(name)
        if before is None:
            self.doubts[name] = what
        elif what not in before:
            self.doubts[name] = f"{before}; {what}"

    def best(self, name: str) -> Finding | None:
        """Return the most trusted value of a field, of equal ones the first."""
        return max(self.texts.get(name, ()), key=lambda found: found.trust, default=None)

    def others(self, name: str, than: str) -> Iterator[Finding]:
        """Give the values of a field that say something else."""
        return (found for found in self.texts.get(name, ()) if found.value != than)
