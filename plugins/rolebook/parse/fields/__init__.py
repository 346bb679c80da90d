"""Mappings in, typed fields and what is wrong with them out."""
