"""The settings: documented fields, read from `config.yaml`, each with a default that works."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from careader.errors import ConfigError

COLORS = ("yellow", "green", "blue", "pink", "orange", "purple")
"""The six highlight colours, named as Readium's annotation profile names them."""

CITATION_STYLES = ("plain", "chicago", "markdown", "pandoc")

_READER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def _doc(text: str, default: Any) -> Any:
    if isinstance(default, dict):
        return field(
            default_factory=lambda: MappingProxyType(dict(default)), metadata={"doc": text}
        )
    return field(default=default, metadata={"doc": text})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the user has chosen, defaults filled in."""

    library: str = _doc(
        "Folder of the library to open when neither option nor CAREADER_LIBRARY names one.", ""
    )
    reader: str = _doc(
        "Whose highlights these are; the name of your folder under annotations/. "
        "Default: the login name.",
        "",
    )
    theme: str = _doc(
        "Colours: `terminal` (the terminal's own), `dark`, `light` or `contrast`.", "terminal"
    )
    measure: int = _doc("Width of the text in cells, 40 to 120.", 72)
    mouse: bool = _doc(
        "Whether the mouse works in the reader; off leaves it to the terminal.", True
    )
    updates: str = _doc(
        "What is sent to the terminal: `changes` (only what differs on the screen), or `whole` "
        "(every part that was painted, for a terminal that shows changes wrongly).",
        "changes",
    )
    citation: str = _doc(
        "Style of copied quotations: `plain`, `chicago`, `markdown` or `pandoc` (a citation key).",
        "plain",
    )
    opener: str = _doc(
        "Command that opens links, `copy` to copy them. Default: what BROWSER names, else copying.",
        "",
    )
    originals: bool = _doc(
        "Whether an import keeps the files it was given, under originals/ in the library.", True
    )
    colors: Mapping[str, str] = _doc(
        "What each highlight colour means to you, one `yellow: claim` a line: yellow, green, blue, "
        "pink, orange, purple.",
        {},
    )
    keys: Mapping[str, tuple[str, ...]] = _doc(
        "Your own keys by command id (`careader keys` lists them): one key or a list.", {}
    )
    searches: Mapping[str, str] = _doc("Saved searches: a name and its query.", {})

    @property
    def reader_name(self) -> str:
        """The configured reader, else the login name, made safe as a folder name."""
        if self.reader:
            return self.reader
        import getpass  # half a millisecond, and the first frame names nobody

        try:
            login = getpass.getuser()
        except (KeyError, OSError):
            login = ""
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", login).lstrip("-._")[:64].rstrip("-.")
        return name or "reader"


def describe() -> list[tuple[str, str, str]]:
    """Return name, default and description of every setting, for the help and the documentation."""
    return [(each.name, _default_text(each), str(each.metadata["doc"])) for each in fields(Config)]


def _default_text(setting: Any) -> str:
    value = getattr(Config(), setting.name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value and not isinstance(value, Mapping) else ""


def load(path: Path) -> Config:
    """Return the settings of a file; the defaults when there is none.

    Raises:
        ConfigError: The file cannot be read, is not YAML, or a value makes no sense. The message
            names the file and the setting.
    """
    try:
        raw = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"Cannot read the settings in {path}: {error}") from error
    # PyYAML costs 18 ms and most readers have no settings file.
    from careader.library.frontmatter import parse

    values, doubt = parse(raw)
    if doubt:
        raise ConfigError(f"The settings in {path} cannot be understood: {doubt}")
    return from_mapping(values, str(path))


def from_mapping(values: Mapping[str, object], where: str = "the settings") -> Config:
    """Return the settings that a mapping of plain strings, lists and mappings means.

    Raises:
        ConfigError: A key is unknown or its value makes no sense.
    """
    chosen: dict[str, Any] = {}
    for name, value in values.items():
        reader = _READERS.get(name)
        if reader is None:
            raise ConfigError(
                f"{where}: there is no setting {name!r}; `careader config` lists them"
            )
        try:
            chosen[name] = reader(value)
        except ValueError as error:
            raise ConfigError(f"{where}: {name}: {error}") from error
    return replace(Config(), **chosen)


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or "\n" in value.strip():
        raise ValueError("one line of text is expected")
    return value.strip()


def _reader(value: object) -> str:
    name = _text(value)
    if name and not _READER_NAME.fullmatch(name):
        raise ValueError("letters, digits, dot, hyphen and underscore only, 64 at most")
    return name


def _measure(value: object) -> int:
    text = _text(value)
    if not text.isascii() or not text.isdigit() or not 40 <= int(text) <= 120:
        raise ValueError("a number of cells from 40 to 120 is expected")
    return int(text)


def _yes_no(value: object) -> bool:
    word = _text(value).lower()
    if word in ("yes", "true", "on"):
        return True
    if word in ("no", "false", "off"):
        return False
    raise ValueError("yes or no is expected")


def _one_of(*choices: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        word = _text(value)
        if word not in choices:
            raise ValueError(f"one of {', '.join(choices)} is expected, not {word!r}")
        return word

    return read


def _mapping(value: object) -> dict[str, object]:
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        raise ValueError("a mapping is expected, one `name: value` a line")
    return {str(name): each for name, each in value.items()}


def _texts_by_name(value: object) -> Mapping[str, str]:
    return MappingProxyType({name: _text(each) for name, each in _mapping(value).items()})


def _colors(value: object) -> Mapping[str, str]:
    meanings = _texts_by_name(value)
    for name in meanings:
        if name not in COLORS:
            raise ValueError(f"there is no colour {name!r}, only {', '.join(COLORS)}")
    _check_meanings(meanings)
    return MappingProxyType({name: words for name, words in meanings.items() if words})


def _check_meanings(meanings: Mapping[str, str]) -> None:
    """Raise ValueError where a meaning would not tell one colour from another."""
    seen: dict[str, str] = {}
    for name, words in meanings.items():
        folded = words.casefold()
        if folded in COLORS and folded != name:
            raise ValueError(f"{name} cannot mean {words!r}: that is another colour")
        if folded and folded in seen:
            raise ValueError(f"{seen[folded]} and {name} both mean {words!r}")
        seen[folded] = name


def _keys(value: object) -> Mapping[str, tuple[str, ...]]:
    chosen = {}
    for name, keys in _mapping(value).items():
        chosen[name] = (
            tuple(_text(key) for key in keys) if isinstance(keys, list) else (_text(keys),)
        )
    return MappingProxyType({name: tuple(filter(None, keys)) for name, keys in chosen.items()})


THEMES = ("terminal", "dark", "light", "contrast")
UPDATES = ("changes", "whole")

_READERS: Mapping[str, Callable[[object], object]] = {
    "library": _text,
    "reader": _reader,
    "theme": _one_of(*THEMES),
    "measure": _measure,
    "mouse": _yes_no,
    "updates": _one_of(*UPDATES),
    "citation": _one_of(*CITATION_STYLES),
    "opener": _text,
    "originals": _yes_no,
    "colors": _colors,
    "keys": _keys,
    "searches": _texts_by_name,
}
