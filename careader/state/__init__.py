"""What makes coming back comfortable: positions, read marks, stars, queries, drafts."""

from careader.state.drafts import Draft, Drafts
from careader.state.reader_state import ReaderState

__all__ = ["Draft", "Drafts", "ReaderState"]
