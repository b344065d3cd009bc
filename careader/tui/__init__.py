"""The reader on the screen. The only part that imports Textual; everything it does goes through `careader.workspace`."""
