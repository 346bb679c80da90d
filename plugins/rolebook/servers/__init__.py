"""Programs that answer about a library for as long as they run: an editor's, and a model's."""
