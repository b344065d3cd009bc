"""The user's own entries of the gazetteer: `countries.yaml` in the config folder, put to use."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def use(file: Path) -> tuple[str, ...]:
    """Let the names in a file hold from now on; return a line about each that makes no sense.

    Where there is no file, none hold. It is read as safely as front matter: 16 KB at most.
    """
    try:
        raw = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return _use({})
    except (OSError, UnicodeDecodeError) as error:
        return (*_use({}), f"{file} cannot be read: {error}")
    from careader.library.frontmatter import parse  # PyYAML costs 18 ms, and most have no file

    entries, doubt = parse(raw)
    if doubt:
        return (*_use({}), f"{file} cannot be understood: {doubt}")
    return tuple(f"{file}: {problem}" for problem in _use(entries))


def _use(entries: Mapping[str, object]) -> tuple[str, ...]:
    from careader.countries import names

    if not entries and not names.own_entries():
        return ()
    return names.use_own_entries(entries)
