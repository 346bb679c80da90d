"""A domain in, its page and matrix out."""
