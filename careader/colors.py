"""What highlight colours mean to their reader: words, letters, colours found by them. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from careader.config import COLORS


def known_color(color: str) -> str:
    """Return a colour of ours: another program's, which nothing can be painted in, is the first."""
    return color if color in COLORS else COLORS[0]


def color_of(word: str, meanings: Mapping[str, str]) -> str | None:
    """Return the colour of a name or a meaning, in any case; None when there is none."""
    sought = word.strip().casefold()
    for color in COLORS:
        if sought in (color, meanings.get(color, "").casefold()):
            return color
    return None


def colors_like(word: str, meanings: Mapping[str, str]) -> frozenset[str]:
    """Return the colours whose name or meaning begins with a word, in any case."""
    sought = word.strip().casefold()
    return frozenset(
        color
        for color in COLORS
        if color.startswith(sought) or meanings.get(color, "").casefold().startswith(sought)
    )


def named(color: str, meanings: Mapping[str, str]) -> str:
    """Return a colour with its meaning where it has one: `yellow (claim)`."""
    meaning = meanings.get(color, "")
    return f"{color} ({meaning})" if meaning else color


def letters(meanings: Mapping[str, str]) -> dict[str, str]:
    """Return a capital letter for each colour, all different: of its meaning, else of its name.

    It stands for the colour where there are none to see.
    """
    found: dict[str, str] = {}
    for color in (*filter(meanings.get, COLORS), *COLORS):
        if color not in found:
            found[color] = _free_letter(meanings.get(color, "") + color, set(found.values()))
    return found


def _free_letter(words: str, taken: set[str]) -> str:
    candidates = (each.upper() for each in words + "abcdefghijklmnopqrstuvwxyz" if each.isalpha())
    return next(each for each in candidates if len(each) == 1 and each not in taken)
