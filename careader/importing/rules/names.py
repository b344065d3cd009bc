"""Names of persons: what may be one, what stands around it, several of them in one line."""

from __future__ import annotations

import re

from careader.importing.rules.lines import fold
from careader.importing.rules.words import HONORIFICS, NOT_NAMES, PARTICLES, STAFF

LONGEST_NAME = 60
MOST_TOKENS = 6

_AFTER = re.compile(
    r"[,\s]+(?:Ph\.?\s?D\.?|D\.?Phil\.?|M\.?A\.?|M\.?Sc\.?|MBA|LL\.?M\.?|M\.?D\.?|Esq\.?|"
    r"Jr\.|Sr\.|к\.\s?\w+\.\s?н\.|д\.\s?\w+\.\s?н\.)(?=[,;\s]|$)",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"(?<=[^\W\d_])(?:\^\w{1,2}|\^?\d{1,2}|[*†‡§¹²³⁴⁵⁶⁷⁸⁹ªᵃᵇᶜᵈᵉ]{1,3})(?:,\s?(?:\^?\w(?!\w)|[*†‡§¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉ]))*"
    r"(?=[\s,;&]|$)"
)
"""Marks behind a name that refer to where its bearer works."""
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,200}[)\]]")
_AND = re.compile(
    r"\s*[,;،]\s*(?:and|und|и|va|və|ve|و|та|ва|және)\s+|\s+(?:and|und|&|и|va|və|ve|و|ва|та|"
    r"және)\s+|\s*[;،•|/]\s*|\s*、\s*",
)
_COMMA = re.compile(r"\s*,\s*")
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?){1,3}")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ‘ʻ`.-][^\W\d_]+)*['’ʼ]?\.?")
_EDGES = " \t*_#-–—:,;|·•\u200c\u200e"
_NO_CASE = re.compile("[\u0590-\u08ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u10a0-\u10ff]")


def names_in(text: str) -> tuple[tuple[str, ...], str]:
    """Return the persons a by-line names, in order, and what stands there besides (affiliations).

    What is in brackets, after a comma and no name, or a degree is not a name. A by-line all in
    capitals gives names in the usual case; else names are as they stand.
    """
    bare = text if text.replace(" ", "").isalpha() and text.istitle() else _plain(text)
    bare = bare.strip(_EDGES)
    names: list[str] = []
    rest: list[str] = []
    for group in _AND.split(bare):
        for piece in _COMMA.split(group):
            name = person(piece)
            (names if name else rest).append(name or piece.strip())
    return tuple(dict.fromkeys(names)), ", ".join(filter(None, rest))


def _plain(text: str) -> str:
    """Return a by-line without brackets, marks of affiliations and degrees."""
    return _AFTER.sub(" ", _MARKS.sub("", _BRACKETS.sub(" ", text)))


def person(text: str) -> str:
    """Return a person's name without honorifics, in its usual case; empty for what is none."""
    text = text.strip(_EDGES)
    if not 3 <= len(text) <= LONGEST_NAME or any(map(str.isdigit, text)):
        return ""
    tokens = text.split()
    while len(tokens) > 1 and fold(tokens[0]) in HONORIFICS:
        tokens = tokens[1:]
    if not 2 <= len(tokens) <= MOST_TOKENS or fold(text) in STAFF:
        return ""
    if not all(map(_may_be_part, tokens)) or not _has_name(tokens):
        return ""
    return _usual_case(tokens)


def _has_name(tokens: list[str]) -> bool:
    """Whether two parts stand with capitals (or have no case), one of them more than an initial."""
    if _NO_CASE.search(tokens[0]):
        return len(tokens) <= 5
    capitals = [token for token in tokens if token[0].isupper() or _is_elided(token)]
    whole = [token for token in capitals if not _INITIAL.fullmatch(token)]
    return len(capitals) >= 2 and bool(whole) and tokens[0].lower() not in _NEVER_FIRST


def _may_be_part(token: str) -> bool:
    if _INITIAL.fullmatch(token):
        return token[0].isupper()
    if not _TOKEN.fullmatch(token):
        return False
    bare = fold(token)
    if bare in PARTICLES:
        return True
    if bare in NOT_NAMES or bare.endswith("'s"):
        return False
    return token[0].isupper() or bool(_NO_CASE.match(token)) or _is_elided(token)


def _is_elided(token: str) -> bool:
    """Whether it is a name such as d'Encausse or al-Rahman."""
    head, mark, tail = token.partition("'" if "'" in token else "’" if "’" in token else "-")
    return bool(mark) and len(head) <= 3 and tail[:1].isupper()


_NEVER_FIRST = frozenset(("the", "a", "an", "this", "and", "of", "in", "on", "for", "to"))


def _usual_case(tokens: list[str]) -> str:
    name = " ".join(tokens)
    if not name.isupper() or not any(len(token) > 3 for token in tokens):
        return name
    return " ".join(_capitalised(token) for token in tokens)


def _capitalised(token: str) -> str:
    if _INITIAL.fullmatch(token):
        return token
    if fold(token) in PARTICLES:
        return token.lower()
    return re.sub(r"[^\W\d_]+", lambda part: _first_capital(part[0]), token)


def _first_capital(word: str) -> str:
    if len(word) < 2:
        return word
    if "İ" in word or "Ş" in word or "Ğ" in word:  # Turkish: I is the capital of ı
        return word[0] + word[1:].replace("İ", "i").replace("I", "ı").lower()
    return word.capitalize()
