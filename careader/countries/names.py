"""Names of countries and of groups of countries: from a code to a name, from any name to the code.

Importing this costs nothing; the table (data/names.json) is read at the first question, in some
3 ms, and never the detector's lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from careader.countries import data
from careader.countries.fold import key


class Group(NamedTuple):
    """Countries that filter as one: a region or an organisation."""

    key: str
    """Stable: `central-asia`, `SCO`."""
    name: str
    kind: str
    """`region` or `organisation`."""
    members: tuple[str, ...]
    """Country codes, sorted; as of 2026."""


class Completion(NamedTuple):
    """A country that what has been typed may become."""

    code: str
    name: str
    """Its name, to show and to insert."""
    form: str
    """The name or alias that begins so; equal to `name` when it is the name itself."""


_own_names: list[tuple[str, str]] = []
_own_entries: dict[str, object] = {}


def name_of(code: str, lang: str = "en") -> str:
    """Return a country's name in a language.

    Those known: en, ru, fa, prs (Dari), tg, kk, ky, uz, uz-cyrl, tk, az, tr, zh. Falls back to
    English, then to the code itself.
    """
    names = _table()["names"]
    upper = code.upper()
    name: str = names.get(lang, {}).get(upper) or names["en"].get(upper, code)
    return name


def codes() -> tuple[str, ...]:
    """Return every code: ISO 3166-1 alpha-2, XK, EU, and SU, YU, CS for states that are no more."""
    return tuple(_table()["names"]["en"])


def code_of(text: str) -> str | None:
    """Return the code of a country named in any language, case or spelling, former names too.

    Takes codes of two and three letters, names, aliases and words for the people (Tajik), but not
    capitals. Groups have no code: see `group_of`.
    """
    found = _aliases().get(key(text))
    return found[:2] if found else None


def completions(prefix: str, lang: str = "en", limit: int = 20) -> tuple[Completion, ...]:
    """Return the countries with a name or alias that begins so; own names first, then by name."""
    wanted = key(prefix)
    best: dict[str, Completion] = {}
    for folded, entry in _aliases().items():
        if not folded.startswith(wanted):
            continue
        code, form = entry[:2], entry[3:]
        name = name_of(code, lang)
        if code not in best or form == name:
            best[code] = Completion(code, name, form)
    ranked = sorted(best.values(), key=lambda c: (not key(c.name).startswith(wanted), c.name))
    return tuple(ranked[:limit])


def group_of(text: str) -> Group | None:
    """Return the group with this key, name or abbreviation in any language, case or spelling."""
    return _group_aliases().get(key(text))


def is_code(key_: str) -> bool:
    """Say whether this is the code of a country, and not the key of a group; EU is a code."""
    return len(key_) == 2 and key_.isalpha() and key_.isupper()


def groups() -> tuple[Group, ...]:
    """Return the groups to filter by, in the order to show them; the EU filters as a country."""
    return tuple(group for group in _groups().values() if not is_code(group.key))


def place_of(text: str) -> str | None:
    """Return the code of the country or the key of the group that is called so."""
    code = code_of(text)
    if code is not None:
        return code
    group = group_of(text)
    return group.key if group is not None else None


def label_of(place: str, lang: str = "en") -> str:
    """Return the name of a country by its code, or of a group by its key."""
    if is_code(place):
        return name_of(place, lang)
    group = _groups().get(place)
    return group.name if group is not None else place


def places_like(text: str) -> frozenset[str]:
    """Return the codes and group keys with a name or alias, in any language, like a text.

    The text begins a word of it: `fed` finds the Russian Federation, `stan` nothing.
    """
    wanted = key(text)
    if not wanted:
        return frozenset()
    start = f" {wanted}"
    codes = {entry[:2] for alias, entry in _aliases().items() if start in f" {alias}"}
    named = {group.key for alias, group in _group_aliases().items() if start in f" {alias}"}
    return frozenset(codes | {each for each in named if not is_code(each)})


def own_entries() -> Mapping[str, object]:
    """Return the user's entries in force, as `use_own_entries` took them."""
    return _own_entries


def version() -> str:
    """Return what changes whenever the gazetteer or the user's own entries do."""
    if not _own_entries:
        return data.fingerprint()
    from zlib import crc32

    return f"{data.fingerprint()} and {crc32(repr(_own_entries).encode()):08x}"


def use_own_entries(entries: Mapping[str, object]) -> tuple[str, ...]:
    """Add the user's names, from a parsed `countries.yaml` (see `own`), to look-up and detector.

    Replaces what an earlier call added; an empty mapping takes them away. Returns one line about
    each entry that makes no sense; the others are used.
    """
    from careader.countries import lexicon, own  # look-up alone never needs them

    rows, problems = own.rows_of(entries)
    _own_entries.clear()
    _own_entries.update(entries)
    _own_names[:] = [(code, form) for code, kind, form in rows if kind in ("name", "people")]
    _aliases.cache_clear()
    lexicon.use_own_rows(rows)
    return problems


@cache
def _table() -> Mapping[str, Any]:
    return data.load("names")


@cache
def _aliases() -> Mapping[str, str]:
    """Return look-up key to "CODE Form"."""
    aliases: dict[str, str] = _table()["aliases"]
    if not _own_names:
        return aliases
    return aliases | {key(form): f"{code} {form}" for code, form in _own_names}


@cache
def _groups() -> Mapping[str, Group]:
    return {
        row["key"]: Group(row["key"], row["name"], row["kind"], tuple(row["members"]))
        for row in _table()["groups"]
    }


@cache
def _group_aliases() -> Mapping[str, Group]:
    groups = _groups()
    return {alias: groups[row["key"]] for row in _table()["groups"] for alias in row["aliases"]}


class _Groups(Mapping[str, Group]):
    """Every group by its key, in the order to show them; read when first looked into."""

    def __getitem__(self, group: str) -> Group:
        return _groups()[group]

    def __iter__(self) -> Iterator[str]:
        return iter(_groups())

    def __len__(self) -> int:
        return len(_groups())


GROUPS: Mapping[str, Group] = _Groups()
