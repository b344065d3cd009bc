"""Groups of countries and organisations as values of a field: which articles, and how many."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from careader.search.column import Column

if TYPE_CHECKING:
    from careader.countries.names import Group


class GroupColumn:
    """Of a region any member counts; an organisation must be named itself."""

    def __init__(self, countries: Column, organisations: Column) -> None:
        self._countries = countries
        self._organisations = organisations

    @cached_property
    def _groups(self) -> Mapping[str, Group]:
        from careader.countries.names import groups  # a table of names: 3 ms

        return {group.key: group for group in groups()}

    @cached_property
    def _bits(self) -> Mapping[str, int]:
        return {key: self._find(group) for key, group in self._groups.items()}

    def _find(self, group: Group) -> int:
        if group.kind == "organisation":
            return self._organisations.bits(group.key)
        return self._countries.bits_of(group.members)

    def bits(self, key: str) -> int:
        """Return the articles of a group, none for an unknown key."""
        return self._bits.get(key, 0)

    def counts(self, bits: int) -> dict[str, int]:
        """Return how many articles of a set belong to each group, most first; none with 0."""
        found = ((key, (bits & of_group).bit_count()) for key, of_group in self._bits.items())
        return dict(sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1]))


def is_country(place: str) -> bool:
    """Say whether this is the code of a country and not the key of a group."""
    from careader.countries.names import is_code

    return is_code(place)


def is_in(place: str, codes: Collection[str], organisations: Collection[str]) -> bool:
    """Say whether some countries, or the organisations an article names, are of a place."""
    from careader.countries.names import GROUPS

    if is_country(place):
        return place in codes
    group = GROUPS.get(place)
    if group is None:
        return False
    if group.kind == "organisation":
        return place in organisations
    return any(code in codes for code in group.members)
