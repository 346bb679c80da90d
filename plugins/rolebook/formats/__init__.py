"""Text in, its structure with places out; no format here knows what a role is."""
