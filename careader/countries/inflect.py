"""The case forms of Russian names, adjectives and nouns for people: not a grammar, but enough.

Endings as in Zaliznyak's declension classes; forms that do not exist do no harm, since nothing
else is spelt like them.
"""

from __future__ import annotations

import re

Cases = tuple[str, ...]
"""Nominative, genitive, dative, accusative, instrumental, prepositional."""

_HARD = ("ый", "ого", "ому", "ый", "ым", "ом")
_HARD_AFTER_VELAR = ("ий", "ого", "ому", "ий", "им", "ом")
_SOFT = ("ий", "его", "ему", "ий", "им", "ем")
_ADJECTIVES: dict[str, Cases] = {
    "ая": ("ая", "ой", "ой", "ую", "ой", "ой"),
    "яя": ("яя", "ей", "ей", "юю", "ей", "ей"),
    "ый": _HARD,
    "ой": ("ой", *_HARD[1:3], "ой", *_HARD[4:]),
    "ое": ("ое", "ого", "ому", "ое", "ым", "ом"),
    "ые": ("ые", "ых", "ым", "ые", "ыми", "ых"),
    "ие": ("ие", "их", "им", "ие", "ими", "их"),
}
_NOUNS: tuple[tuple[str, int, Cases], ...] = (
    (r"ия$", 1, ("я", "и", "и", "ю", "ей", "и")),
    (r"ея$", 1, ("я", "и", "е", "ю", "ей", "е")),
    (r"я$", 1, ("я", "и", "е", "ю", "ей", "е")),
    (r"[гкхжчшщ]а$", 1, ("а", "и", "е", "у", "ой", "е")),
    (r"а$", 1, ("а", "ы", "е", "у", "ой", "е")),
    (r"й$", 1, ("й", "я", "ю", "й", "ем", "е")),
    (r"ь$", 1, ("ь", "я", "ю", "ь", "ем", "е")),
    (r"[гкхжчшщ]и$", 1, ("и", "ов", "ам", "и", "ами", "ах")),
    (r"ы$", 1, ("ы", "ов", "ам", "ы", "ами", "ах")),
    (r"(?:ов|ев|ин|ын)$", 0, ("", "а", "у", "а", "ым", "е")),
    (r"ц$", 0, ("", "а", "у", "", "ем", "е")),
    (r"[бвгджзклмнпрстфхцчшщ]$", 0, ("", "а", "у", "", "ом", "е")),
)
_PLURAL = ("ов", "ам", "ами", "ах")
_ADJECTIVE_ENDINGS = (
    "ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими",
)  # fmt: skip


def name_forms(name: str, *, surname: bool = False) -> frozenset[str]:
    """Return every case form of a proper name.

    Its adjectives and first noun decline, the rest stays (Республики Казахстан).
    Parts joined by "и" decline alike (Боснии и Герцеговины). A surname's -ым is kept to surnames.
    """
    joined = [_decline(part, surname=surname) for part in name.split(" и ")]
    forms = {" и ".join(parts) for parts in zip(*joined, strict=True)}
    if len(joined) == 1:
        forms |= _extra_forms(name)
    return frozenset(forms)


def adjective_forms(stem: str) -> frozenset[str]:
    """Return the forms of an adjective from its stem on -ск or -цк: таджикск, турецк."""
    return frozenset(stem + ending for ending in _ADJECTIVE_ENDINGS)


def people_forms(noun: str) -> frozenset[str]:
    """Return every form of a noun for people: казах, китаец, россиянин, турок, француженка."""
    if noun.endswith("нин"):
        stem = noun[:-2]
        return frozenset(
            {noun} | {stem + e for e in ("е", "", "ам", "ами", "ах")} | _singular(noun)
        )
    if noun.endswith("ка"):
        stem = noun[:-1]
        endings = ("а", "и", "е", "у", "ой", "ам", "ами", "ах")
        return frozenset({stem + e for e in endings} | {noun[:-2] + "ок", noun[:-2] + "ек"})
    stem = _people_stem(noun)
    plural = "и" if stem[-1] in "гкхжчшщ" else "ы"
    ends = ("ев" if stem.endswith("ц") else "ов", *_PLURAL[1:], plural)
    return frozenset({noun, stem} | {stem + e for e in ends} | _singular(stem)) - {
        stem if stem != noun else ""
    }


def _people_stem(noun: str) -> str:
    if match := re.search(r"([аеиоуыэюя])ец$", noun):
        return noun[: match.end(1)] + "йц"
    return re.sub(r"о(?=к$)", "", re.sub(r"е(?=ц$)", "", noun))


def _singular(stem: str) -> set[str]:
    instrumental = "ем" if stem.endswith("ц") else "ом"
    return {stem + e for e in ("а", "у", instrumental, "е")}


def _decline(name: str, *, surname: bool) -> list[str]:
    """Return the six cases of one name."""
    words = name.split(" ")
    columns: list[Cases] = []
    open_ = True
    for place, word in enumerate(words):
        adjective = _adjective(word) if open_ and place < len(words) - 1 else None
        if adjective:
            columns.append(adjective)
        elif open_:
            columns.append(_noun(word, surname=surname))
            open_ = False
        else:
            columns.append((word,) * 6)
    return [" ".join(cells) for cells in zip(*columns, strict=True)]


def _adjective(word: str) -> Cases | None:
    for ending, cases in _ADJECTIVES.items():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return tuple(word[: -len(ending)] + case for case in cases)
    if word.endswith("ий") and len(word) > 4:
        cases = _HARD_AFTER_VELAR if word[-3] in "гкх" else _SOFT
        return tuple(word[:-2] + case for case in cases)
    return None


def _noun(word: str, *, surname: bool) -> Cases:
    if "-" in word:
        head, _, last = word.rpartition("-")
        return tuple(f"{head}-{case}" for case in _noun(last, surname=surname))
    for pattern, cut, cases in _NOUNS:
        if pattern.startswith("(?:ов") and not surname:
            continue
        if re.search(pattern, word):
            stem = word[: len(word) - cut]
            return tuple(stem + case for case in cases)
    return (word,) * 6


def _extra_forms(name: str) -> set[str]:
    """Return second forms: -ь as a feminine, genitive plurals without ending, first halves."""
    forms: set[str] = set()
    if name.endswith("ь"):
        forms |= {name[:-1] + "и", name + "ю"}
    if name.endswith("ы"):
        forms.add(name[:-1])
    if "-" in name and " " not in name:
        first, _, rest = name.partition("-")
        forms |= {f"{case}-{rest}" for case in _noun(first, surname=False)}
    if name.endswith("а") and " " not in name:
        forms.add(name[:-1] + "ою")
    return forms
