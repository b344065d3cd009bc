"""What all painted widgets share: the palette of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from careader.tui.palette import Palette

if TYPE_CHECKING:
    from textual.app import App

_palettes: dict[tuple[str, bool], Palette] = {}


def palette_of(app: App[object]) -> Palette:
    """Return the palette of the theme in force, with colours or without."""
    key = app.theme, app.no_color
    palette = _palettes.get(key)
    if palette is None:
        palette = _palettes[key] = Palette(app.theme_variables, colorless=app.no_color)
    return palette


class Painted(Widget):
    """A widget that paints its own lines."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        # Rich gives every style with links an id of its own and Textual repaints on hover:
        # terminal.md, section 1.
        self.auto_links = False

    @property
    def palette(self) -> Palette:
        """The styles by role."""
        return palette_of(self.app)
