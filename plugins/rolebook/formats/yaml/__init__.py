"""YAML and JSON in, a tree of values with places out."""
