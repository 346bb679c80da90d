"""The linked library in, the explorer with its data out."""
