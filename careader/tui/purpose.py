"""What the line at the foot is open for."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """What is typed, as the line says it."""

    SEARCH = "Search"
    FIND = "Find"
    SAVE = "Name"
    TAGS = "Tags"
    HIGHLIGHTS = "Highlights"
    NARROW = "Countries"
    IMPORT = "Import"
