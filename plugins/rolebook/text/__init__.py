"""Text as such: places in it, words, names, what hides in it."""
