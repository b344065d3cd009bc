"""The way to the terminal: what Textual paints goes in, only what changed on the screen goes out.

`lean.py` is the driver that Textual is given; everything else here knows nothing of Textual.
"""
