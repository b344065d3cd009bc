"""`careader keys`: every command of the reader with its keys, the user's own among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from careader.cli import output
from careader.cli.group import command as careader_command
from careader.cli.group import json_option
from careader.cli.session import settings
from careader.cli.tables import aligned

# Neither of these imports Textual: a test sees to it.
from careader.tui.commands import COMMANDS, Command
from careader.tui.commands.base import ANYWHERE, PANES
from careader.tui.keymap import Keymap


@careader_command("keys")
@json_option
def command(as_json: bool) -> None:
    """Show every key of the reader, with the id that `keys:` in the settings takes."""
    config, _ = settings()
    keymap = Keymap(COMMANDS, config.keys)
    rows = [key_shape(keymap, each) for each in COMMANDS]
    if as_json:
        output.json_document(rows)
    else:
        _print(rows)
    _say_problems(keymap)


def key_shape(keymap: Keymap, each: type[Command]) -> dict[str, Any]:
    """Return what is known of one command; `contexts` are where its keys work."""
    return {
        "id": each.id,
        "keys": list(keymap.keys_of(each)),
        "contexts": [str(context) for context in each.contexts],
        "group": each.group,
        "description": each.title(),
    }


def where(contexts: Sequence[str]) -> str:
    """Return in words where the keys of a command work; empty for everywhere."""
    if ANYWHERE in contexts:
        return ""
    panes = set(PANES) <= set(contexts)
    rest = [context for context in contexts if not (panes and context in PANES)]
    return ", ".join(["every pane"] * panes + rest)


def _print(rows: list[dict[str, Any]]) -> None:
    lines = aligned([_cells(row) for row in rows])
    groups: dict[str, list[str]] = {}
    for row, text in zip(rows, lines, strict=True):
        groups.setdefault(row["group"], []).append(text)
    for number, (group, texts) in enumerate(groups.items()):
        output.line("\n" * bool(number), output.Bold(group))
        for text in texts:
            output.line("  " + text)


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    place = where(row["contexts"])
    return "   ".join(row["keys"]), row["id"], row["description"] + f" ({place})" * bool(place)


def _say_problems(keymap: Keymap) -> None:
    for id_ in keymap.unknown_ids:
        output.say(f"The settings give keys to “{id_}”, which is no command.")
    for clash in keymap.clashes:
        output.say(f"{clash.keys} belongs to {clash.kept}; {clash.lost} cannot have it too.")
