"""Whether a call opens the reader: no command, at most `--library`, and the words of a query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

COMMANDS = {
    "import": "Import documents: text, HTML, PDF, EPUB, DOCX, feeds, folders.",
    "search": "Search the library: ranked hits with snippets.",
    "list": "List the articles, newest first.",
    "show": "Print one article as plain text.",
    "highlights": "List or export the highlights of all readers.",
    "annotate": "Highlight a passage of an article, from a script.",
    "verify": "Look up the quotations of a Markdown file in the archive again.",
    "countries": "Count the articles about and mentioning each country.",
    "index": "Bring the search index up to date.",
    "doctor": "Check everything: what is wrong, and how to mend it.",
    "config": "Show where everything lies, and every setting.",
    "keys": "Show every key of the reader.",
}
"""Every command and what it does, in the order of the help; each is a module of `cli.commands`."""


def module_of(command: str) -> str:
    """Return the module of a command: its name, with `_` after it where Python has that word."""
    return f"careader.cli.commands.{command}{'_' * (command == 'import')}"


class ReaderCall(NamedTuple):
    """A call that opens the reader."""

    library: str | None
    """What `--library` names."""
    query: str
    """What is searched for at once; empty for nothing."""
    mouse: bool = True
    """Whether the settings decide about the mouse; `--no-mouse` leaves it to the terminal."""


def reader_call(words: Sequence[str]) -> ReaderCall | None:
    """Return the call that opens the reader, None when the words are a command's or wrong.

    All words join to the query. One that begins with a hyphen excludes (`russia -china`) unless
    it comes first: then it is an option that the command line knows, or not. After `--`
    everything is the query.
    """
    library: str | None = None
    mouse = True
    query: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            query.extend(rest)
        elif word == "--library":
            library = next(rest, None)
            if library is None:
                return None
        elif word == "--no-mouse":
            mouse = False
        elif word.startswith("--library="):
            library = word.partition("=")[2]
        elif _is_no_query(word, query):
            return None
        else:
            query.append(word)
    return ReaderCall(library, " ".join(query), mouse)


def _is_no_query(word: str, before: list[str]) -> bool:
    if not before and word in COMMANDS:
        return True
    return word.startswith("-") and word != "-" and not (before and is_exclusion(word))


def is_exclusion(word: str) -> bool:
    """Say whether a word with a hyphen excludes something from a search: `-china`, `-about:TJ`.

    No option of careader has one hyphen and more than one letter.
    """
    return len(word) > 2 and word[0] == "-" and word[1] != "-" and not word[1:].isdigit()


def excluding(words: Sequence[str]) -> Iterator[bool]:
    """Yield for each word whether it is one that excludes; none is after `--`."""
    options = True
    for word in words:
        options = options and word != "--"
        yield options and is_exclusion(word)
