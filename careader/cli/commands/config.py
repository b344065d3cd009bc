"""`careader config`: where everything lies, and every setting with its value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from careader import config as settings_file
from careader.cli import output
from careader.cli.group import command as careader_command
from careader.cli.group import json_option, library_of_call
from careader.cli.tables import aligned
from careader.config import Config
from careader.errors import ConfigError
from careader.paths import Paths
from careader.workspace import LIBRARY_VARIABLE


@careader_command("config")
@json_option
def command(as_json: bool) -> None:
    """Show where library, settings, data and cache lie, and every setting.

    Settings are changed in the settings file: YAML, one `name: value` a line.
    """
    paths = Paths.of_user()
    config, problem = _loaded(paths)
    places = _places(library_of_call(), config, paths)
    values = [
        {"name": name, "value": _value(config, name), "default": default, "description": text}
        for name, default, text in settings_file.describe()
    ]
    if as_json:
        output.json_document({"paths": places, "settings": values})
    else:
        _print(places, values)
    if problem is not None:
        raise problem


def _loaded(paths: Paths) -> tuple[Config, ConfigError | None]:
    """Return the settings, and why they are the defaults where the file makes no sense."""
    try:
        return settings_file.load(paths.config_file), None
    except ConfigError as error:
        return Config(), error


def _places(option: str | None, config: Config, paths: Paths) -> dict[str, str]:
    named = option or os.environ.get(LIBRARY_VARIABLE) or config.library
    library = Path(named).expanduser() if named else paths.default_library
    places = {
        "library": library.absolute(),
        "settings": paths.config_file,
        "aliases": paths.aliases_file,
        "data": paths.data_dir,
        "state": paths.state_of(library),
        "cache": paths.cache_of(library),
    }
    return {name: str(place) for name, place in places.items()}


def _value(config: Config, name: str) -> Any:
    value = config.reader_name if name == "reader" else getattr(config, name)
    if not isinstance(value, Mapping):
        return value
    return {key: list(each) if isinstance(each, tuple) else each for key, each in value.items()}


def _print(places: Mapping[str, str], values: list[dict[str, Any]]) -> None:
    for text in aligned(list(places.items())):
        output.line(text)
    for each in values:
        output.line()
        output.line(output.Bold(each["name"]), f": {_shown(each['value'])}".rstrip())
        default = f" Default: {each['default']}." if each["default"] else ""
        output.line(f"  {each['description']}{default}")


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_shown(each)}" for name, each in value.items())
    return " ".join(value) if isinstance(value, list) else str(value)
