"""A library in, the one graph of it and what follows from it out."""
