"""Highlights, hits, selection and caret over one another: no two combinations look the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style
from textual.theme import Theme

from careader.config import COLORS
from careader.tui.looks import combined
from careader.tui.palette import Palette
from careader.tui.themes import TERMINAL, THEMES

SYSTEMS = {
    "truecolor": ColorSystem.TRUECOLOR,
    "256": ColorSystem.EIGHT_BIT,
    "16": ColorSystem.STANDARD,
    "none": None,
}
ATTRIBUTES = ("bold", "dim", "italic", "underline", "underline2", "overline", "strike")

Roles = tuple[str, ...]


def palette_of(theme: Theme, system: str) -> Palette:
    variables = {**theme.to_color_system().generate(), **theme.variables}
    return Palette(variables, colorless=system == "none")


def look(palette: Palette, roles: Roles, system: str) -> tuple[object, ...]:
    """Return what a terminal of a colour system shows: two colours after turning, attributes."""
    style = Style.combine([palette["base"], *map(palette.__getitem__, combined(roles))])
    front, back = seen(style.color, system, "front"), seen(style.bgcolor, system, "back")
    if style.reverse:
        front, back = back, front
    return (front, back, *(bool(getattr(style, name)) for name in ATTRIBUTES))


def seen(color: Color | None, system: str, side: str) -> object:
    depth = SYSTEMS[system]
    if depth is None or color is None or color.is_default:
        return side
    return color.downgrade(depth)[1:]


def stretches(color: str, other: str) -> Iterator[Roles]:
    """Yield every combination of what can lie on a text, the caret apart."""
    marks = ((), (f"mark-{color}",), (f"theirs-{other}",), (f"mark-{color}", f"theirs-{other}"))
    for mark, doubt, hit, chosen in product(
        marks, (False, True), ("", "hit", "hit-current"), (False, True)
    ):
        if doubt and not mark:
            continue
        yield (
            *mark,
            *(["check"] if doubt else []),
            *([hit] if hit else []),
            *(["selection"] if chosen else []),
        )


CASES = [
    pytest.param(theme, system, id=f"{theme.name}-{system}")
    for theme in THEMES
    for system in SYSTEMS
    # A terminal of sixteen colours has its own theme: the others are made of finer ones.
    if system != "16" or theme.name == TERMINAL
]


@pytest.mark.parametrize(("theme", "system"), CASES)
@pytest.mark.parametrize("color", COLORS)
def test_whatever_lies_on_whatever_looks_different(theme: Theme, system: str, color: str) -> None:
    palette = palette_of(theme, system)
    looks: dict[tuple[object, ...], Roles] = {}
    for roles in stretches(color, COLORS[-1] if color != COLORS[-1] else COLORS[0]):
        shown = look(palette, roles, system)
        assert shown not in looks, f"{roles} looks like {looks[shown]}"
        looks[shown] = roles


@pytest.mark.parametrize(("theme", "system"), CASES)
def test_the_caret_is_seen_on_everything_and_beside_everything(theme: Theme, system: str) -> None:
    palette = palette_of(theme, system)
    for roles in stretches("green", "blue"):
        caret = look(palette, (*roles, "caret"), system)
        assert caret != look(palette, roles, system), roles
        assert caret != look(palette, (), system), roles
        assert caret != look(palette, ("selection",), system), roles


@pytest.mark.parametrize(("theme", "system"), [each for each in CASES if each.values[1] != "none"])
@pytest.mark.parametrize("kind", ["mark", "theirs"])
def test_colours_differ_also_where_a_search_hit_something(
    theme: Theme, system: str, kind: str
) -> None:
    palette = palette_of(theme, system)
    hits: list[Roles] = [(), ("hit",), ("hit-current",)] if kind == "mark" else [()]
    for hit in hits:
        looks = [look(palette, (f"{kind}-{color}", *hit), system) for color in COLORS]
        assert all(one != other for one, other in combinations(looks, 2)), hit


@pytest.mark.parametrize("theme", [each for each in THEMES if each.name != TERMINAL])
def test_what_is_marked_can_be_read(theme: Theme) -> None:
    # WCAG 2.2, 1.4.3: 4.5 to 1 for text.
    palette = palette_of(theme, "truecolor")
    for roles in (*stretches("yellow", "blue"), *((f"{kind}-{c}",) for c in COLORS for kind in ("mark", "theirs"))):  # fmt: skip # noqa: E501
        style = Style.combine([palette["base"], *map(palette.__getitem__, combined(roles))])
        assert style.color is not None
        assert style.bgcolor is not None
        assert contrast(style.color, style.bgcolor) >= 4.5, roles


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    parts = (value / 255 for value in color.get_truecolor())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
