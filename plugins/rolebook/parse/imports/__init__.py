"""Foreign formats in, atlases out."""
