"""A linked library out as files that other programs read."""
