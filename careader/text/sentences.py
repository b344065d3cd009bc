"""Sentence boundaries inside one paragraph, by rules for English, Russian, Persian and CJK.

A mark that may end a sentence is a candidate; the words on its two sides decide. The rules and
lists follow what splitters for news text share (Punkt's abbreviation, initial and frequent
starter classes; Golden Rules of pragmatic_segmenter); they prefer to join two sentences over
cutting one in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_OPENING = "\"'“‘«„‹([{（「『【《〈—–-…¿¡*•"
_CANDIDATE = re.compile(
    r"(?P<mark>\.(?:[ \u00a0]\.)++|[.!?…؟۔।։]+|[。！？｡]+)"
    r"(?P<tail>(?:[\"'”’»›)\]}）」』】》〉]|\[\d{1,3}\]|[¹²³⁰⁴-⁹])*+"
    r"(?:(?<=[^\W\d_][.!?\"”’»])\d{1,2}(?=\s+[A-ZА-ЯЁ“«\"]))?)"
)
"""A mark with what closes after it: quotes, brackets, footnote markers in any form."""
_TOKEN = re.compile(r"[^\s\"“”‘«»„()\[\]{}—–/]*\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DOTTED = re.compile(r"[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3})+")
_ENUMERATOR = re.compile(r"\d{1,3}|[IVXLC]{1,5}|[^\W\d_]")
_PARTING = re.compile(r"[\t\n]")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_GAP = re.compile(r"\s+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEVER_LAST = _set(
    "mr mrs ms messrs mx dr prof gen col lt capt cpl sgt maj adm cmdr brig sen rep gov pres amb hon"
    " rev fr st ste mt ft sec.-gen vs v cf viz eg ie e.g i.e vgl ca supt det asst dep"
    " им ул акад проф ген см напр т.е т.н т.к т.н.э о-ва пос обл р-н просп пл д-р г-н г-жа св ср"
)
"""Abbreviations that something always follows."""
_BEFORE_NUMBERS = _set(
    "no nos p pp vol vols art arts fig figs sec ch chap par para paras ed eds tab app approx c q"
    " str stat res jan feb mar apr jun jul aug sep sept oct nov dec"
    " стр с ст ч п пп т тт гл рис табл № вып"
)
"""Abbreviations that belong to a number after them."""
_SELDOM_LAST = _BEFORE_NUMBERS - _set("no art par fig app mar c q п с т") | _set(
    "inc ltd co corp bros jr sr llc plc dept univ assn govt intl natl est mil nat.gas bn mn"
    " г гг в вв тыс млн млрд трлн руб коп долл проц чел кв куб км кг мин сек ред изд н.э"
)
"""Abbreviations that end a sentence only before a word that begins one."""
_OFTEN_LAST = _set("etc al т.д т.п др пр")
"""Abbreviations that end a sentence whenever a capital follows."""
_STARTERS = _set(
    "The This That These Those It Its It's In On At As A An And But Or Nor So If When While"
    " Where Why What Who Whom Whose Which How He She They We You I His Her Their Our My Your"
    " There Here Then Thus Yet However Although Though Moreover Furthermore Meanwhile"
    " Nevertheless Nonetheless Instead After Before Since Because By For From With Without"
    " Within Under Over During Despite According To Of Not No Some Many Most Much All Both"
    " Each Every Several Such Other Others Another One Two Three Until Unless Only Even Also"
    " Today Now Earlier Later Indeed Still Once Through Throughout Among Between Given Having"
    " Is Are Was Were Do Does Did Has Have Had Can Could Will Would Should Perhaps Finally"
    " First Firstly Second Secondly Third Additionally Consequently Therefore Hence Rather"
    " Likewise Similarly Besides Apart Ahead Whether Yes Following Regarding Unlike Like"
    " Against Around About Above Across Along Beyond Few Little More Less Neither Either"
    " Nothing Everyone Anyone Someone Let Please See Recently Currently В Во На По Это Эти"
    " Этот Эта Однако Но И А Он Она Оно Они Как При Для Также Кроме С Со К Ко Из Если Когда"
    " После Так Мы Я Вы Его Её Ее Их Все Всё Вместе Тем Согласно Поэтому Затем До За От У О Об"
    " Что Чтобы Среди Между Напомним Ранее Сейчас Тогда Там Здесь Потом Не Ни Даже Уже Ещё Еще"
    " Только Хотя Поскольку Пока Под Над Без Через Такие Такой Такая Таким"
)
"""Words that begin sentences far oftener than they are names."""
_FULL_WIDTH = frozenset("。！？｡")


@lru_cache(maxsize=512)
def boundaries(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of the sentences of one paragraph, trimmed of white space, in order.

    A tab (between table cells) always ends one; a newline (a hard break) does unless the line
    goes on in lower case without a full stop before it. Empty for blank text.
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for start, end in _stretches(text):
        begin = start
        for candidate in _CANDIDATE.finditer(text, start, end):
            if candidate.start() >= begin and _ends_sentence(text, candidate, begin, end):
                yield begin, candidate.end()
                begin = _after_gap(text, candidate.end())
        if begin < end:
            yield begin, end


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Split at tabs and at the hard breaks that part sentences; trimmed, never blank."""
    start = 0
    for index in [*(mark.start() for mark in _PARTING.finditer(text)), len(text)]:
        if text[index : index + 1] == "\n" and _goes_on(text, index):
            continue
        if stretch := text[start:index].strip():
            begin = text.index(stretch, start)
            yield begin, begin + len(stretch)
        start = index + 1


def _goes_on(text: str, newline: int) -> bool:
    following = text[newline + 1 : newline + 2]
    return following.islower() and text[newline - 1 : newline] not in ".!?:;"


def _after_gap(text: str, index: int) -> int:
    gap = _GAP.match(text, index)
    return gap.end() if gap else index


def _ends_sentence(text: str, candidate: re.Match[str], begin: int, end: int) -> bool:
    after = candidate.end()
    if after >= end:
        return False
    mark, tail = candidate["mark"], candidate["tail"]
    if mark[0] in _FULL_WIDTH:
        return _ends_full_width(text, after, tail)
    if not text[after].isspace() or _inside_parenthesis(text, candidate, begin):
        return False
    following = _after_gap(text, after)
    while following < end and (text[following] in _OPENING or text[following].isspace()):
        following += 1
    if following >= end or text[following].islower():
        return following >= end
    if mark != ".":
        return not (mark[0] in ".…" and text[following].isdigit())
    return _full_stop_ends(text, candidate.start(), following, begin)


def _ends_full_width(text: str, after: int, tail: str) -> bool:
    """In CJK the mark ends the sentence, but for a quotation that a particle takes up."""
    return not (tail and text[after] in "とっのはがをにで，、,")


def _inside_parenthesis(text: str, candidate: re.Match[str], begin: int) -> bool:
    """Whether the mark ends a parenthesis that stands in the middle of its sentence."""
    tail = candidate["tail"]
    for closing, opening in (")", "("), ("]", "["):
        if closing in tail and "[" not in tail:
            opened = text.rfind(opening, begin, candidate.start())
            before = text[begin : max(opened, begin)].rstrip(_OPENING + " ")
            if before and not _ENDED.search(before):
                return True
    return False


def _full_stop_ends(text: str, stop: int, following: int, begin: int) -> bool:
    """Decide on a single full stop before a capital, a digit or an uncased letter."""
    found = _TOKEN.search(text[max(begin, stop - 40) : stop])
    token = found.group() if found else ""
    lower = token.lower()
    if _ENUMERATOR.fullmatch(token) and not text[begin : stop - len(token)].strip(_OPENING):
        return False
    if text[following].isdigit() and lower in _BEFORE_NUMBERS:
        return False
    if lower in _NEVER_LAST or lower.rpartition("-")[2] in _NEVER_LAST:
        return False
    if lower in _OFTEN_LAST:
        return text[following].isupper()
    if lower in _SELDOM_LAST or _abbreviates(token):
        return _starts_sentence(text, following)
    return True


def _abbreviates(token: str) -> bool:
    """Whether a token is an initial or letters with full stops between them (U.S, p.m, Ph.D)."""
    return (len(token) == 1 and token.isalpha()) or bool(_DOTTED.fullmatch(token))


def _starts_sentence(text: str, index: int) -> bool:
    word = _WORD.match(text, index)
    if not word or word.group() not in _STARTERS:
        return False
    return not (len(word.group()) == 1 and text[word.end() : word.end() + 1] == ".")
