"""One module a command, each with its `command`; `careader.cli.call` lists them."""
