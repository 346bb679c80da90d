"""Markdown in, blocks and inline text with places out."""
