"""The reader on the screen: the only part that imports Textual. It works through the workspace."""
