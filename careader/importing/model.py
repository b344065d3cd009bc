"""What passes between the steps of an import: what a file said, and what the rules made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the container itself says (HTML meta, JSON-LD, OPF, PDF info, a feed entry).

    An empty string or tuple is silence, not a statement that the field is empty. Values are as the
    container wrote them: a date is any date text, not yet an article's date.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    publication: str = ""
    lang: str = ""
    url: str = ""
    doi: str = ""
    issn: str = ""
    volume: str = ""
    issue: str = ""
    section: str = ""
    abstract: str = ""
    tags: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One document, chapter or feed entry as its format reader gives it.

    `name` says where it came from, for reports. `format` is "text", "markdown", "html", "pdf",
    "epub", "docx", "feed" or "mhtml". `body` is Markdown, or with `plain` text whose structure is
    still to be found; it is free of control characters. `page` is the whole page's text, line by
    line, for the byline, date and publication rules; "" when the body is all there is. `doubts`
    is field → what is doubtful, such as {"body": "teaser only"}.
    """

    name: str
    format: str
    body: str
    page: str = ""
    hints: Hints = field(default_factory=Hints)
    plain: bool = False
    doubts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedArticle:
    """One article as the rules made it, ready to be compared with the library and written.

    `date` is "YYYY", "YYYY-MM", "YYYY-MM-DD" or "", never more precise than the document. `lang`
    is an ISO 639 code, `countries` and the keys of `mentions` ISO 3166 codes. `body` is Markdown.
    `doubts` and `rules` are field → what is doubtful, and field → the rule that gave it.
    """

    title: str
    authors: tuple[str, ...] = ()
    date: str = ""
    publication: str = ""
    lang: str = ""
    countries: tuple[str, ...] = ()
    mentions: Mapping[str, int] = field(default_factory=dict)
    url: str = ""
    doi: str = ""
    issn: str = ""
    volume: str = ""
    issue: str = ""
    section: str = ""
    abstract: str = ""
    tags: tuple[str, ...] = ()
    body: str = ""
    doubts: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
