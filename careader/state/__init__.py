"""What makes coming back comfortable: positions, read marks, stars, queries, drafts, journals."""

from careader.state.drafts import Draft, Drafts
from careader.state.journal import Journal
from careader.state.reader_state import ReaderState

__all__ = ["Draft", "Drafts", "Journal", "ReaderState"]
