"""Documents with what a good import makes of them, and how far an import is from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml

from careader.importing.model import Extract, ImportedArticle
from careader.importing.rules import Profiles, articles_of

SYNTHETIC = Path(__file__).parents[3] / "data" / "importing"
SAMPLES = Path(__file__).parents[5] / "shared" / "samples"

_NOTE = re.compile(r"[⁰¹²³⁴-⁹]+|\[\^?\d+\]|(?<=[a-z][.,;:])\d{1,3}(?=\s|$)")
_WORD = re.compile(r"[^\W_]+")
REACH = 12
"""Words within which the next word of a line must stand."""
LEAST = 100
"""Characters of a line whose words must all come back in order unless it is listed as chrome."""


def documents(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.txt")) if folder.is_dir() else []


def expected(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.with_suffix(".expected.yaml").read_text("utf-8"))
    return found


def imported(path: Path, profiles: Profiles) -> tuple[ImportedArticle, ...]:
    extract = Extract(name=path.name, format="text", body=path.read_text("utf-8"), plain=True)
    return articles_of(extract, profiles)


def words(text: str) -> list[str]:
    return _WORD.findall(_NOTE.sub(" ", text.casefold()))


def in_order(wanted: list[str], found: list[str]) -> int:
    """How many of the wanted words stand in the text, one after the other."""
    count = place = 0
    for word in wanted:
        if word in found[place : place + REACH]:
            place = found.index(word, place) + 1
            count += 1
    return count


def kept(wanted: list[str], found: list[str]) -> int:
    """How many of a line's words stand in order from the place where the line begins."""
    wanted = wanted[1:-1]  # either may be cut at a hyphen, or be a note's number
    starts = [i for i, word in enumerate(found) if word == wanted[0]]
    return max(
        (in_order(wanted, found[i : i + len(wanted) + REACH * 20]) for i in starts), default=0
    )


def problems(path: Path, articles: tuple[ImportedArticle, ...]) -> Iterator[tuple[str, str, str]]:
    """Give (field, wanted, found) for everything that is not as expected."""
    wanted = expected(path)
    if len(articles) != len(wanted["articles"]):
        yield "articles", str(len(wanted["articles"])), str([a.title for a in articles])
        return
    for one, article in zip(wanted["articles"], articles, strict=True):
        yield from _fields(one, article, wanted)
        yield from _body(one, article)
    yield from _chrome(wanted, articles)
    yield from _lost(path, wanted, articles)


def _fields(
    one: dict[str, Any], article: ImportedArticle, whole: dict[str, Any]
) -> Iterator[tuple[str, str, str]]:
    for name in ("title", "publication", "volume", "issue", "section", "doi", "issn", "url"):
        if name == "title" and one.get("no_title"):
            continue
        if name in one and str(one[name] or "") != getattr(article, name):
            yield name, str(one[name]), getattr(article, name)
    if tuple(one.get("authors", ())) != article.authors:
        yield "authors", str(one.get("authors")), str(article.authors)
    dates = {str(one.get("date") or ""), *map(str, one.get("date_guess_acceptable", ()))}
    if article.date not in dates:
        yield "date", str(sorted(dates)), article.date
    languages = {whole["language"], whole.get("lang_also", whole["language"])}
    if article.lang not in languages:
        yield "lang", str(languages), article.lang
    if "countries_primary" in one and set(one["countries_primary"]) != set(article.countries):
        yield "countries", str(one["countries_primary"]), str(article.countries)
    for code in one.get("countries_must_not", ()):
        if code in article.countries:
            yield "countries", f"not {code}", str(article.countries)
    for name in one.get("doubts", ()):
        if name not in article.doubts:
            yield "doubts", name, str(dict(article.doubts))


def _body(one: dict[str, Any], article: ImportedArticle) -> Iterator[tuple[str, str, str]]:
    body = words(article.body)
    for name in ("body_starts", "body_ends"):
        if name in one and " ".join(words(one[name])) not in " ".join(body):
            yield (
                name,
                one[name],
                article.body[:60] if name == "body_starts" else article.body[-60:],
            )
    for text in one.get("body_contains", ()):
        if text not in article.body:
            yield "body_contains", text, ""
    for text in one.get("body_contains_not", ()):
        if text in article.body:
            yield "body_contains_not", text, ""
    if "headings" in one:
        found = [line.lstrip("# ") for line in article.body.split("\n") if line.startswith("#")]
        missing = [heading for heading in one["headings"] if heading not in found]
        if missing:
            yield "headings", str(missing), str(found)
    notes = one.get("footnotes", one.get("footnote_count"))
    if notes is not None:
        defined = set(re.findall(r"^\[\^(\d+)\]:", article.body, re.M))
        used = set(re.findall(r"\[\^(\d+)\](?!:)", article.body))
        if len(defined) != notes or used != defined:
            yield "footnotes", str(notes), f"{len(defined)} defined, {len(used)} used"
    if "abstract_starts" in one and not article.abstract.startswith(one["abstract_starts"]):
        yield "abstract", one["abstract_starts"], article.abstract[:40]


def _chrome(
    whole: dict[str, Any], articles: tuple[ImportedArticle, ...]
) -> Iterator[tuple[str, str, str]]:
    lines = {" ".join(words(line)) for article in articles for line in article.body.split("\n")}
    bodies = " \n ".join(" ".join(words(article.body)) for article in articles)
    for row in whole.get("chrome", ()):
        text = " ".join(words(row["text"]))
        if text in lines or (len(text) > 25 and text in bodies):
            yield "chrome", row["text"], "still there"


def _body_lines(path: Path, whole: dict[str, Any]) -> list[str]:
    """The lines of the bodies, where it is said which they are; else all."""
    lines = path.read_text("utf-8").split("\n")
    ranges = [(a.get("body_first_line"), a.get("body_last_line")) for a in whole["articles"]]
    if not all(first and last for first, last in ranges):
        return lines
    return [line for first, last in ranges for line in lines[first - 1 : last]]


def _lost(
    path: Path, whole: dict[str, Any], articles: tuple[ImportedArticle, ...]
) -> Iterator[tuple[str, str, str]]:
    found = words(" ".join(article.body for article in articles))
    chrome = [" ".join(words(row["text"])) for row in whole.get("chrome", ())]
    for line in _body_lines(path, whole):
        wanted = words(line)
        text = " ".join(wanted)
        if (
            len(line) < LEAST
            or any(part in text for part in chrome)
            or line.startswith(("By ", "#"))
        ):
            continue
        count = kept(wanted, found)
        if count < 0.97 * (len(wanted) - 2):
            yield "lost", line[:60], f"{count} of {len(wanted)} words"


def body_words(lines: list[str], row: dict[str, Any]) -> list[str]:
    """The words of a sample's body as its expectations say which lines they are."""
    skipped = {*row.get("footnote_lines", ()), *row.get("author_bio_lines", ())}
    first, last = row["body_first_line"], row["body_last_line"]
    kept = [lines[n - 1] for n in range(first, last + 1) if n not in skipped]
    if row.get("duplicate_lead"):
        kept = [line for line in kept if not _repeated(line, kept)]
    text = "\n".join(line for line in kept if line.strip())
    return words(re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text))


def _repeated(line: str, lines: list[str]) -> bool:
    return any(other != line and other.startswith(line.strip()) and line.strip() for other in lines)


def own_words(article: ImportedArticle, row: dict[str, Any]) -> list[str]:
    """The words of an article's body without its notes, its authors' notes and its reading."""
    body = re.split(r"^## (?:About the Author|Recommended)", article.body, flags=re.M)[0]
    body = re.sub(r"^\[\^\d+\]: .*$", "", body, flags=re.M)
    return words(body.removeprefix("## Abstract\n"))


def longest_common(wanted: list[str], found: list[str]) -> int:
    """How many words the two have in common, in order."""
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())
