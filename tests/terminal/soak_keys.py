"""What a random hand does at the reader: keys, typing, the mouse, other sizes; from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

_LETTERS = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789[](){}$*+-:?/ "
_NAMED = {
    "Enter": "\r", "Tab": "\t", "Shift+Tab": "\x1b[Z", "Backspace": "\x7f",
    "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C", "Left": "\x1b[D",
    "Home": "\x1b[H", "End": "\x1b[F", "PageUp": "\x1b[5~", "PageDown": "\x1b[6~", "F1": "\x1bOP",
    "Delete": "\x1b[3~", "Alt+x": "\x1bx", "nonsense": "\x1b[999;7~", "half a key": "\x1b[",
    **{f"Ctrl+{letter}": chr(ord(letter) - 96) for letter in "adefklnprsuwxyz"},
}  # fmt: skip
_TYPED = [
    "gas", "customs union", '"gas tariff', "country:TJ", "about:nowhere", "-", "(", "date:2010..",
    "NOT", "ta*", "tajik~", "中亚", "روسیه", "is:starred", "note:x OR",
    "border 👨‍👩‍👧‍👦", "x" * 120,
]  # fmt: skip
_FLOWS = [
    ["Enter", "v", "s", "Enter"],
    ["3", "v", "p", "a", "A note: 中亚 روسیه [x]", "Escape"],
    ["3", "v", "w", "w", "e", "v", "l", "c", "Enter"],
    ["3", "f", "a"],
    ["4", "e", "more of it", "Escape"],
    ["4", "t", "trade gas", "Enter"],
    ["4", "d", "u", "Ctrl+r", "u"],
    ["s", "customs", "Enter", "Enter", "n", "n", "N"],
    ["1", "j", "Enter", "2", "x"],
    ["3", "v", "s", "y"],
    ["i", "Escape"],
    ["M", "j", "Enter"],
    ["Y", "l", "Escape"],
    ["S", "Enter"],
    ["?", "gas", "Escape"],
    ["E"],
]
_SIZES = [(120, 36), (80, 24), (60, 20), (40, 10), (200, 50), (300, 100), (20, 5), (3, 2), (1, 1)]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing the hand does."""

    name: str
    data: bytes = b""
    """What the terminal sends for it."""
    keys: int = 0
    """Keys that are pressed with it."""
    size: tuple[int, int] | None = None
    """Columns and rows of the window from now on."""


def key(name: str) -> Deed:
    """Return the pressing of a key, or the typing of a text."""
    if name == "Escape":
        return Deed(name, b"\x1b[27u", 1)  # as kitty sends it: nobody waits for what else may come
    return Deed(name, _NAMED.get(name, name).encode(), 1 if name in _NAMED else len(name))


class Hand:
    """An endless row of deeds; the same for the same seed."""

    def __init__(self, seed: int, *, quits: bool) -> None:
        self._dice = random.Random(seed)
        self._quits = quits
        # Help and palette offer quitting to whoever presses Enter in them.
        self._letters = _LETTERS if quits else _LETTERS.replace(":", "").replace("?", "")
        self._columns, self._rows = 120, 36
        self._planned: list[Deed] = []

    def next(self) -> Deed:
        """Return what is done next."""
        if not self._planned:
            self._planned = self._plan()
        return self._planned.pop(0)

    def _plan(self) -> list[Deed]:
        dice = self._dice
        share = dice.random()
        if share < 0.60:
            return [key(dice.choice(self._letters))]
        if share < 0.76:
            return [key(dice.choice([*_NAMED, "Escape", "Escape", "Enter"]))]
        if share < 0.82:
            return [key(dice.choice(["/", "s", "f"])), key(dice.choice(_TYPED)), key("Enter")]
        if share < 0.90:
            return [key(name) for name in dice.choice(_FLOWS)]
        if share < 0.93:
            return [self._resize()]
        if share < 0.97:
            return [self._mouse()]
        if share < 0.995 or not self._quits:
            return [self._rest()]
        return [key("Escape"), key("Escape"), key("q")]

    def _resize(self) -> Deed:
        dice = self._dice
        any_size = (dice.randrange(1, 160), dice.randrange(1, 60))
        self._columns, self._rows = size = dice.choice([*_SIZES, any_size, any_size, any_size])
        return Deed("{} x {}".format(*size), size=size)

    def _mouse(self) -> Deed:
        dice = self._dice
        x, y = dice.randrange(1, self._columns + 1), dice.randrange(1, self._rows + 1)
        button = dice.choice([0, 0, 2, 64, 65])
        ups = f"\x1b[<{button};{dice.randrange(1, self._columns + 1)};{y}m" if button < 3 else ""
        return Deed(f"mouse {button} at {x},{y}", f"\x1b[<{button};{x};{y}M{ups}".encode())

    def _rest(self) -> Deed:
        """Return a paste, a change of the terminal's focus, a burst of one key, broken bytes."""
        dice = self._dice
        pasted = f"\x1b[200~{dice.choice(_TYPED)}\n\x07second line\x1b[201~"
        held = dice.choice("jknb)u") * dice.randrange(2, 40)
        return dice.choice(
            [
                Deed("paste", pasted.encode()),
                Deed("focus away and back", b"\x1b[O\x1b[I"),
                Deed(f"held {held[0]}", held.encode(), len(held)),
                Deed("broken bytes", b"\xff\xfe\xc3"),
            ]
        )
