"""A library and an import into it, for the tests: articles as the rules would make them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from careader.importing.archive import Archive
from careader.importing.convert import Candidate, Converted
from careader.importing.fit import body_of
from careader.importing.likeness import sketch
from careader.importing.model import ImportedArticle
from careader.importing.options import Options
from careader.importing.report import ArticleReport, SourceReport
from careader.importing.sources import Source
from careader.library.library import Library
from careader.model import Article

_SUBJECTS = (
    "river",
    "pass",
    "canal",
    "border",
    "market",
    "railway",
    "glacier",
    "dam",
    "valley",
    "sea",
)
_VERBS = (
    "carries",
    "closes",
    "crosses",
    "opens",
    "feeds",
    "divides",
    "joins",
    "slows",
    "warms",
    "ends",
)


def prose(seed: int, words: int = 240) -> str:
    """Return a text of so many words that resembles no other's, in paragraphs of 40."""
    made = []
    for place in range(words // 4):
        number = seed * 7919 + place * 104_729
        subject, verb = _SUBJECTS[number % 10], _VERBS[number // 10 % 10]
        made.append(f"The {subject}{number % 997} {verb} it{number % 31}.")
    lines = [" ".join(made[at : at + 10]) for at in range(0, len(made), 10)]
    return "\n\n".join(lines) + "\n"


def article(seed: int = 1, **fields: object) -> ImportedArticle:
    """Return an article as the rules make them."""
    known: dict[str, object] = {
        "title": f"Water of the {_SUBJECTS[seed % 10]} {seed}",
        "authors": ("Amina Karimova",),
        "date": "2012-10-17",
        "publication": "Silk Road Weekly",
        "lang": "en",
        "countries": ("TJ", "RU"),
        "mentions": {"TJ": 7, "RU": 2},
        "body": prose(seed),
    }
    return ImportedArticle(**{**known, **fields})  # type: ignore[arg-type]


@dataclass
class Shelf:
    """A library on disk that is imported into; every import is a new one, as of a new process."""

    root: Path
    cache: Path
    clock: datetime = field(default_factory=lambda: datetime(2026, 11, 21, 10, tzinfo=UTC))

    def open(self) -> Library:
        return Library.open(self.root, self.cache)

    def take(
        self,
        *given: ImportedArticle,
        name: str = "01.txt",
        data: bytes = b"",
        error: str = "",
        options: Options | None = None,
    ) -> SourceReport:
        """Import one source that gives these articles; its bytes follow from them by default."""
        archive = self.archive(options)
        return self.take_into(archive, *given, name=name, data=data, error=error)

    def archive(self, options: Options | None = None) -> Archive:
        library = self.open()
        archive = Archive(library, options or Options(), now=lambda: self.clock)
        for each in library.scan():
            archive.known.put(each, sketch(library.read(each).markdown))
        return archive

    def take_into(
        self,
        archive: Archive,
        *given: ImportedArticle,
        name: str,
        data: bytes = b"",
        error: str = "",
    ) -> SourceReport:
        self.clock += timedelta(minutes=1)
        data = data or repr((name, given)).encode()
        seen = archive.seen(sha256(data).hexdigest())
        assert not seen, "the source would not even be read"
        candidates = tuple(Candidate(each, sketch(body_of(each))) for each in given)
        converted = Converted(candidates, "text", error)
        return archive.take(Source(f"in/{name}", name, name), data, converted)

    def seen(self, data: bytes) -> tuple[Article, ...]:
        return self.archive().seen(sha256(data).hexdigest())

    # --- what lies there

    @property
    def files(self) -> dict[str, bytes]:
        """Every file of the library by its path."""
        return {
            each.relative_to(self.root).as_posix(): each.read_bytes()
            for each in sorted(self.root.rglob("*"))
            if each.is_file()
        }

    @property
    def articles(self) -> Mapping[str, Article]:
        """Every article by its id."""
        return {each.id: each for each in self.open().scan()}

    def body(self, id_: str) -> str:
        return self.open().read(self.articles[id_]).markdown

    def edit(self, id_: str, old: str, new: str) -> None:
        """Change an article's file as a person does in an editor."""
        path = self.root / self.articles[id_].path
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def only(report: SourceReport) -> ArticleReport:
    """Return the one article of a source."""
    (one,) = report.articles
    return one
