"""Role and atlas sources in, a checked and cross-linked library out. Knows no site generator."""
