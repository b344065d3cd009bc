"""Scores what importing makes of a folder of documents with the right answers beside them.

    python -m benchmarks.import_quality FOLDER [--json]

Beside `NAME.txt` (or `.html`, `.pdf` …) lies `NAME.expected.yaml`; docs/importing.md says what it
holds. Nothing is written anywhere.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    # So that the script also runs by its path, and where careader is not installed.
    sys.path.insert(0, str(Path(__file__).parents[1]))

from careader.importing.convert import Converter
from careader.importing.known import folded
from careader.importing.model import ImportedArticle
from careader.text.reading import BlockKind, ReadingText, SpanKind, build

SUFFIX = ".expected.yaml"
_WORD = re.compile(r"[^\W_]+")
_SUPERSCRIPTS = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"))
_SHAPES = str.maketrans("’‘“”–—\u00a0", "''\"\"-- ")
_TELLING = 60
"""Characters by which a long line of site furniture is known again."""


@dataclass(slots=True)
class Score:
    """How one article came out. Fields that are True or None are right or were not asked for."""

    name: str
    title: bool
    authors: bool
    date: bool
    publication: bool
    language: bool
    countries: bool
    other: tuple[str, ...] = ()
    """Further fields that are wrong: `doi`, `section` …"""
    mentioned: tuple[str, ...] = ()
    """Countries that the text mentions and that were not found."""
    wrong: tuple[str, ...] = ()
    """Countries that it must not be about and is."""
    chrome: tuple[str, ...] = ()
    """Lines of site furniture left in the body."""
    words: int = 0
    """Of the body as it should be."""
    lost: tuple[str, ...] = ()
    """Words of the body that are missing."""
    misplaced: int = 0
    """Words that are there and not in their place."""
    notes: str = ""
    """Notes linked of notes there are: `26/26`; empty where none were asked for."""
    found: Mapping[str, Any] = field(default_factory=dict)
    """What came out, for those who look."""

    @property
    def problems(self) -> int:
        """How many things are wrong; every lost word is one."""
        flags = (getattr(self, each.name) for each in fields(self) if each.type == "bool")
        linked, _, there = self.notes.partition("/")
        lists = (self.other, self.mentioned, self.wrong, self.chrome, self.lost)
        return sum(not flag for flag in flags) + sum(map(len, lists)) + (linked != there)


@dataclass(slots=True)
class Document:
    """One document with its answer."""

    path: Path
    expected: Mapping[str, Any]
    scores: list[Score] = field(default_factory=list)
    spurious: tuple[str, ...] = ()
    """Titles of articles that are none."""
    error: str = ""


def score_folder(folder: Path) -> list[Document]:
    """Return how the documents of a folder that have an answer came out, by name."""
    import yaml

    converter, documents = Converter(), []
    for answer in sorted(folder.glob(f"*{SUFFIX}")):
        expected = yaml.safe_load(answer.read_text(encoding="utf-8"))
        path = folder / (expected.get("file") or _beside(answer).name)
        document = Document(path, expected)
        converted = converter.convert(path.name, path.read_bytes())
        document.error = converted.error
        _score(document, [each.article for each in converted.candidates])
        documents.append(document)
    return documents


def _beside(answer: Path) -> Path:
    """Return the document that an answer is about; raises FileNotFoundError."""
    stem = answer.name.removesuffix(SUFFIX)
    for path in sorted(answer.parent.glob(f"{stem}.*")):
        if path != answer:
            return path
    raise FileNotFoundError(f"no document lies beside {answer.name}")


def _score(document: Document, imported: list[ImportedArticle]) -> None:
    """Score the articles of a document, each beside the one whose title is nearest."""
    left = list(imported)
    for answer in document.expected["articles"]:
        best = max(left, key=lambda each: _near(each.title, answer["title"]), default=None)
        alone = len(imported) == len(document.expected["articles"]) == 1
        if best is not None and not alone and _near(best.title, answer["title"]) < 0.5:
            best = None
        if best is not None:
            left.remove(best)
        document.scores.append(_scored(document, answer, best or ImportedArticle(title="")))
    document.spurious = tuple(each.title for each in left)


def _near(one: str, other: str) -> float:
    return SequenceMatcher(None, folded(one), folded(other)).ratio()


def _scored(document: Document, answer: Mapping[str, Any], got: ImportedArticle) -> Score:
    expected = document.expected
    reading = build(got.body)
    words, truth = _body_words(reading), _true_words(document, answer)
    lost = Counter(truth) - Counter(words)
    publications = [answer.get("publication") or "", *answer.get("publication_aliases", ())]
    return Score(
        name=f"{document.path.name}: {answer['title']}",
        title=_same(got.title, answer["title"]),
        authors=list(got.authors) == (answer.get("authors") or []),
        date=_date_is_right(answer, got),
        publication="publication" not in answer or _same(got.publication, publications[0]),
        language=got.lang == expected.get("language", got.lang),
        countries=set(got.countries) == set(answer.get("countries_primary") or got.countries),
        other=tuple(_other_fields(expected, answer, got)),
        mentioned=tuple(c for c in answer.get("countries_mentioned", ()) if c not in got.mentions),
        wrong=tuple(c for c in answer.get("countries_must_not", ()) if c in got.countries),
        chrome=tuple(_chrome(document, reading)),
        words=len(truth),
        lost=tuple(lost.elements()),
        misplaced=len(truth) - sum(lost.values()) - _in_order(truth, words),
        notes=_notes(answer, reading),
        found={"title": got.title, "authors": got.authors, "date": got.date,
               "publication": got.publication, "lang": got.lang, "countries": got.countries,
               "doubts": dict(got.doubts)},
    )  # fmt: skip


# --- fields


def _same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but the shape of quotes and dashes."""
    return _typographic(one) == _typographic(other)


def _typographic(text: str) -> str:
    return " ".join(text.translate(_SHAPES).split())


def _date_is_right(answer: Mapping[str, Any], got: ImportedArticle) -> bool:
    """Whether a date is the one stated, or a guess that is allowed and marked as one."""
    if "date" not in answer or got.date == (str(answer["date"]) if answer["date"] else ""):
        return True
    guesses = map(str, answer.get("date_guess_acceptable", ()))
    return got.date in guesses and "date" in got.doubts


def _other_fields(
    expected: Mapping[str, Any], answer: Mapping[str, Any], got: ImportedArticle
) -> Iterator[str]:
    """Yield the further fields whose value is told and differs."""
    told = {**{"issn": (expected.get("issue") or {}).get("issn")}, **answer}
    for name in ("doi", "issn", "volume", "issue", "section", "url"):
        value = told.get(name)
        if value is not None and folded(str(value)) != folded(getattr(got, name)):
            yield name


# --- the body


def _body_words(reading: ReadingText) -> list[str]:
    """Return the words of an article without its notes and without the marks of notes."""
    marks = {(each.start, each.end) for each in reading.spans if each.kind is SpanKind.NOTE}
    pieces, at = [], 0
    for block in reading.blocks:
        if block.note or block.kind is BlockKind.FOOTNOTE:
            continue
        at = block.start
        for start, end in sorted(marks):
            if block.start <= start and end <= block.end:
                pieces.append(reading.text[at:start])
                at = end
        pieces.append(reading.text[at : block.end] + "\n")
    return _words("".join(pieces))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.translate(_SUPERSCRIPTS).casefold())


def _true_words(document: Document, answer: Mapping[str, Any]) -> list[str]:
    """Return the words of the body as it should be: of a file apart, or of lines of the text."""
    if "body_file" in answer:
        return _words((document.path.parent / answer["body_file"]).read_text(encoding="utf-8"))
    if "body_first_line" not in answer:
        return []
    lines = document.path.read_text(encoding="utf-8-sig").split("\n")
    first, last = answer["body_first_line"], answer["body_last_line"]
    left_out = {*answer.get("footnote_lines", ()), *_furniture_lines(document.expected)}
    kept = {n: f"{lines[n - 1]}\n" for n in range(first, last + 1) if n not in left_out}
    for end, begin in answer.get("broken_paragraphs", ()):
        if kept[end].rstrip().endswith("-"):
            kept[end] = kept[end].rstrip().removesuffix("-")
            kept |= dict.fromkeys(range(end + 1, begin), "")
    return _words(_without_repeated_lead("".join(kept[n] for n in sorted(kept))))


def _without_repeated_lead(text: str) -> str:
    """Return a text without a first paragraph that only repeats how the second begins."""
    first, _, rest = text.lstrip("\n").partition("\n")
    return rest if first and " ".join(rest.split()).startswith(" ".join(first.split())) else text


def _furniture_lines(expected: Mapping[str, Any]) -> Iterator[int]:
    for each in (*expected.get("chrome", ()), *expected.get("metadata_lines", ())):
        if "line" in each:
            yield each["line"]


def _chrome(document: Document, reading: ReadingText) -> Iterator[str]:
    """Yield the lines of site furniture that stand in the body as paragraphs of their own."""
    blocks = {folded(reading.text[each.start : each.end])[:_TELLING] for each in reading.blocks}
    expected = document.expected
    for each in (*expected.get("chrome", ()), *expected.get("metadata_lines", ())):
        shown = build(each["text"]).text
        if folded(shown) and folded(shown)[:_TELLING] in blocks:
            yield each["text"]


def _in_order(truth: Sequence[str], words: Sequence[str]) -> int:
    """Return how many words stand in the same order in both."""
    matcher = SequenceMatcher(None, truth, words, autojunk=False)
    return sum(each.size for each in matcher.get_matching_blocks())


def _notes(answer: Mapping[str, Any], reading: ReadingText) -> str:
    """Return how many notes have both a mark in the text and a text of their own."""
    if not answer.get("footnote_count"):
        return ""
    marks = {each.target for each in reading.spans if each.kind is SpanKind.NOTE}
    texts = {each.note for each in reading.blocks if each.note}
    return f"{len(marks & texts)}/{answer['footnote_count']}"


# --- the table


def table(documents: Iterable[Document]) -> str:
    """Return the scores as a Markdown table, a row an article, the sums last."""
    head = ("document", "title", "authors", "date", "publication", "language", "about",
            "chrome left", "words", "lost", "misplaced", "notes")  # fmt: skip
    scores = [score for document in documents for score in document.scores]
    rows = [head, ("---",) * len(head), *(_row(score) for score in scores), _sums(scores)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


_FLAGS = ("title", "authors", "date", "publication", "language", "countries")


def _row(score: Score) -> tuple[str, ...]:
    flags = ["right" if getattr(score, name) else "wrong" for name in _FLAGS]
    counts = (len(score.chrome), score.words, len(score.lost), score.misplaced)
    name, _, title = score.name.partition(": ")
    shown = f"{Path(name).stem}: {title[:32]}".replace("|", "\\|")
    return (shown, *flags, *(f"{count:,}" for count in counts), score.notes)


def _sums(scores: Sequence[Score]) -> tuple[str, ...]:
    flags = [f"{sum(getattr(s, name) for s in scores)}/{len(scores)}" for name in _FLAGS]
    sums = (
        sum(len(s.chrome) for s in scores), sum(s.words for s in scores),
        sum(len(s.lost) for s in scores), sum(s.misplaced for s in scores),
    )  # fmt: skip
    return ("**all**", *flags, *(f"{each:,}" for each in sums), "")


def _details(documents: Iterable[Document]) -> Iterator[str]:
    """Yield a line for everything that is wrong."""
    for document in documents:
        if document.error:
            yield f"{document.path.name}: {document.error}"
        for title in document.spurious:
            yield f"{document.path.name}: no article, but imported as one: {title}"
        for score in document.scores:
            for name in _FLAGS:
                if not getattr(score, name):
                    yield f"{score.name}: {name}: {score.found.get(name, score.found)}"
            for name in ("other", "mentioned", "wrong", "chrome", "lost"):
                if value := getattr(score, name):
                    yield f"{score.name}: {name}: {', '.join(value[:20])}"


def main() -> int:
    """Print the table and what is wrong; exit status 1 when anything is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, help="documents with *.expected.yaml beside them")
    parser.add_argument("--json", action="store_true", help="print every score as JSON")
    given = parser.parse_args()
    try:
        documents = score_folder(given.folder)
    except OSError as error:
        print(f"import_quality: {error}", file=sys.stderr)
        return 2
    if given.json:
        scores = [s for d in documents for s in d.scores]
        shown = [{f.name: getattr(s, f.name) for f in fields(s)} for s in scores]
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        print(table(documents))
        for line in _details(documents):
            print(line, file=sys.stderr)
    wrong = any(d.error or d.spurious or any(s.problems for s in d.scores) for d in documents)
    return int(wrong or not documents)


if __name__ == "__main__":
    sys.exit(main())
