"""Which article an id on the command line means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from careader.errors import LibraryError
from careader.library.catalogue import Catalogue
from careader.text.clean import clean_line

_SHOWN = 3
"""Ids suggested for one that is unknown, or named where several are meant."""


def resolve(catalogue: Catalogue, id_: str) -> str:
    """Return the id of the article that is meant: the id itself, or the only one that begins so.

    Raises:
        LibraryError: No article has it, or several begin so; the message names the nearest.
    """
    ids = catalogue.ids
    if id_ in catalogue.positions:
        return id_
    begun = [each for each in ids if id_ and each.startswith(id_)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise LibraryError(f"{len(begun):,} articles begin with “{id_}”: {_some(begun)}")
    near = nearest(id_, ids)
    hint = f"; near it: {_some(near)}" if near else "; `careader list` shows them all"
    raise LibraryError(f"there is no article “{id_}”{hint}")


def nearest(id_: str, ids: Iterable[str]) -> Sequence[str]:
    """Return a few ids that resemble one, those that hold it first."""
    wanted = clean_line(id_).casefold().replace(" ", "-")
    known = list(ids)
    holding = [each for each in known if wanted and wanted in each.casefold()]
    return holding[:_SHOWN] or get_close_matches(wanted, known, n=_SHOWN, cutoff=0.5)


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_SHOWN]) + (", …" if len(ids) > _SHOWN else "")
