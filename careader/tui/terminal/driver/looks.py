"""How cells look: SGR codes and links read, and the shortest way from one look to another.

A look is one character, so that the looks of a row are a string as long as its cells.
"""

from __future__ import annotations

from typing import NamedTuple

PLAIN = "\0"
"""The look of a cell without colours and attributes."""

_OFF = {
    "1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "6": "25",
    "7": "27", "8": "28", "9": "29", "51": "54", "52": "54", "53": "55",
}  # fmt: skip
_OFF_CODES = frozenset(_OFF.values())
_ON_BLANKS = frozenset(("3", "4", "7", "9", "21", "53", "51", "52"))
"""Attributes that are seen where there is no character: italics in GNU screen, which inverts."""
_COLOR_LENGTHS = {"2": 5, "5": 3}


class Look(NamedTuple):
    """What a look stands for, as codes of SGR and the parameters of OSC 8."""

    attributes: frozenset[str] = frozenset()
    foreground: str = ""
    background: str = ""
    link: str = ""


class Looks:
    """The looks of a session; each is worked out once."""

    def __init__(self) -> None:
        self._looks = [Look()]
        self._names = {self._looks[0]: PLAIN}
        self._after: dict[tuple[str, str], str | None] = {}
        self._blanks: dict[str, str] = {PLAIN: PLAIN}
        self._changes: dict[tuple[str | None, str], str] = {}
        self._linked = False

    def _name(self, look: Look) -> str:
        name = self._names.get(look)
        if name is None:
            name = self._names[look] = chr(len(self._looks))
            self._looks.append(look)
        return name

    def after(self, look: str, codes: str) -> str | None:
        """Return the look that SGR codes make of one; None when there is one that is not known."""
        key = (look, codes)
        if key not in self._after:
            made = _applied(self._looks[ord(look)], codes)
            self._after[key] = None if made is None else self._name(made)
        return self._after[key]

    def linked(self, look: str, link: str) -> str:
        """Return a look with a link, given as the parameters of OSC 8; `;` ends one."""
        if not self._linked:
            self._linked = True
            self._changes.clear()
        return self._name(self._looks[ord(look)]._replace(link="" if link == ";" else link))

    def on_blank(self, look: str) -> str:
        """Return what is seen of a look where a cell is blank."""
        name = self._blanks.get(look)
        if name is None:
            name = self._blanks[look] = self._name(_seen_on_blank(self._looks[ord(look)]))
        return name

    def change(self, old: str | None, new: str) -> str:
        """Return the shortest sequence from one look to another; from any look when `old` is None.

        Links are ended only where there were any: the Linux console prints what it takes to.
        """
        key = (old, new)
        found = self._changes.get(key)
        if found is None:
            before = _NOTHING_KNOWN if self._linked else Look()
            before = before if old is None else self._looks[ord(old)]
            found = _change(before, self._looks[ord(new)], known=old is not None)
            self._changes[key] = found
        return found


def _applied(look: Look, codes: str) -> Look | None:
    attributes, foreground, background = set(look.attributes), look.foreground, look.background
    parts = codes.split(";")
    while parts:
        code = parts.pop(0)
        if code in ("", "0"):
            attributes, foreground, background = set(), "", ""
        elif code in _OFF:
            attributes.add(code)
        elif code in _OFF_CODES:
            attributes -= {each for each in attributes if _OFF[each] == code}
        elif code in ("38", "48"):
            length = _COLOR_LENGTHS.get(parts[0], 0) - 1 if parts else 0
            color = ";".join([code, *parts[:length]])
            if length <= 0 or len(parts) < length:
                return None
            del parts[:length]
            foreground, background = _colored(color, foreground, background)
        elif _is_color(code):
            foreground, background = _colored(code, foreground, background)
        else:
            return None
    return Look(frozenset(attributes), foreground, background, look.link)


def _is_color(code: str) -> bool:
    return len(code) in (2, 3) and code[:-1] in ("3", "4", "9", "10") and code[-1] != "8"


def _colored(code: str, foreground: str, background: str) -> tuple[str, str]:
    if code == "39":
        return "", background
    if code == "49":
        return foreground, ""
    return (foreground, code) if code[0] in "41" else (code, background)


def _seen_on_blank(look: Look) -> Look:
    attributes = look.attributes & _ON_BLANKS
    foreground = look.foreground if attributes or look.link else ""
    # A faint or bold underline is not the same as an ordinary one.
    return look._replace(attributes=look.attributes if attributes else attributes,
                         foreground=foreground)  # fmt: skip


_NOTHING_KNOWN = Look(link="?")


def _change(old: Look, new: Look, *, known: bool) -> str:
    link = f"\x1b]8;{new.link or ';'}\x1b\\" if old.link != new.link else ""
    return link + (min(_whole(new), _step(old, new), key=len) if known else _whole(new))


def _whole(look: Look) -> str:
    codes = [*sorted(look.attributes), look.foreground, look.background]
    set_codes = [code for code in codes if code]
    return f"\x1b[0;{';'.join(set_codes)}m" if set_codes else "\x1b[m"


def _step(old: Look, new: Look) -> str:
    off = sorted({_OFF[each] for each in old.attributes - new.attributes})
    kept = {each for each in old.attributes if _OFF[each] not in off}
    codes = [*off, *sorted(new.attributes - kept)]
    if old.foreground != new.foreground:
        codes.append(new.foreground or "39")
    if old.background != new.background:
        codes.append(new.background or "49")
    return f"\x1b[{';'.join(codes)}m" if codes else ""
