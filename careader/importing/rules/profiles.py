"""Publications and sites as data: their names, how they date, what surrounds their text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from careader.importing.rules.lines import fold, words_of
from careader.importing.rules.prose import script_of

DATA = Path(__file__).parent.parent / "data"
LARGEST = 1024 * 1024
"""Bytes of a table of publications, careader's own or the user's."""

_ROW = re.compile(r"\s*[|/>›»•·]\s*")
_THE = re.compile(r"^(?:the|журнал|газета|агентство|ia|иа|сайт)\s+")


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication: see data/publications.yaml for the fields."""

    name: str
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    order: str = ""
    volume: int = 0
    sections: tuple[str, ...] = ()
    dateline: tuple[str, ...] = ()
    chrome: tuple[str, ...] = ()
    issn: str = ""

    def year_of(self, volume: str) -> str:
        """Return the year a volume appeared in, where a volume is a year; else nothing."""
        if not self.volume or not volume.isdigit() or not 1 <= int(volume) <= 60:
            return ""
        return str(self.volume + int(volume))


@dataclass(frozen=True, slots=True)
class Site:
    """The lines of sites in general, by their words alone: see data/site.yaml."""

    lines: frozenset[str]
    edge: frozenset[str]
    tail: frozenset[str]
    starts: tuple[str, ...]
    label: frozenset[str]
    sections: frozenset[str]


@dataclass(slots=True)
class Profiles:
    """Every publication known, found by name, by host and by the datelines of its news."""

    publications: Mapping[str, Publication]
    site: Site
    _names: dict[str, tuple[Publication, str]] = field(default_factory=dict)
    _hosts: dict[str, Publication] = field(default_factory=dict)
    _datelines: dict[str, Publication] = field(default_factory=dict)
    chrome: tuple[str, ...] = ()
    sections: frozenset[str] = frozenset()
    _owners: dict[str, Publication] = field(default_factory=dict)

    @staticmethod
    def load(own: Mapping[str, object] | None = None) -> Profiles:
        """Return the profiles that come with careader, the user's own added or put in their place.

        `own` maps a publication's name to the fields it changes, as in data/publications.yaml; the
        name `site` may add `lines`, `edge`, `tail`, `starts`, `label` and `sections`. What makes
        no sense in it is passed over. 10 ms the first time, 1 ms after.
        """
        own = own or {}
        merged = {name: dict(fields) for name, fields in _shipped("publications").items()}
        for name, fields in own.items():
            if name != "site" and isinstance(fields, Mapping):
                merged[name] = {**merged.get(name, {}), **fields}
        return _profiles(merged, own.get("site"))

    def named(self, text: str) -> Publication | None:
        """Return the publication that a text names, the whole of it being the name or an alias."""
        found = self._names.get(_key(text))
        return found[0] if found else None

    def name(self, text: str) -> str:
        """Return a publication's name as its articles get it: known ones in their usual form.

        A name in another script than the usual one stays in its own: Азия-Плюс is not Asia-Plus.
        """
        text = " ".join(text.split()).strip(' .,:;-–—|«»"“”')
        found = self._names.get(_key(text))
        if found is None:
            return text
        publication, alias = found
        if script_of(alias) == script_of(publication.name):
            return publication.name
        return next(a for a in publication.aliases if script_of(a) == script_of(alias))

    def at(self, address: str) -> Publication | None:
        """Return the publication at an address (URL or host)."""
        host = host_of(address)
        while "." in host:
            if host in self._hosts:
                return self._hosts[host]
            host = host.partition(".")[2]
        return None

    def owner(self, words: str) -> Publication | None:
        """Return the publication whose site alone has a line of such words, or such a section."""
        if words in self._owners:
            return self._owners[words]
        if not words.startswith(self.chrome):
            return None
        return next(p for chrome, p in self._owners.items() if chrome and words.startswith(chrome))

    def are_sections(self, text: str) -> bool:
        """Whether a text is the name of a section, or several of them in a row."""
        return all(words_of(piece) in self.sections for piece in _ROW.split(text))

    def agency(self, text: str) -> Publication | None:
        """Return the publication whose news name it so in their datelines."""
        return self._datelines.get(fold(text))


def pieces_of(text: str) -> list[str]:
    """Return the names that a row has, with marks between them."""
    return [piece for piece in _ROW.split(text) if piece]


def is_row(text: str) -> bool:
    """Whether a text has several names in a row, with marks between them."""
    return len(pieces_of(text)) > 1


def host_of(address: str) -> str:
    """Return the host of an address in lower case; empty for what has none."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _key(text: str) -> str:
    return _THE.sub("", fold(text))


@cache
def _shipped(name: str) -> Mapping[str, Mapping[str, object]]:
    # Imported here: YAML is 12 ms that only an import need spend.
    from careader.library.frontmatter import parse

    header, problem = parse((DATA / f"{name}.yaml").read_text(encoding="utf-8"), LARGEST)
    if problem:
        raise ValueError(f"{name}.yaml: {problem}")
    return {key: value if isinstance(value, dict) else {"": value} for key, value in header.items()}


@cache
def _site_lists() -> Mapping[str, tuple[str, ...]]:
    return {key: _texts(value[""]) for key, value in _shipped("site").items()}


def _profiles(rows: Mapping[str, Mapping[str, object]], own_site: object) -> Profiles:
    publications = {name: _publication(name, fields) for name, fields in rows.items()}
    profiles = Profiles(publications, _site(own_site if isinstance(own_site, Mapping) else {}))
    for publication in publications.values():
        for alias in (publication.name, *publication.aliases):
            profiles._names.setdefault(_key(alias), (publication, alias))
        for host in publication.hosts:
            profiles._hosts.setdefault(host_of(host), publication)
        for text in publication.dateline:
            profiles._datelines.setdefault(fold(text), publication)
    _add_lines(profiles)
    return profiles


def _add_lines(profiles: Profiles) -> None:
    """Note which lines and sections are whose; those of several publications are nobody's."""
    every = profiles.publications.values()
    chrome = {words_of(text): p for p in every for text in p.chrome}
    sections = {words_of(text): p for p in every for text in p.sections}
    shared = Counter(name for p in every for name in {words_of(text) for text in p.sections})
    profiles.chrome = tuple(chrome)
    profiles.sections = profiles.site.sections | frozenset(sections)
    own = {
        text: p
        for text, p in sections.items()
        if text not in profiles.site.sections and shared[text] == 1
    }
    profiles._owners.update(chrome | own)


def _publication(name: str, fields: Mapping[str, object]) -> Publication:
    lists = {
        key: _texts(fields.get(key))
        for key in ("aliases", "hosts", "sections", "dateline", "chrome")
    }
    volume = str(fields.get("volume", ""))
    return Publication(
        name,
        order=str(fields.get("order", "")),
        volume=int(volume) if volume.isdigit() else 0,
        issn=str(fields.get("issn", "")),
        **lists,
    )


def _site(own: Mapping[str, object]) -> Site:
    lists = _site_lists()

    def words(key: str) -> Iterable[str]:
        return (words_of(text) for text in (*lists[key], *_texts(own.get(key))))

    return Site(
        lines=frozenset(words("lines")),
        edge=frozenset(words("edge")),
        tail=frozenset(words("tail")),
        starts=tuple(dict.fromkeys(words("starts"))),
        label=frozenset(words("label")),
        sections=frozenset(words("sections")),
    )


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        return tuple(str(item) for item in value if isinstance(item, str | int))
    return ()
