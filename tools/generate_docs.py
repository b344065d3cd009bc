"""Write docs/commands.md, docs/keys.md and docs/settings.md from the program itself.

`python tools/generate_docs.py` writes them; with `--check` it only says which are not up to date
and exits 1. A test calls `pages()`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from careader.cli.call import COMMANDS as COMMAND_NAMES
from careader.cli.commands.keys import where
from careader.cli.group import PROGRAM, group
from careader.config import describe
from careader.tui.commands import COMMANDS
from careader.tui.keymap import display

ROOT = Path(__file__).parents[1]
_NOTICE = "<!-- Made by tools/generate_docs.py from the program; change that, not this. -->"
_STATUSES = """\
Data goes to standard output, talk and progress to standard error; `--json` prints one JSON
document. Exit status: 0 done, 1 something failed, 2 wrong usage, 130 interrupted, 141 nobody reads
the output.
"""


def pages() -> dict[Path, str]:
    """Return the text of each page by its path in the repository."""
    return {
        ROOT / "docs" / "commands.md": _page("Commands", _commands()),
        ROOT / "docs" / "keys.md": _page("Keys", _keys()),
        ROOT / "docs" / "settings.md": _page("Settings", _settings()),
    }


def _page(title: str, parts: Iterator[str]) -> str:
    return "\n\n".join([f"# {title}", _NOTICE, *(part.strip("\n") for part in parts)]) + "\n"


def _commands() -> Iterator[str]:
    yield _STATUSES
    yield _help(group, PROGRAM, None)
    parent = click.Context(group, info_name=PROGRAM)
    for name in COMMAND_NAMES:
        command = group.get_command(parent, name)
        assert command is not None
        yield f"## careader {name}"
        yield _help(command, name, parent)


def _help(command: click.Command, name: str, parent: click.Context | None) -> str:
    context = command.context_class(
        command, info_name=name, parent=parent, **command.context_settings
    )
    context.terminal_width = context.max_content_width = 96
    return f"```\n{command.get_help(context)}\n```"


def _keys() -> Iterator[str]:
    yield (
        "Every key can be given to another command: in the settings, under `keys:`, the id and\n"
        "a key or a list of them. `careader keys` shows all this with your own keys."
    )
    groups: dict[str, list[Sequence[str]]] = {}
    for command in COMMANDS:
        keys = " · ".join(f"`{_cell(display(key))}`" for key in command.keys) or "palette"
        row = (keys, command.title(), where(command.contexts) or "anywhere", f"`{command.id}`")
        groups.setdefault(command.group, []).append(row)
    for name, rows in groups.items():
        yield f"## {name}"
        yield _table(("key", "does", "where", "id"), rows)


def _settings() -> Iterator[str]:
    yield (
        "Settings are in `config.yaml` in the user's configuration folder, one `name: value` a\n"
        "line; `careader config` says where that is and what holds now."
    )
    rows = [
        (f"`{name}`", f"`{default}`" if default else "", text) for name, default, text in describe()
    ]
    yield _table(("setting", "default", "what it is"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with `--check` say which differ; return the exit status."""
    stale = [
        (path, text)
        for path, text in pages().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    check = "--check" in arguments
    for path, text in stale:
        print(path.relative_to(ROOT), "is not up to date" if check else "written")
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return int(check and bool(stale))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
