"""The terminal itself: what is sent to it, what it can show, and what it does when it is gone."""
