"""How many colours a terminal has, and whether Rich, which paints, thinks the same."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from rich.console import Console

from careader.tui.terminal.depth import Depth, depth_of, fitting_theme
from careader.tui.themes import TERMINAL, THEMES

MANY, SIXTEEN, NONE = Depth.MANY, Depth.SIXTEEN, Depth.NONE
TERMINALS = [
    ({"TERM": "xterm-256color"}, MANY),
    ({"TERM": "tmux-256color"}, MANY),
    ({"TERM": "xterm-kitty"}, MANY),
    ({"TERM": "xterm", "COLORTERM": "truecolor"}, MANY),
    ({"TERM": "xterm"}, SIXTEEN),
    ({"TERM": "screen"}, SIXTEEN),
    ({"TERM": "linux"}, SIXTEEN),
    ({"TERM": "klingon"}, SIXTEEN),
    ({}, SIXTEEN),
]


@pytest.mark.parametrize(("environment", "depth"), TERMINALS)
def test_rich_paints_in_as_many(environment: dict[str, str], depth: Depth) -> None:
    assert depth_of(environment) is depth
    console = Console(file=io.StringIO(), force_terminal=True, _environ=environment)
    assert (console.color_system == "standard") is (depth is SIXTEEN)


@pytest.mark.parametrize("environment", [each for each, _ in TERMINALS])
def test_no_color_is_none_everywhere(environment: dict[str, str]) -> None:
    assert depth_of({**environment, "NO_COLOR": ""}) is NONE


@pytest.mark.parametrize(
    ("term", "depth"), [("vt100", NONE), ("xterm-mono", NONE), ("ansi", SIXTEEN)]
)
def test_the_systems_table_knows_which_have_none(term: str, depth: Depth) -> None:
    pytest.importorskip("curses")
    code = (
        "import curses, sys; from careader.tui.terminal.depth import depth_of\n"
        "try: curses.setupterm(sys.argv[1], 2)\n"
        "except curses.error: print('unknown')\n"
        "else: print(depth_of({'TERM': sys.argv[1]}).name)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, term], capture_output=True, text=True, check=True
    )
    if done.stdout.strip() == "unknown":
        pytest.skip(f"terminfo has no {term} here")
    assert done.stdout.strip() == depth.name


@pytest.mark.parametrize("forced", ["standard", "256", "truecolor"])
def test_what_somebody_forces_holds(forced: str) -> None:
    environment = {"TERM": "vt100", "TEXTUAL_COLOR_SYSTEM": forced}
    assert depth_of(environment) is (SIXTEEN if forced == "standard" else MANY)


@pytest.mark.parametrize("theme", [each.name for each in THEMES])
def test_a_theme_of_fine_colours_needs_many(theme: str) -> None:
    assert fitting_theme(theme, MANY) == theme
    assert fitting_theme(theme, SIXTEEN) == fitting_theme(theme, NONE) == TERMINAL
