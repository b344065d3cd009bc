"""Work in a thread: what nobody foresaw becomes one line in the status, never a silence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from careader.tui.messages import Trouble

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


def in_thread(
    screen: MainScreen, work: Callable[[], object], *, group: str, exclusive: bool = False
) -> None:
    """Run work off the event loop; `exclusive` cancels what of its group is still running.

    The work never touches a widget: it posts messages.
    """

    def guarded() -> None:
        try:
            work()
        except Exception as error:
            said = f"A fault in the background ({type(error).__name__}); what you wrote is safe."
            screen.post_message(Trouble(f"{said} {screen.workspace.report_crash(error)}".strip()))

    screen.run_worker(guarded, thread=True, group=group, exclusive=exclusive, exit_on_error=False)
