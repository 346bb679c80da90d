"""An author's Markdown in, safe HTML out."""
