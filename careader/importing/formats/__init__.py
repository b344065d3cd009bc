"""Files of many formats read: what each says, as extracts. Nothing heavy is imported here."""

from __future__ import annotations

from careader.importing.formats.failure import ImportFailure
from careader.importing.formats.limits import DEFAULT, Limits
from careader.importing.formats.reader import close, read

__all__ = ["DEFAULT", "ImportFailure", "Limits", "close", "read"]
