"""Keys of what is typed in, run where they arrive: undo and backspace keep their place in a burst.

Textual hands a key that a widget has only a binding for up to the application, and runs it there
when it comes by; over a slow line the letters typed after it are in the text by then.
"""

from __future__ import annotations

from textual import events
from textual.binding import NoBinding
from textual.widget import Widget
from textual.widgets import Input

_ENTER = "submit"
"""What Enter is bound to in a line of input; here it is for the screen around it."""


async def run_binding(widget: Widget, event: events.Key) -> None:
    """Run what a key is bound to in a widget that did not deal with the key itself."""
    if event._stop_propagation or event._no_default_action:
        return
    try:
        # Textual has no public way to ask; its version is bounded in pyproject.toml.
        bindings = widget._bindings.get_bindings_for_key(event.key)
    except NoBinding:
        return
    action = bindings[0].action
    if action != _ENTER:
        event.stop()
        event.prevent_default()
        await widget.run_action(action)


class PromptInput(Input):
    """A line of input whose keys keep their order however fast they come."""

    async def _on_key(self, event: events.Key) -> None:
        await super()._on_key(event)
        await run_binding(self, event)
