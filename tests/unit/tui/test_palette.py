"""The palette: every role that is painted has a style in every theme, in colour and without."""

import re
from pathlib import Path

import pytest
from textual.theme import Theme

import careader.tui
from careader.tui.palette import Palette
from careader.tui.themes import THEMES

SOURCES = [*Path(careader.tui.__file__).parent.rglob("*.py")]
LOOKED_UP = re.compile(r'palette\["([a-z-]+)"\]|palette\["([a-z-]+)" if [^]]* else "([a-z-]+)"\]')
SHEETS = {"name", "key", "dim"}


def roles() -> set[str]:
    """Return the roles that the source asks for by name, those of sheets among them."""
    found = set(SHEETS)
    for source in SOURCES:
        for groups in LOOKED_UP.findall(source.read_text(encoding="utf-8")):
            found.update(filter(None, groups))
    return found


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("colorless", [False, True])
def test_every_role_that_is_painted_has_a_style(theme: Theme, colorless: bool) -> None:
    variables = {**theme.to_color_system().generate(), **theme.variables}
    palette = Palette(variables, colorless=colorless)
    asked = roles()
    assert len(asked) > 10
    for role in asked:
        palette[role]


@pytest.mark.parametrize("role", ["cursor", "hit", "selection", "caret", "label", "mark-blue"])
def test_without_colour_something_else_stands_out(role) -> None:
    variables = {**THEMES[0].to_color_system().generate(), **THEMES[0].variables}
    style = Palette(variables, colorless=True)[role]
    assert style.color is None
    assert style.bgcolor is None
    assert style.bold or style.underline or style.reverse
