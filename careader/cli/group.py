"""The commands as click sees them: loaded when called, `--library` before and after each."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, TypeVar

import click

from careader import __version__
from careader.cli.call import COMMANDS, excluding, module_of
from careader.errors import CareaderError, UsageError

PROGRAM = "careader"
_LIBRARY = "careader.library"
_EXCLUDED = "\0"
"""Stands before a word that excludes while click looks for options; no argument holds a NUL."""
_SHORT = {"-h": "--help", "-o": "--output"}

Function = TypeVar("Function", bound=Callable[..., Any])

EPILOG = """\
\b
Completion: put the line of your shell into its start-up file.
  bash  eval "$(_CAREADER_COMPLETE=bash_source careader)"
  zsh   eval "$(_CAREADER_COMPLETE=zsh_source careader)"
  fish  _CAREADER_COMPLETE=fish_source careader | source
"""


class Command(click.Command):
    """A command whose words may exclude (`russia -china`) without being taken for options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the words of a call."""
        marked = [
            _EXCLUDED + word if excludes else _SHORT.get(word, word)
            for word, excludes in zip(args, excluding(args), strict=True)
        ]
        rest = super().parse_args(ctx, marked)
        ctx.params = {name: unmarked(value) for name, value in ctx.params.items()}
        return rest


def unmarked(value: Any) -> Any:
    """Return words as they were typed, in whatever shape click holds them."""
    if isinstance(value, tuple):
        return tuple(map(unmarked, value))
    return value.removeprefix(_EXCLUDED) if isinstance(value, str) else value


class Group(click.Group):
    """The commands of `call.COMMANDS`, each imported from its module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(module_of(cmd_name)).command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; a query with options is told what it can have."""
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            if {"--help", "-h"} & set(args):
                click.echo(ctx.get_help())
                ctx.exit()
            raise click.UsageError(
                f"“{args[0]}” is no command, and beside a query the reader takes only --library "
                "and --no-mouse"
            )
        return super().resolve_command(ctx, args)


def _keep_library(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[_LIBRARY] = value


library_option = click.option(
    "--library",
    metavar="DIR",
    type=click.Path(),
    expose_value=False,
    callback=_keep_library,
    help="The library to use.",
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def library_of_call(context: click.Context | None = None) -> str | None:
    """Return what `--library` names in the call that runs now, before or after the command.

    While a shell asks for completions no call runs, and the context has to be given.
    """
    named: str | None = (context or click.get_current_context()).meta.get(_LIBRARY)
    return named


def command(
    name: str, *, epilog: str | None = None
) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function the command of that name, its docstring the help."""

    def make(function: Callable[..., Any]) -> click.Command:
        with_library = library_option(function)
        return click.command(
            name,
            cls=Command,
            short_help=COMMANDS[name],
            epilog=epilog,
            context_settings={"help_option_names": ["--help"]},
        )(with_library)

    return make


@click.group(
    cls=Group,
    epilog=EPILOG,
    subcommand_metavar="[QUERY… | COMMAND …]",
    context_settings={"help_option_names": ["--help", "-h"]},
)
@library_option
@click.option(
    "--no-mouse", is_flag=True, expose_value=False, help="Leave the mouse to the terminal."
)
@click.version_option(__version__, message="%(prog)s %(version)s", help="Print the version.")
def group() -> None:
    """Read, search and mark an archive of articles on Central Asia.

    Without a command the reader opens, on the articles that QUERY finds. Each command tells
    more about itself with --help.
    """


def invoke(words: Sequence[str]) -> int:
    """Run a command; return its exit status.

    Raises:
        UsageError: The call makes no sense.
        CareaderError: The command failed.
    """
    try:
        with group.make_context(PROGRAM, list(words)) as context:
            status = group.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else PROGRAM
        raise UsageError(f"{_sentence(error)} (see {path} --help)") from error
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except click.ClickException as error:
        raise CareaderError(_sentence(error)) from error
    return status if isinstance(status, int) else 0


def _sentence(error: click.ClickException) -> str:
    text = error.format_message().rstrip(".").replace(_EXCLUDED, "")
    return text[:1].lower() + text[1:]


def complete(variable: str) -> int:
    """Answer a shell that asks for its completion script or for completions."""
    from click.shell_completion import shell_complete

    return shell_complete(group, {}, PROGRAM, variable, os.environ[variable])
