"""Responsibilities in, the page and the look-up of who owns what out."""
