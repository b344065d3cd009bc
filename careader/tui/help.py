"""The help as lines of a sheet, made from the commands and the keymap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from careader.tui.commands.base import ANYWHERE, PANES, Command, Context
from careader.tui.keymap import Keymap
from careader.tui.masthead import wrap_words

if TYPE_CHECKING:
    from careader.tui.screens.sheet import SheetLine

_KEY_COLUMN = 26
"""Cells for the keys."""

_INDENT = 2


def help_lines(
    keymap: Keymap, contexts: Sequence[Context], extra: Iterable[str] = (), *, width: int = 120
) -> list[SheetLine]:
    """Return the commands of where the reader is, then all others, grouped.

    Args:
        keymap: The keys.
        contexts: Where the reader is.
        extra: Lines that stand before everything.
        width: Cells of a line; longer descriptions go on in the next one.
    """
    here = [each for each in keymap.commands if set(each.contexts) & set(contexts)]
    rest = [each for each in keymap.commands if each not in here]
    lines: list[SheetLine] = [[(line, "dim")] for text in extra for line in wrap_words(text, width)]
    if here:
        lines += [[(f"Here: {contexts[0]}", "name")], *_rows(keymap, here, width), []]
    for group in dict.fromkeys(each.group for each in rest):
        members = [each for each in rest if each.group == group]
        lines += [[(group, "name")], *_rows(keymap, members, width), []]
    return lines


def _rows(keymap: Keymap, commands: Iterable[type[Command]], width: int) -> list[SheetLine]:
    rows: list[SheetLine] = []
    for each in commands:
        keys = f"{', '.join(keymap.keys_of(each))} ".ljust(_KEY_COLUMN)
        first, *further = wrap_words(each.title(), max(10, width - _INDENT - _KEY_COLUMN))
        rows.append([(" " * _INDENT, ""), (keys, "key"), (first, "")])
        rows += [[(" " * (_INDENT + _KEY_COLUMN), ""), (line, "")] for line in further]
    return rows


def hint_line(keymap: Keymap, commands: Iterable[type[Command]]) -> str:
    """Return keys and labels for the status line."""
    shown: dict[str, str] = {}
    for each in commands:
        for key in keymap.keys_of(each)[:1]:
            # A narrower place came first: there the key does what that says.
            shown.setdefault(key, each.label)
    return "  ".join(f"{key} {label}" for key, label in shown.items())


def commands_in(keymap: Keymap, contexts: Sequence[Context]) -> list[type[Command]]:
    """Return the commands with a label that apply in the contexts, the narrowest first.

    Those of every pane are the last of a pane's, so that they stay where they are on the line.
    """
    found: list[type[Command]] = []
    for context in (*contexts, ANYWHERE):
        here = [each for each in keymap.commands if each.label and context in each.contexts]
        here.sort(key=lambda each: set(PANES) <= set(each.contexts))
        found += [each for each in here if each not in found]
    return found
