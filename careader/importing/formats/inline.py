"""Runs of text as inline Markdown that reads back as exactly that text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

from careader.importing.formats.blocks import CODE, EMPHASIS, LOWERED, RAISED, STRIKE, STRONG, Run
from careader.text.clean import clean

_ESCAPED = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|\s*$)"  # a backslash before what it would take the meaning of
    r"|[*`]|~(?=~)|(?<=~)~"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore that stands at the edge of a word
    r"|<(?=[A-Za-z/!?])|&(?=[A-Za-z#][A-Za-z0-9]{0,31};)"
    r"|\[(?=\^)|\](?=[(\[])|\^(?=\[|$)",
    re.M,
)
_BRACKET = re.compile(r"(?<!\\)((?:\\\\)*)([\[\]])")
_LINE_START = re.compile(
    r"#{1,6}(?=\s|$)|>|[-+](?=\s|$)|=+\s*$|(?:-\s*){2,}$|~~~"
    r"|\||:?-+:?\s*\||:-|\[(?=(?:[^\]\\\n]|\\.){1,200}\]:)"
)
_NUMBER_START = re.compile(r"(\d{1,9})[.)](?=\s|$)")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_RAISED = str.maketrans("0123456789+-−()nabcde", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿᵃᵇᶜᵈᵉ")
_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_SMALL_SIGNS = re.compile(r"[\d+\-−()]{1,6}|n")
_RAISED_SIGNS = re.compile(r"[\d+\-−()]{1,6}|n|[a-e](?:,\s?[a-e]){0,3}")
"""Letters too: journals mark so where their authors work."""
_MARKS = ((STRONG, "**"), (EMPHASIS, "*"), (STRIKE, "~~"))
_KEPT = STRONG | EMPHASIS | STRIKE | CODE


def escape(text: str) -> str:
    """Return text with a backslash before everything that Markdown would take for markup."""
    return _ESCAPED.sub(r"\\\g<0>", text)


def escape_line_start(line: str) -> str:
    """Return an escaped line that begins no block: no heading, quotation, item, table or rule."""
    if number := _NUMBER_START.match(line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    return "\\" + line if _LINE_START.match(line) else line


def inline(runs: Sequence[Run], *, breaks: str = "\\\n") -> str:
    """Return runs as one paragraph of Markdown; a hard break is `breaks`, or a space."""
    text = ""
    groups = [(link, list(group)) for link, group in groupby(_tidied(runs), lambda run: run.link)]
    for index, (link, group) in enumerate(groups):
        following = groups[index + 1][1][0].text[:1] if index + 1 < len(groups) else ""
        if linked := _linked(link, group):
            # An exclamation mark before it would make a picture of it.
            text = text[:-1] + "\\" + text[-1] if text.endswith("!") else text
        text += linked or _styled(group, text[-1:], following)
    lines = [escape_line_start(line.strip()) for line in text.split("\n")]
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
    signs = _RAISED_SIGNS if run.style & RAISED else _SMALL_SIGNS
    if run.style & (RAISED | LOWERED) and signs.fullmatch(run.text.strip()):
        table = _RAISED if run.style & RAISED else _LOWERED
        return Run(run.text.translate(table), style, run.link)
    return run._replace(style=style)


def _linked(link: str, runs: list[Run]) -> str:
    """Return runs as a link; empty when there is no link or nothing to click."""
    text = "".join(run.text for run in runs)
    if not link or not text.strip() or "\n" in text or any(run.note for run in runs):
        return ""
    inner = _styled(runs, "[", "]", in_link=True)
    before, after = inner[: len(inner) - len(inner.lstrip(" "))], inner[len(inner.rstrip(" ")) :]
    return f"{before}[{inner.strip(' ')}]({link}){after}"


def _styled(runs: list[Run], left: str, right: str, *, in_link: bool = False) -> str:
    """Return runs with the marks of their styles; `left` and `right` stand beside them."""
    text = ""
    for index, run in enumerate(runs):
        said = _bare(run, in_link)
        core = said.strip(" ")
        mark = "".join(mark for style, mark in _MARKS if run.style & style and not run.note)
        if not mark or not core:
            text += said
            continue
        begin = len(said) - len(said.lstrip(" "))
        after = said[begin + len(core) :]
        following = after or (runs[index + 1].text[:1] if index + 1 < len(runs) else right)
        text += said[:begin]
        if _may_mark((text or left)[-1:], core, following[:1]):
            core = f"{mark}{core}{mark[::-1]}"
        text += core + after
    return text


def _bare(run: Run, in_link: bool) -> str:
    if run.note:
        return f"[^{run.note}]"
    if run.text == "\n":
        return "\n"
    # Brackets in a link's code could make the start of a paragraph a definition.
    as_code = run.style & CODE and not (in_link and "]" in run.text)
    if as_code and (code := _code(run.text)):
        return code
    text = escape(run.text)
    return _BRACKET.sub(r"\1\\\2", text) if in_link else text


def _code(text: str) -> str:
    """Return a code span, which keeps no spaces at its ends; empty when there is nothing in it."""
    core = text.strip(" ")
    if not core:
        return ""
    longest = max((len(ticks) for ticks in re.findall("`+", core)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if core[0] == "`" or core[-1] == "`" else ""
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    return f"{before}{fence}{pad}{core}{pad}{fence}{after}"


def _may_mark(left: str, core: str, right: str) -> bool:
    """Whether marks around `core` open and close as CommonMark's flanking rules ask."""
    if left in _MARKUP or core[0] in "~" or core[-1] in "~\\" or right == "~":
        return False
    if core[0].isspace() or core[-1].isspace():
        return False
    opens = not _is_mark(core[0]) or not left or left.isspace() or _is_mark(left)
    closes = not _is_mark(core[-1]) or not right or right.isspace() or _is_mark(right)
    return opens and closes


_MARKUP = frozenset("*~_\\`")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
