"""docs/commands.md, keys.md and settings.md say what the program does."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from cli_calls import ROOT

from careader.cli.call import COMMANDS
from careader.config import describe

PAGES: dict[Path, str] = runpy.run_path(str(ROOT / "tools" / "generate_docs.py"))["pages"]()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_is_as_the_program_makes_it(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path], "run: python tools/generate_docs.py"


def test_every_command_and_setting_is_described() -> None:
    commands, _, settings = PAGES.values()
    assert all(f"## careader {name}\n" in commands for name in COMMANDS)
    assert all(f"| `{name}` |" in settings for name, _, _ in describe())


def test_help_fits_a_terminal_of_80_columns() -> None:
    import click

    from careader.cli.group import PROGRAM, group

    parent = click.Context(group, info_name=PROGRAM, terminal_width=80)
    for name in COMMANDS:
        command = group.get_command(parent, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=parent, terminal_width=80)
        assert max(map(len, command.get_help(context).splitlines())) <= 80
