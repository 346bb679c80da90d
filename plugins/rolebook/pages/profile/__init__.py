"""The page of a profile, and the index of all."""
