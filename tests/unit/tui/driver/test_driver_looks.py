"""Looks: what SGR codes mean, and the shortest way from one to another, as Rich reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.ansi import AnsiDecoder
from rich.style import Style

from careader.tui.terminal.driver.looks import PLAIN, Looks

CODES = st.lists(
    st.sampled_from(
        ["0", "1", "2", "3", "4", "7", "9", "22", "23", "24", "27", "29", "53", "55", "31", "97",
         "39", "44", "104", "49", "38;5;200", "48;2;1;2;3", "38;2;9;8;7"]
    ),
    max_size=5,
).map(";".join)  # fmt: skip


def shown(written: str) -> Style:
    """Return the style of what is written after some sequences, as Rich understands them."""
    text = AnsiDecoder().decode_line(f"{written}x")
    styles = [span.style for span in text.spans if isinstance(span.style, Style)]
    return Style.combine([Style.null(), *styles])


def visible(style: Style) -> tuple[object, ...]:
    attributes = ("bold", "dim", "italic", "underline", "reverse", "strike", "overline")
    colors = (style.color, style.bgcolor)
    kept = [None if color is None or color.is_default else color for color in colors]
    return (*kept, *(bool(getattr(style, name)) for name in attributes))


@given(CODES, CODES)
def test_a_change_leads_to_the_look(first: str, second: str) -> None:
    looks = Looks()
    old, new = looks.after(PLAIN, first), looks.after(PLAIN, second)
    assert old is not None
    assert new is not None
    plainly = visible(shown(f"\x1b[0m\x1b[0;{second}m"))

    assert visible(shown(looks.change(PLAIN, old) + looks.change(old, new))) == plainly
    assert visible(shown(looks.change(None, new))) == plainly


@given(CODES)
def test_no_change_is_nothing(codes: str) -> None:
    looks = Looks()
    look = looks.after(PLAIN, codes)

    assert look is not None
    assert looks.change(look, look) == ""


@pytest.mark.parametrize("codes", ["58;5;1", "10", "38", "38;5", "48;2;1", "38;7;1", "4:3"])
def test_what_is_not_known_is_refused(codes: str) -> None:
    assert Looks().after(PLAIN, codes) is None


@pytest.mark.parametrize(
    ("codes", "seen"),
    [
        ("1;31", ""),
        ("1;31;44", "44"),
        ("7;31", "7;31"),
        ("4;32", "4;32"),
        ("2;31", ""),
        ("3", "3"),
        ("9", "9"),
    ],
)
def test_what_is_seen_of_a_look_on_a_blank(codes: str, seen: str) -> None:
    looks = Looks()
    look = looks.after(PLAIN, codes)

    assert look is not None
    assert looks.on_blank(look) == looks.after(PLAIN, seen)
