"""Importing: files of many formats read, their metadata and structure found, the articles kept."""
