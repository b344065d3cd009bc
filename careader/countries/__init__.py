"""Which countries a text speaks of: names, the detector, and what an article is about."""
