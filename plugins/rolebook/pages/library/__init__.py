"""The linked library in, its overview, indexes and health out."""
