"""Keys of what is typed in, run where they arrive: undo and backspace keep their place in a burst.

Textual hands a key that a widget has only a binding for up to the application, and runs it there
when it comes by; over a slow line the letters typed after it are in the text by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

_ENTER = "submit"
"""What Enter is bound to in a line of input; here it is for the screen around it."""


def actions_by_key(bindings: Iterable[BindingType]) -> Mapping[str, str]:
    """Return the action that each key of a widget class's own bindings stands for."""
    given = (each for each in bindings if isinstance(each, Binding) and each.action != _ENTER)
    return {key: each.action for each in given for key in each.key.split(",")}


_IN_A_LINE = actions_by_key(Input.BINDINGS)


async def run_at_once(widget: Widget, event: events.Key, actions: Mapping[str, str]) -> None:
    """Run what a key stands for in a widget; any other key goes its way."""
    action = actions.get(event.key)
    if action is not None:
        event.stop()
        event.prevent_default()
        await widget.run_action(action)


class PromptInput(Input):
    """A line of input whose keys keep their order however fast they come."""

    async def _on_key(self, event: events.Key) -> None:
        await run_at_once(self, event, _IN_A_LINE)
