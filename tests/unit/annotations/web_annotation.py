"""The W3C's assertions about Web Annotations, run on any document (their test suite, as public)."""

from __future__ import annotations

import json
import re
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FIXTURES = Path(__file__).parents[3].parent / "shared" / "fixtures"
SUITE = FIXTURES / "w3c-web-annotation"

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:\S+")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def need_suite() -> None:
    pytest.importorskip("jsonschema")
    if not SUITE.is_dir():
        pytest.skip(f"the W3C test suite is not there: {SUITE}")


def failures(document: Any) -> list[str]:
    """Return the MUST assertions that a document fails."""
    return [
        name for name, expected, validator in _assertions()
        if validator.is_valid(document) is not expected
    ]  # fmt: skip


@cache
def _assertions() -> list[tuple[str, bool, Any]]:
    from jsonschema import Draft4Validator

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jsonschema import RefResolver
    store: dict[str, Any] = {}
    for path in [*SUITE.glob("definitions/*.json"), *SUITE.glob("annotations/**/*.json")]:
        schema = json.loads(path.read_text(encoding="utf-8"))
        store[schema.get("id", path.name)] = store[path.name] = schema
    listed = json.loads((SUITE / "annotations" / "annotationMusts.test").read_text("utf-8"))
    found = []
    for name in listed["assertions"]:
        schema = json.loads((SUITE / name).read_text(encoding="utf-8"))
        validator = Draft4Validator(
            schema, resolver=RefResolver("", schema, store=store), format_checker=_formats()
        )
        found.append((name, schema.get("expectedResult", "valid") == "valid", validator))
    return found


def _formats() -> Any:
    from jsonschema import FormatChecker

    checker = FormatChecker(formats=())
    for name, pattern in (("uri", _URI), ("date-time", _DATE_TIME)):
        checker.checks(name)(
            lambda value, pattern=pattern: not isinstance(value, str) or pattern.fullmatch(value)
        )
    return checker
