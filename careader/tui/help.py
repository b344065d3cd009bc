"""The help as lines of a sheet, made from the commands and the keymap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from careader.tui.commands.base import ANYWHERE, Command, Context
from careader.tui.keymap import Keymap

if TYPE_CHECKING:
    from careader.tui.screens.sheet import SheetLine

_KEY_COLUMN = 26
"""Cells for the keys."""

_TEXT_COLUMN = 54
"""Cells for what they do; with the keys it fits a screen of 80."""


def help_lines(
    keymap: Keymap, contexts: Sequence[Context], extra: Iterable[str] = ()
) -> list[SheetLine]:
    """Return the commands of where the reader is, then all others, grouped."""
    here = [each for each in keymap.commands if set(each.contexts) & set(contexts)]
    rest = [each for each in keymap.commands if each not in here]
    lines: list[SheetLine] = [[(text, "dim")] for text in extra]
    if here:
        lines += [[(f"Here: {contexts[0]}", "name")], *_rows(keymap, here), []]
    for group in dict.fromkeys(each.group for each in rest):
        lines += [
            [(group, "name")],
            *_rows(keymap, [each for each in rest if each.group == group]),
            [],
        ]
    return lines


def _rows(keymap: Keymap, commands: Iterable[type[Command]]) -> list[SheetLine]:
    return [
        [
            ("  ", ""),
            (f"{', '.join(keymap.keys_of(each))} ".ljust(_KEY_COLUMN), "key"),
            (each.title(), ""),
        ]
        for each in commands
    ]


def hint_line(keymap: Keymap, commands: Iterable[type[Command]]) -> str:
    """Return keys and labels for the status line."""
    return "  ".join(
        f"{keymap.keys_of(each)[0]} {each.label}" for each in commands if keymap.keys_of(each)
    )


def commands_in(keymap: Keymap, contexts: Sequence[Context]) -> list[type[Command]]:
    """Return the commands with a label that apply in the contexts, the narrowest first."""
    found = []
    for context in (*contexts, ANYWHERE):
        found += [
            each
            for each in keymap.commands
            if each.label and context in each.contexts and each not in found
        ]
    return found
