"""Runs of text as inline Markdown that reads back as exactly that text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

from careader.importing.formats.blocks import CODE, EMPHASIS, LOWERED, RAISED, STRIKE, STRONG, Run
from careader.text.clean import clean

_ESCAPED = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)"  # a backslash before what it would take the meaning of
    r"|[*`]|~(?=~)|(?<=~)~"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore that stands at the edge of a word
    r"|<(?=[A-Za-z/!?])|&(?=[A-Za-z#][A-Za-z0-9]{0,31};)"
    r"|\[(?=\^)|\](?=[(\[])",
    re.M,
)
_LINE_START = re.compile(
    r"(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[=-]+\s*$|\||:?-+\s*(?:\||$)|\[(?=[^\]\n]{1,200}\]:))"
)
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_RULE_LINE = re.compile(r"[-_+*= ]{3,}$")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_SMALL_SIGNS = re.compile(r"[\d+\-−()]{1,6}|n")
_MARKS = {STRONG: "**", EMPHASIS: "*", STRIKE: "~~"}
_KEPT = STRONG | EMPHASIS | STRIKE | CODE


def escape(text: str) -> str:
    """Return text with a backslash before everything that Markdown would take for markup."""
    return _ESCAPED.sub(r"\\\g<0>", text)


def escape_line_start(line: str) -> str:
    """Return an escaped line that begins no block: no heading, quotation, item, table or rule."""
    if number := _NUMBER_START.match(line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    if _LINE_START.match(line) or _RULE_LINE.match(line):
        return "\\" + line
    return line


def inline(runs: Sequence[Run], *, breaks: str = "\\\n") -> str:
    """Return runs as one paragraph of Markdown; a hard break is `breaks`, or a space."""
    tidy = _tidied(runs)
    text = "".join(
        _linked(link, list(group)) for link, group in groupby(tidy, key=lambda run: run.link)
    )
    lines = [escape_line_start(line.strip(" ")) for line in text.split("\n")]
    return breaks.join(line for line in lines if line)


def _tidied(runs: Iterable[Run]) -> list[Run]:
    """Merge runs set alike, one space between words, none beside a break or at the ends."""
    found: list[Run] = []
    for each in runs:
        run = each if each.text == "\n" else _small(each._replace(text=_one_spaced(each.text)))
        before = found[-1] if found else Run("\n")
        if run.text.startswith(" ") and before.text.endswith((" ", "\n")) and not run.note:
            run = run._replace(text=run.text[1:])
        if run.text == "\n" and before.text.endswith(" "):
            found[-1] = before._replace(text=before.text.rstrip(" "))
        if found and _is_alike(run, before):
            found[-1] = before._replace(text=before.text + run.text)
        elif run.text or run.note:
            found.append(run)
    return [run for run in found if run.text or run.note]


def _one_spaced(text: str) -> str:
    return _SPACES.sub(" ", clean(text))


def _is_alike(run: Run, before: Run) -> bool:
    """Whether two runs may be one."""
    return run[1:] == before[1:] and not run.note and "\n" not in (run.text, before.text)


def _small(run: Run) -> Run:
    """Set raised and lowered digits in characters of their own; `m<sup>2</sup>` is m²."""
    style = run.style & _KEPT
    if run.style & (RAISED | LOWERED) and _SMALL_SIGNS.fullmatch(run.text.strip()):
        table = _RAISED if run.style & RAISED else _LOWERED
        return Run(run.text.translate(table), style, run.link)
    return run._replace(style=style)


def _linked(link: str, runs: list[Run]) -> str:
    text = _styled(runs, STRONG)
    inner = text.strip(" \n")
    if not link or not inner or "\n" in inner or any(run.note for run in runs):
        return text
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    return f"{before}[{_balanced(inner)}]({link}){after}"


def _balanced(text: str) -> str:
    """Escape the brackets in a link's text."""
    return re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", text)


def _styled(runs: list[Run], style: int) -> str:
    """Return runs with the marks of one style around groups that have it, the inner ones within."""
    inner = {STRONG: EMPHASIS, EMPHASIS: STRIKE}.get(style)
    pieces: list[tuple[str, bool]] = []
    for has, group in groupby(
        runs, key=lambda run: bool(run.style & style) and run.text != "\n" and not run.note
    ):
        members = list(group)
        text = _styled(members, inner) if inner else "".join(_bare(run) for run in members)
        pieces.append((text, has))
    return _join(pieces, _MARKS[style])


def _bare(run: Run) -> str:
    if run.note:
        return f"[^{run.note}]"
    if run.text == "\n":
        return "\n"
    return _code(run.text) if run.style & CODE else escape(run.text)


def _code(text: str) -> str:
    stripped = text.strip(" ")
    if not stripped:
        return text
    longest = max((len(ticks) for ticks in re.findall("`+", stripped)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if stripped[0] == "`" or stripped[-1] == "`" else ""
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    return f"{before}{fence}{pad}{stripped}{pad}{fence}{after}"


def _join(pieces: list[tuple[str, bool]], mark: str) -> str:
    """Put marks around pieces where CommonMark will take them for marks, and nowhere else."""
    text = ""
    for index, (piece, marked) in enumerate(pieces):
        core = piece.strip(" ")
        if not marked or not core:
            text += piece
            continue
        begin = len(piece) - len(piece.lstrip(" "))
        before, after = piece[:begin], piece[begin + len(core) :]
        following = after or (pieces[index + 1][0] if index + 1 < len(pieces) else "")
        left = (text + before)[-1:]
        if _may_mark(left, core, following[:1]):
            core = f"{mark}{core}{mark}"
        text += before + core + after
    return text


def _may_mark(left: str, core: str, right: str) -> bool:
    """Whether marks around `core` open and close as CommonMark's flanking rules ask."""
    if left in ("*", "~", "_", "\\") or right in ("*", "~", "_"):
        return False
    opens = not _is_mark(core[0]) or not left or left.isspace() or _is_mark(left)
    closes = not _is_mark(core[-1]) or not right or right.isspace() or _is_mark(right)
    return (
        opens and closes and not core[0].isspace() and not core[-1].isspace() and core[-1] != "\\"
    )


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
