"""Which key does what where: key sequences, contexts, and the user's own keys by command id."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from careader.tui.commands.base import ANYWHERE, Command, Context

_SPELLINGS = {
    " ": "space",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "/": "slash",
    "?": "question_mark",
    ":": "colon",
    "$": "dollar_sign",
    "+": "plus",
    "-": "minus",
    "=": "equals_sign",
    "^": "circumflex_accent",
    "*": "asterisk",
    ",": "comma",
    ".": "full_stop",
    ";": "semicolon",
    "'": "apostrophe",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "!": "exclamation_mark",
    "@": "at",
    "#": "number_sign",
    "%": "percent_sign",
    "&": "ampersand",
    "|": "vertical_line",
    "\\": "backslash",
    "`": "grave_accent",
    "~": "tilde",
    '"': "quotation_mark",
    "_": "underscore",
}
_NAMES = {name: char for char, name in _SPELLINGS.items()} | {"space": "Space"}
_SHOWN = {"pagedown": "PageDown", "pageup": "PageUp"}
_FOLDED = {
    "esc": "escape",
    "return": "enter",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "shift+tab": "shift+tab",
    "del": "delete",
}


def normal_key(key: str) -> str:
    """Return Textual's name for a key as people write it: `Ctrl+d`, `]`, `Space`, `G`."""
    if len(key) == 1:
        return _SPELLINGS.get(key) or _character_name(key)
    folded = key.lower().replace("control+", "ctrl+")
    if len(folded) == len("shift+g") and folded.startswith("shift+") and folded[-1].isalpha():
        return folded[-1].upper()
    return _FOLDED.get(folded, folded)


def _character_name(character: str) -> str:
    """Return what Textual calls the key of a character: letters and digits stand for themselves."""
    if character.isalnum():
        return character
    return unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")


def normal_sequence(keys: str) -> tuple[str, ...]:
    """Return the keys of a sequence written with blanks between them: `g u`."""
    return tuple(normal_key(key) for key in keys.split()) if keys != " " else ("space",)


def display(keys: str) -> str:
    """Return a key sequence as the help shows it."""
    shown = []
    for key in normal_sequence(keys):
        if key in _NAMES:
            shown.append(_NAMES[key])
        elif len(key) == 1:
            shown.append(key)
        else:
            shown.append("+".join(map(_part_shown, key.split("+"))))
    return " ".join(shown)


def _part_shown(part: str) -> str:
    return part if len(part) == 1 else _SHOWN.get(part, part.capitalize())


class Verdict(StrEnum):
    """What a sequence of keys amounts to."""

    RUN = "run"
    PENDING = "pending"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to a key: a command to run with its count, more keys to wait for, or nothing."""

    verdict: Verdict
    command: type[Command] | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Two commands on the same keys in the same context; the first one keeps them."""

    keys: str
    kept: str
    lost: str


class Keymap:
    """The commands by context and key sequence, with the user's changes applied."""

    def __init__(
        self, commands: Sequence[type[Command]], own: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.commands = tuple(commands)
        self._keys = {
            command.id: tuple((own or {}).get(command.id, command.keys)) for command in commands
        }
        self.unknown_ids = tuple(sorted(set(own or ()) - set(self._keys)))
        self._table: dict[Context, dict[tuple[str, ...], type[Command]]] = {}
        self._held: dict[str, list[str]] = {command.id: [] for command in commands}
        self.clashes: list[Clash] = []
        for command in sorted(commands, key=lambda each: each.id not in (own or {})):
            self._bind(command)

    def _bind(self, command: type[Command]) -> None:
        for keys in self._keys[command.id]:
            sequence = normal_sequence(keys)
            for context in command.contexts:
                holder = self._in_the_way(context, sequence)
                if holder is not None and holder is not command:
                    self.clashes.append(Clash(display(keys), holder.id, command.id))
                    continue
                self._table.setdefault(context, {})[sequence] = command
                if keys not in self._held[command.id]:
                    self._held[command.id].append(keys)

    def _in_the_way(self, context: Context, sequence: tuple[str, ...]) -> type[Command] | None:
        """Return the command that has the keys, or whose keys begin them or are begun by them.

        A narrower context may use the keys of `ANYWHERE` for something else; but where one of
        the two sequences begins the other, the longer could never be typed to its end.
        """
        same = self._table.get(context, {})
        if sequence in same:
            return same[sequence]
        shared = set(self._table) if context is ANYWHERE else {context, ANYWHERE}
        for each in shared:
            for known, holder in self._table.get(each, {}).items():
                shorter = min(len(known), len(sequence))
                if len(known) != len(sequence) and known[:shorter] == sequence[:shorter]:
                    return holder
        return None

    def keys_of(self, command: type[Command]) -> tuple[str, ...]:
        """Return the keys that run a command somewhere, as the help shows them."""
        return tuple(display(keys) for keys in self._held[command.id])

    def resolve(self, contexts: Iterable[Context], keys: Sequence[str]) -> Resolution:
        """Say what the keys typed so far mean where the reader is.

        Args:
            contexts: From the narrowest to the widest; the first that knows the keys decides.
            keys: Textual key names. While marking, leading digits are a count (`3 j`) and a
                leading `0` is a key; elsewhere digits are keys, since they choose the panes.
        """
        contexts = (*contexts, ANYWHERE)
        digits = _count_length(keys) if Context.MARKING in contexts else 0
        count = int("".join(keys[:digits])[:4]) if digits else None
        sequence = tuple(keys[digits:])
        pending = digits > 0 and not sequence
        for context in contexts:
            table = self._table.get(context, {})
            if sequence in table:
                return Resolution(Verdict.RUN, table[sequence], count)
            if any(
                known[: len(sequence)] == sequence for known in table if len(known) > len(sequence)
            ):
                pending = True
        return Resolution(Verdict.PENDING if pending else Verdict.UNKNOWN, None, count)


def _count_length(keys: Sequence[str]) -> int:
    length = 0
    for key in keys:
        if not (len(key) == 1 and key.isdecimal()) or (length == 0 and key == "0"):
            break
        length += 1
    return length
