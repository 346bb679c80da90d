"""Agent definitions in, roles with their relations out."""
