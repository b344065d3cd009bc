"""Articles on disk: front matter, scanning, ids, the catalogue, the bundled sample."""
