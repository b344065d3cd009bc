"""From a passage to the clipboard of whoever sits at the terminal, through whatever lies between.

The terminal is asked with OSC 52 and never says whether it obeyed, so what was copied is also kept
in a file. Nothing here needs a screen; the doctor explains with it, the reader copies with it.
"""

from careader.clipboard.kept import Kept
from careader.clipboard.osc52 import MOST_BYTES, sequence
from careader.clipboard.tmux import Tmux, ask_tmux, load_buffer

__all__ = ["MOST_BYTES", "Kept", "Tmux", "ask_tmux", "load_buffer", "sequence"]
