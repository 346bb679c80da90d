"""Text to model, one source format a module; problems are returned, never raised."""
