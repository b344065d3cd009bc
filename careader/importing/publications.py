"""The user's own table of publications, beside the settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from careader.errors import ConfigError

NAME = "publications.yaml"
"""In the configuration folder; the same keys as `importing/data/publications.yaml`."""


def load(config_dir: Path) -> Mapping[str, object]:
    """Return publication to its fields as the user has them; empty where there is no table.

    Raises:
        ConfigError: It cannot be read, or is no YAML of that kind.
    """
    path = config_dir / NAME
    try:
        raw = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the publications in {path} cannot be read: {error}") from error
    from careader.importing.rules.profiles import LARGEST
    from careader.library.frontmatter import parse

    table, doubt = parse(raw, LARGEST)
    if doubt:
        raise ConfigError(f"the publications in {path} cannot be understood: {doubt}")
    for name, fields in table.items():
        if not isinstance(fields, dict):
            raise ConfigError(f"{path}: “{name}” needs fields, one `name: value` a line")
    return table
