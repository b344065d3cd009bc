"""The gazetteer's files, read when they are first needed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from zlib import crc32

FOLDER = os.path.join(os.path.dirname(__file__), "data")


def fingerprint() -> str:
    """Return what changes with the gazetteer: what was found with another is out of date."""
    with open(os.path.join(FOLDER, "lexicon.json"), "rb") as file:
        return f"{crc32(file.read()):08x}"


def load(name: str) -> Mapping[str, Any]:
    """Return one generated file: `names` (2 ms) or `lexicon` (1 ms)."""
    import json  # 3 ms that `careader --version` need not spend

    with open(os.path.join(FOLDER, f"{name}.json"), encoding="utf-8") as file:
        loaded: Mapping[str, Any] = json.load(file)
    return loaded
