"""Every action of the reader: footer, palette, help, keymap and documentation come from here."""

from careader.tui.commands import (
    articles,
    countries,
    following,
    gathering,
    highlights,
    marking,
    moving,
    program,
    reviewing,
    searching,
)
from careader.tui.commands.base import Command, Context

COMMANDS: tuple[type[Command], ...] = (
    *moving.COMMANDS,
    *articles.COMMANDS,
    *searching.COMMANDS,
    *countries.COMMANDS,
    *following.COMMANDS,
    *marking.COMMANDS,
    *gathering.COMMANDS,
    *highlights.COMMANDS,
    *reviewing.COMMANDS,
    *program.COMMANDS,
)

__all__ = ["COMMANDS", "Command", "Context"]
