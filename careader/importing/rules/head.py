"""The head of an article: everything above its text, told apart line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from careader.importing.rules import byline, chrome, dated, title
from careader.importing.rules.dates import beside, find_dates, partial_date
from careader.importing.rules.findings import Findings, Trust
from careader.importing.rules.labels import read_label, read_rights
from careader.importing.rules.lines import Line, fold
from careader.importing.rules.profiles import Profiles, is_row, pieces_of
from careader.importing.rules.prose import is_prose, is_sentence, is_text, script_of
from careader.importing.rules.signed import Head, SignedLines

LONGEST_HEAD = 60
"""Lines looked at before the first prose."""
BEYOND = 8
"""Lines below the first prose in which a by-line or a date may still stand (below a deck)."""
DECKS = 2
"""Prose lines that may stand above them."""

_SERVICE = re.compile(r"(.{2,40}?)['’]s\s(?:[^\W\d_]+\s){1,2}(?:Service|Bureau|Desk|Team)")
_SLASHED = re.compile(r"(?:^|[\s,])/\s?([^/]{3,60}?)\s?(?:/\s*[:–—-]?\s*)?$")
_MEMORANDUM = title.SUBJECTS | title.LISTS
_PLACED = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁ .]{2,20}\s?[–—-]\s(.{3,50})")
"""A place and who reports from it: "ANKARA - Hürriyet Daily News"."""
LONGEST_SIGNED = 80
"""Characters of a line below the first prose that holds a date, and who wrote when."""
_LONGEST_ABOVE = 120
_APART = re.compile(r"\s{2,}")

_ABSTRACT = re.compile(
    r"(?:abstract|executive summary|summary|key (?:points|takeaways|findings)|аннотация|"
    r"резюме|краткое содержание|چکیده|خلاصه|摘要)\W*$",
    re.IGNORECASE,
)


def body_script(lines: Sequence[Line]) -> str:
    """Return the script of the prose, or of everything where there is no prose."""
    prose = " ".join(line.shown[:400] for line in lines if is_prose(line) and len(line.shown) >= 80)
    return script_of(prose or " ".join(line.shown for line in lines))


def read_head(
    lines: Sequence[Line], findings: Findings, profiles: Profiles, known: str = ""
) -> Head:
    """Return what stands above the text, and add what it says to the findings.

    With a `known` title only a line that says the same is taken for it.
    """
    return _HeadReader(lines, findings, profiles, known).read()


class _HeadReader(SignedLines):
    """Goes through the lines above the first prose, then chooses the title among the rest."""

    def __init__(
        self, lines: Sequence[Line], findings: Findings, profiles: Profiles, known: str
    ) -> None:
        super().__init__(lines, findings, profiles)
        self.known = fold(known)
        self.script = body_script(lines)
        self.sections: list[int] = []
        self.first = self._first_prose()

    def read(self) -> Head:
        index = 0
        while index < self.first:
            index += self._read_line(index)
        self._read_below_deck()
        self._choose_title()
        self._read_around_title()
        self._drop_above_title()
        self._drop_title_again()
        return self.head

    def _first_prose(self) -> int:
        for index, line in enumerate(self.lines[:LONGEST_HEAD]):
            if is_prose(line) and self._is_own_script(line) and not self._is_fact(line):
                return index
            if chrome.are_links(line):
                continue
            if line.opaque or _ABSTRACT.match(line.shown) or self._asks(index):
                return index
        return min(len(self.lines), LONGEST_HEAD)

    def _asks(self, index: int) -> bool:
        """Whether a line is a question of the text: a title stands above it, nobody signs below."""
        if index == 0 or not is_text(self.lines[index]) or is_prose(self.lines[index]):
            return False
        if any(map(self._is_signed, self.lines[index + 1 : index + 3])):
            return False
        above = self.lines[:index]
        return any(len(line.shown.split()) > 2 and not self._is_fact(line) for line in above)

    def _is_own_script(self, line: Line) -> bool:
        script = script_of(line.shown[:200])
        return not script or script == self.script

    def _is_fact(self, line: Line) -> bool:
        return chrome.is_edge_line(line, self.profiles) or self._is_signed(line)

    def _is_signed(self, line: Line) -> bool:
        """Whether the line is a by-line, a date, a label: what stands below a title."""
        probe = Findings()
        return (
            byline.labelled(line, self.profiles) is not None
            or read_label(line, probe, self.profiles)
            or dated.reads_date(line, probe, self.profiles)
        )

    # Line by line

    def _read_line(self, index: int) -> int:
        """Sort one line of the head; return how many lines it took."""
        line = self.lines[index]
        taken = self._byline(index)
        if taken:
            return taken
        if self._reads_fact(line):
            self._fact(index)
        elif line.short and self.profiles.are_sections(_APART.sub(" | ", line.raw.strip())):
            self.sections.append(index)
        elif line.short and self._is_row_of_site(line):
            self.head.dropped.add(index)
        elif chrome.is_edge_line(line, self.profiles) or byline.names_staff(line):
            self._site_line(line)
            self.head.dropped.add(index)
        elif not self._is_own_script(line):
            self.head.dropped.add(index)
        else:
            self.rest.append(index)
        return 1

    def _is_row_of_site(self, line: Line) -> bool:
        """Take the publication of a row that has it beside names of its sections."""
        pieces = pieces_of(line.shown)
        named = [piece for piece in pieces if self.profiles.named(piece)]
        if len(named) != 1 or len(pieces) < 2:
            return False
        if not all(piece in named or self.profiles.are_sections(piece) for piece in pieces):
            return False
        self.findings.offer(
            "publication", self.profiles.name(named[0]), "row of the site", Trust.PART
        )
        return True

    def _reads_agency(self, line: Line) -> bool:
        """Take "Azerbaijan, Baku, July 11 / Trend V. Zhavoronkin /": agency, reporter, day."""
        found = _SLASHED.search(line.shown)
        pieces = found[1].split(maxsplit=1) if found else []
        known = self.profiles.agency(pieces[0].strip(",:")) if pieces else None
        if found is None or known is None:
            return False
        self.findings.offer("publication", known.name, "agency of the dateline", Trust.NAMED)
        if pieces[1:] and (named := byline.labelled(Line(f"By {pieces[1]}"), self.profiles)):
            self.findings.add_authors(named.authors, "beside the agency")
        partial = partial_date(line.shown[: found.start()])
        self.findings.partial = self.findings.partial or partial
        return True

    def _fact(self, index: int) -> None:
        self.facts.add(index)
        self.head.dropped.add(index)

    def _site_line(self, line: Line) -> None:
        if chrome.is_rights(line):
            read_rights(line.shown, self.findings, self.profiles)
        elif is_row(line.shown) and (known := self.profiles.named(pieces_of(line.shown)[0])):
            self.findings.offer("publication", known.name, "row of the site", Trust.WORKED_OUT)
        elif known := self.profiles.owner(line.words):
            self.findings.offer("publication", known.name, "line of its site", Trust.PART)
        elif chrome.is_address(line) and (known := self.profiles.at(line.shown)):
            self.findings.offer("publication", known.name, "address line", Trust.PART)

    def _reads_fact(self, line: Line) -> bool:
        if not line.short:
            return False
        if self._reads_agency(line):
            return True
        service = _SERVICE.fullmatch(line.shown) or _PLACED.fullmatch(line.shown)
        if service and (of := self.profiles.named(service[1])):
            self.findings.offer("publication", of.name, "its service", Trust.NAMED)
            return True
        known = self.profiles.named(line.shown)
        if known and line.words not in self.profiles.sections:
            self.findings.offer(
                "publication", self.profiles.name(line.shown), "name alone on a line", Trust.LINE
            )
            return True
        return read_label(line, self.findings, self.profiles) or dated.reads_date(
            line, self.findings, self.profiles
        )

    def _byline(self, index: int) -> int:
        """Take a by-line with a label; return how many lines it takes, 0 when it is none."""
        line = self.lines[index]
        found = byline.labelled(line, self.profiles)
        if found is None:
            return 0
        taken = 1
        while byline.is_unfinished(line.shown) and taken < 4 and index + taken < self.first:
            line = Line(f"{line.shown} {self.lines[index + taken].shown}")
            found = byline.labelled(line, self.profiles) or found
            taken += 1
        self._take(found, "by-line")
        self.facts.update(range(index, index + taken))
        self.head.dropped.update(range(index, index + taken))
        self.signed.add(index + taken - 1)
        return taken

    # Below a deck

    def _read_below_deck(self) -> None:
        """Take by-line and date that stand below the first sentences."""
        decks = 0
        for index in range(self.first, min(len(self.lines), self.first + BEYOND)):
            line = self.lines[index]
            if is_prose(line) and byline.labelled(line, self.profiles) is None:
                decks += 1
                if decks > DECKS or len(line.shown) > 400:
                    return
            elif self._is_strong(line):
                self.facts.add(index)
                self.head.dropped.add(index)
            elif self._is_between(index):
                self.head.dropped.add(index)

    def _is_between(self, index: int) -> bool:
        """Whether a line of the site stands below a by-line or a date that stands below a deck."""
        line = self.lines[index]
        signed = bool(self.facts) and self.first <= max(self.facts) < index
        return signed and not line.level and chrome.is_edge_line(line, self.profiles)

    def _is_strong(self, line: Line) -> bool:
        """Take a line below the first prose when it can be nothing but a by-line or a date."""
        if not line.short or line.level:
            return False
        found = byline.labelled(line, self.profiles)
        if found is not None and not self.findings.authors and not found.affiliation.count(" ") > 9:
            self._take(found, "by-line")
            return True
        if not self.findings.authors and "/" in line.shown:
            named = byline.bare(line, self.profiles)
            if named is not None and named.publication:
                self._take(named, "name beside the publication")
                return True
        dates = find_dates(line.shown)
        alone = dates and not beside(line.shown, dates)
        if not self.findings.dates and (alone or (dates and len(line.shown) <= LONGEST_SIGNED)):
            return dated.reads_date(line, self.findings, self.profiles)
        return not dates and read_label(line, self.findings, self.profiles)

    # The title and what stands beside it

    def _choose_title(self) -> None:
        candidates = [index for index in self.rest if self._may_be_title(self.lines[index])]
        names = {i for i in candidates if byline.bare(self.lines[i], self.profiles)}
        chosen = title.choose(
            candidates,
            self.lines[: self.first],
            frozenset(self.facts),
            frozenset(names),
            self.profiles,
            frozenset(self.signed),
        )
        if chosen is None and not self.known:
            chosen = self._title_of_last_resort()
        if chosen is None:
            return
        free = [index for index in self.rest if index not in names or index == chosen]
        chosen, end = title.extent(chosen, self.lines, free)
        text, site = title.without_site(title.joined_title(self.lines[chosen:end]), self.profiles)
        if site:
            self.findings.offer("publication", site, "name of the site in the title", Trust.PART)
        self.head.title, self.head.title_rule = text, "line of the head"
        self.head.found_at = chosen
        self.head.dropped.update(range(chosen, end))
        self.rest = [index for index in self.rest if not chosen <= index < end]
        self.last = end

    def _may_be_title(self, line: Line) -> bool:
        if self.known:
            return _repeats(line.folded, self.known)
        return len(line.shown) > 2

    def _title_of_last_resort(self) -> int | None:
        """Return a section's name or a dated line as title, where the head has nothing else."""
        if self.sections:
            return self.sections.pop()
        return None

    def _read_around_title(self) -> None:
        """Take section, and authors whose names stand alone beside the title."""
        at = self.head.found_at
        self._drop_tags(at)
        for index in self.sections[::-1]:
            if at is None or index > at:
                self._keep_or_take_section(index, at)
                continue
            self._section(index, "line above the title", Trust.NAMED)
            self.head.dropped.add(index)
        if at is None:
            return
        for index in [
            index
            for index in self.rest
            if _repeats(self.lines[index].folded, self.lines[at].folded)
        ]:
            self.head.dropped.add(index)
            self.rest.remove(index)
            if site := title.without_site(self.lines[index].shown, self.profiles)[1]:
                self.findings.offer(
                    "publication", site, "name of the site in the title", Trust.PART
                )
        if not self.findings.authors:
            self._names_below(at)
        self._affiliations()
        if not self.findings.authors and not self.facts_by_staff:
            self._name_above(at)
        self._drop_repeats(at)

    @property
    def facts_by_staff(self) -> bool:
        """Whether a by-line said that nobody signed."""
        return any(
            found is not None and not found.authors
            for found in (byline.labelled(self.lines[i], self.profiles) for i in self.facts)
        )

    def _keep_or_take_section(self, index: int, at: int | None) -> None:
        """Take a section's name below the title only where it stands above by-line or date."""
        if at is not None and self.facts and index < max(self.facts):
            self._section(index, "line below the title", Trust.PART)
            self.head.dropped.add(index)

    def _drop_tags(self, at: int | None) -> None:
        """Drop several names of sections in a row between by-line or date and the text."""
        below = [index for index in self.sections if at is not None and index > at]
        rows = [i for i in below if i + 1 in below or i - 1 in below or self._is_row(i)]
        self.head.dropped.update(rows)
        self.sections = [index for index in self.sections if index not in rows]

    def _is_row(self, index: int) -> bool:
        line = self.lines[index]
        return is_row(line.shown) or bool(_APART.search(line.raw.strip()))

    def _section(self, index: int, rule: str, trust: int) -> None:
        line = self.lines[index]
        self.findings.offer("section", line.shown, rule, trust)
        if known := self.profiles.owner(line.words):
            self.findings.offer("publication", known.name, "name of its section", Trust.WORKED_OUT)

    def _drop_title_again(self) -> None:
        """Drop the title where it stands once more between a deck and the text."""
        if self.head.found_at is None:
            return
        title_ = fold(self.head.title)
        for index in range(self.first, min(len(self.lines), self.first + BEYOND)):
            if self.lines[index].folded == title_ and index > self.head.found_at:
                self.head.dropped.add(index)

    def _drop_above_title(self) -> None:
        """Drop what stands above the title and is no sentence: it is the site's or the issue's."""
        at = self.head.found_at
        if at is None or any(line.words in _MEMORANDUM for line in self.lines[:at]):
            return  # above the subject of a memorandum stand those who took part
        self._take_masthead([self.lines[index].shown for index in self.rest if index < at])
        for index in self.rest:
            text = self.lines[index].shown
            if index < at and len(text) <= _LONGEST_ABOVE and not is_sentence(text):
                self.head.dropped.add(index)

    def _take_masthead(self, above: Sequence[str]) -> None:
        """Take an unknown periodical or institute from what stands above the title, in doubt."""
        named = [text for text in above[:3] if title.is_masthead(text) or _is_institute(text)]
        if named and not self.findings.best("publication"):
            self.findings.offer(
                "publication",
                self.profiles.name(named[0]),
                "line above the title",
                Trust.WORKED_OUT,
            )


def _is_institute(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3]
    if any(map(str.isdigit, text)):
        return False
    named = bool(title.INSTITUTION.search(text)) and 2 <= len(text.split()) <= 7
    return named and all(not word[0].islower() for word in words)


def _repeats(one: str, other: str) -> bool:
    """Whether folded lines say the same, the name of a site behind one of them or not."""
    short, long = sorted((one, other), key=len)
    ends = (f": {short}", f"| {short}", f"- {short}")
    return bool(short) and (
        short == long or long.startswith((f"{short} |", f"{short} -")) or long.endswith(ends)
    )
