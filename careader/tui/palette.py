"""The styles of everything that is painted, made from the variables of the theme.

Textual could look them up as component classes of a stylesheet; that takes a third of the time to
the first frame, for forty roles in nine widgets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from careader.config import COLORS

if TYPE_CHECKING:
    from rich.style import Style

_ROLES: dict[str, str] = {
    "base": "$foreground on $background",
    "title": "bold",
    "title-active": "bold reverse",
    "cursor": "$cursor-foreground on $cursor-background",
    "cursor-idle": "$idle-foreground on $idle-background",
    "dim": "$dim",
    "match": "bold $match",
    "strong": "bold",
    "included": "bold $success",
    "excluded": "bold $error",
    "message": "bold",
    "error": "bold $error",
    "hint": "$dim",
    "byline": "",
    "abstract": "italic",
    "doubt": "$warning",
    "heading": "bold",
    "quote": "italic",
    "code": "$code",
    "emphasis": "italic",
    "strike": "strike",
    "link": "underline",
    "note": "$dim",
    "note-current": "bold underline $match",
    "hit": "$hit-foreground on $hit-background",
    "hit-current": "bold $hit-current-foreground on $hit-current-background",
    "selection": "$selection-foreground on $selection-background",
    "selected-mark": "bold",
    "selected-hit": "$hit-background on $hit-foreground",
    "selected-hit-current": "$hit-current-background on $hit-current-foreground",
    "caret": "reverse",
    "caret-on-reversed": "reverse",
    "label": "bold $label-foreground on $label-background",
    "current": "bold",
    "theirs": "underline",
    "check": "italic",
    "sign": "bold reverse $warning",
    "key": "$match",
    "shade": "$match",
    "name": "bold",
    **{f"mark-{color}": f"$mark-text on $mark-{color}" for color in COLORS},
    **{f"mark-{color}-hit": f"$mark-{color} on $mark-text" for color in COLORS},
    **{f"mark-{color}-hit-current": f"bold $mark-{color} on $mark-text" for color in COLORS},
    **{f"theirs-{color}": f"underline $line-{color}" for color in COLORS},
}
"""Role to a Rich style definition; `$name` is a variable of the theme."""

_COLORLESS: dict[str, str] = {
    "cursor": "reverse",
    "cursor-idle": "bold",
    "match": "bold underline",
    "shade": "",
    "hit": "reverse",
    "hit-current": "bold reverse",
    "selection": "dim reverse",
    "selected-mark": "underline",
    "selected-hit": "not dim not reverse bold",
    "selected-hit-current": "dim not reverse bold",
    "caret-on-reversed": "not dim not reverse bold underline",
    "label": "bold reverse",
    "theirs": "italic",
    "check": "underline2",
    "sign": "bold reverse",
    **{f"mark-{color}": "underline" for color in COLORS},
    **{f"mark-{color}-hit": "underline reverse" for color in COLORS},
    **{f"mark-{color}-hit-current": "bold underline reverse" for color in COLORS},
    **{f"theirs-{color}": "italic" for color in COLORS},
}
"""What takes the place of colour where there is none (NO_COLOR, a terminal of one colour)."""


class Palette:
    """Styles by role, for one theme; each is made when it is first asked for."""

    def __init__(self, variables: Mapping[str, str], *, colorless: bool = False) -> None:
        self._variables = variables
        self._roles = _ROLES | _COLORLESS if colorless else _ROLES
        self._styles: dict[str, Style] = {}

    def __getitem__(self, role: str) -> Style:
        """Return the style of a role; raise KeyError when there is no such role."""
        style = self._styles.get(role)
        if style is None:
            style = self._styles[role] = self._make(role)
        return style

    def _make(self, role: str) -> Style:
        from rich.style import Style

        words = (
            self._color(word) if word[0] == "$" else word for word in self._roles[role].split()
        )
        return Style.parse(" ".join(words))

    def _color(self, variable: str) -> str:
        value = self._variables[variable[1:]]
        # Textual writes ansi_bright_black where Rich writes bright_black.
        return "default" if value == "ansi_default" else value.removeprefix("ansi_")
