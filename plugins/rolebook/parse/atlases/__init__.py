"""Atlas files in, atlases out."""
