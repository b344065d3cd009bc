"""The reading text: made from Markdown, wrapped to lines, walked and searched."""
