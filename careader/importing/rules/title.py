"""The title: which line of the head it is, and the lines it goes on in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from careader.importing.rules.lines import Line
from careader.importing.rules.profiles import Profiles
from careader.importing.rules.prose import is_capitals, is_sentence

LONGEST = 250
"""Characters of a title of several lines."""
FAR = 5
"""Lines from which on a head may be a site's menu, whose length says nothing, where by-line or
date stand near."""
LEAST_MENU = 5
"""Short lines one below the other that are a menu and no titles."""
NEAR = 4
"""How many lines below a title the by-line or the date may stand."""

_GOES_ON = re.compile(
    r"(?:[:,–—-]|\b(?:and|or|of|the|a|an|in|on|for|to|with|from|by|at|as|and|vs|и|в|на|о|об|"
    r"с|по|для|от|к|или|von|und|der|die|das|ve|və|va|ile|و|در|از|به))$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s+(?:[|»›·•]|[-–—]{1,2}|::)\s+")
INSTITUTION = re.compile(
    r"\b(?:university|institute|academy|school|college|centre|center|museum|ministry|"
    r"department|faculty|университет|институт|академия|музей|центр|кафедра|министерство|"
    r"دانشگاه|پژوهشگاه)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


def choose(
    candidates: Sequence[int],
    lines: Sequence[Line],
    facts: frozenset[int],
    names: frozenset[int],
    profiles: Profiles,
    signed: frozenset[int] = frozenset(),
) -> int | None:
    """Return the index of the line that is most likely the title; None when no line can be.

    `facts` are the indices of lines that hold by-line, date or publication, `names` those of
    lines that may be persons' names, `signed` those of by-lines.
    """
    scored = [
        (score(index, place, lines, candidates, facts, names, profiles, signed), -place, index)
        for place, index in enumerate(candidates)
    ]
    return max(scored)[2] if scored else None


def score(
    index: int,
    place: int,
    lines: Sequence[Line],
    candidates: Sequence[int],
    facts: frozenset[int],
    names: frozenset[int],
    profiles: Profiles,
    signed: frozenset[int] = frozenset(),
) -> float:
    """Return how much speaks for a line being the title; weights measured on the test set."""
    line = lines[index]
    text, words = line.shown, len(line.shown.split())
    stated = any(index < fact <= index + NEAR for fact in facts)
    total = -0.4 * min(place, FAR) - (0.05 if stated else 0.4) * max(0, place - FAR)
    total += 3 if line.level in (1, 2) else 1 if line.level else 0
    near = _near_facts(index, lines, candidates, facts | (names - {index}))
    total += near if words > 2 else near / 2
    total += 1.5 if words >= 4 else 0.5 if words == 3 else -1
    total += 0.5 if is_capitals(text) else 0
    total -= 2.5 if is_sentence(text) else 0
    total -= 3 if len(text) > LONGEST - 50 else 0
    total -= 5 if profiles.are_sections(text) or profiles.named(text) else 0
    total -= 2.5 if index in names and place else 0
    total -= 2.5 if place and INSTITUTION.search(text) and index - 1 in names else 0
    total -= 2 if not _LETTER.match(text.lstrip("\"'“‘«„¿([")) and not text[:1].isdigit() else 0
    total += 1.5 if _repeated(index, lines) else 0
    total += 1.5 if words > 2 and _is_signed(index, candidates, signed) else 0
    total -= 1.5 if not place and INSTITUTION.search(text) and words <= 7 else 0
    total -= 2 if is_masthead(text) else 0
    total -= 4 if words > LONGEST_DATED and _EVENT.match(text) else 0
    total -= 2 if _in_menu(index, lines, candidates) else 0
    total += _in_memorandum(index, lines)
    total -= 3 if _begins_earlier(index, lines, candidates) else 0
    total += 2 if words > 2 and line.gap and _has_deck(index, lines, candidates) else 0
    return total


_PERIODICAL = (
    r"times|news|post|herald|gazette|tribune|chronicle|observer|journal|review|magazine|weekly|"
    r"daily|monthly|quarterly|bulletin|digest|monitor|analyst|agency|newsletter|новости|вестник|"
    r"газета|журнал|известия|правда|обозрение"
)
_MASTHEAD = re.compile(
    rf"(?:(?:[\w.&'’-]+\s){{1,4}}(?:{_PERIODICAL})(?:\sonline)?|"
    rf"(?:the\s)?(?:{_PERIODICAL})(?:\sof(?:\s[\w&'’-]+){{1,4}})?)$",
    re.IGNORECASE,
)


def is_masthead(text: str) -> bool:
    """Whether a line reads as a periodical's name: "Pamir Times", "Journal of Law"."""
    words = [word for word in text.split() if len(word) > 3]
    named = bool(_MASTHEAD.match(text)) and not any(map(str.isdigit, text))
    return named and all(not word[0].islower() for word in words)


SUBJECTS = frozenset(("subject", "re", "тема"))
LISTS = frozenset(("participants", "present", "also present", "attendees", "участники"))
"""What a memorandum of a conversation has above its title, and above those who took part."""


def _in_memorandum(index: int, lines: Sequence[Line]) -> float:
    if index and lines[index - 1].words in SUBJECTS:
        return 4
    listed = any(line.words in LISTS for line in lines[max(0, index - FAR) : index])
    return -4 if listed or lines[index].words in SUBJECTS | LISTS else 0


def _begins_earlier(index: int, lines: Sequence[Line], candidates: Sequence[int]) -> bool:
    """Whether a line only says again how a longer one above it begins."""
    folded = lines[index].folded
    return len(folded) >= LEAST_AGAIN and any(
        lines[other].folded.startswith(f"{folded} ") for other in candidates if other < index
    )


def _is_signed(index: int, candidates: Sequence[int], signed: frozenset[int]) -> bool:
    """Whether a by-line stands below a line and no other that may be a title in between."""
    below = [line for line in signed if index < line <= index + NEAR]
    return bool(below) and not any(index < other < min(below) for other in candidates)


def _in_menu(index: int, lines: Sequence[Line], candidates: Sequence[int]) -> bool:
    """Whether a line stands among several of two words or three, and is not the last of them."""

    def is_entry(at: int) -> bool:
        return at in candidates and len(lines[at].shown.split()) <= 3

    if not is_entry(index):
        return False
    first = last = index
    while is_entry(first - 1):
        first -= 1
    while is_entry(last + 1):
        last += 1
    return last - first + 1 >= LEAST_MENU and index < last


def _has_deck(index: int, lines: Sequence[Line], candidates: Sequence[int]) -> bool:
    """Whether the next line stands in one block with this one, as a deck does below a title."""
    return index + 1 in candidates and not lines[index + 1].gap


def _near_facts(
    index: int, lines: Sequence[Line], candidates: Sequence[int], facts: frozenset[int]
) -> float:
    below = [fact for fact in facts if index < fact <= index + NEAR]
    if not below:
        return 0
    between = [other for other in candidates if index < other < min(below)]
    stated = any(fact < index and _DATED.search(lines[fact].shown) for fact in facts)
    return 3 - sum(0.3 if _is_deck(lines, index, other, stated) else 1 for other in between)


LEAST_AGAIN = 20
LONGEST_DATED = 6
_EVENT = re.compile(r"\d{1,2}\.?\s[^\W\d_]{3,12}\s(?:19|20)\d\d\s")
"""How an entry of a chronicle begins; a title of a few words may have its day before it."""
_DATED = re.compile(r"(?:19|20)\d\d")
LEAST_DECK = 10
"""Words of a deck that is told by its length alone."""


def _is_deck(lines: Sequence[Line], index: int, other: int, stated: bool) -> bool:
    """Whether a line below a title of some words is longer than it, as a deck is.

    Without a date above the two (`stated`) the upper one may be what a site says of itself.
    """
    title, deck = lines[index].shown, lines[other].shown
    if len(title.split()) < 4 or len(deck) < len(title) or is_capitals(deck):
        return False
    return stated or len(deck.split()) >= LEAST_DECK


def _repeated(index: int, lines: Sequence[Line]) -> bool:
    folded = lines[index].folded
    return any(
        other.folded == folded or other.folded.startswith((f"{folded} |", f"{folded} -"))
        for place, other in enumerate(lines)
        if place != index
    )


def extent(index: int, lines: Sequence[Line], free: Sequence[int]) -> tuple[int, int]:
    """Return the index of the title's first line and the one after its last.

    `free` are the indices of the lines that may belong to it.
    """
    if _repeated(index, lines):
        return index, index + 1
    while index - 1 in free and _goes_on(lines[index - 1], lines[index], lines, index):
        index -= 1
    end = index + 1
    while end in free and end < index + 3 and _goes_on(lines[end - 1], lines[end], lines, end):
        end += 1
    return index, end


def _goes_on(line: Line, after: Line, lines: Sequence[Line], place: int) -> bool:
    if after.gap or after.level != line.level or after.bulleted or is_sentence(after.shown):
        return False
    if len(line.shown) + len(after.shown) > LONGEST:
        return False
    text, following = line.shown, after.shown
    if _GOES_ON.search(text) or following[:1].islower():
        return True
    if is_capitals(text) != is_capitals(following) or len(text) < 20 or text[-1] in ".!?":
        return False
    closed = place + 1 >= len(lines) or lines[place + 1].gap
    return closed and len(following.split()) > 1


def joined_title(lines: Sequence[Line]) -> str:
    """Return the title of its lines, a hyphen at a line's end left where it stands."""
    return " ".join(line.shown for line in lines).strip(" \t#*_")


def without_site(title: str, profiles: Profiles) -> tuple[str, str]:
    """Return a page's title without the name of its site, and that publication's name."""
    pieces = _SUFFIX.split(title)
    for end in (len(pieces) - 1, len(pieces) - 2):
        if end < 1:
            break
        if profiles.named(pieces[end]):
            cut = title[: _start_of(title, end)]
            return cut, profiles.name(pieces[end])
    if len(pieces) > 1 and profiles.named(pieces[0]):
        rest = title[_SUFFIX.search(title).end() :]  # type: ignore[union-attr]
        return rest, profiles.name(pieces[0])
    return title, ""


def _start_of(title: str, piece: int) -> int:
    return [match.start() for match in _SUFFIX.finditer(title)][piece - 1]
