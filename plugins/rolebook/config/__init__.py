"""The text of `mkdocs.yml` in, settings out."""
