"""The one error of reading a file from outside."""

from __future__ import annotations

from careader.errors import CareaderError
from careader.text.clean import clean_line

MAX_MESSAGE = 300
"""Characters of a message; what a file says of itself may be of any length."""


class ImportFailure(CareaderError):
    """A file gave no article: one clean line says why."""

    def __init__(self, message: str) -> None:
        super().__init__(clean_line(message)[:MAX_MESSAGE])
