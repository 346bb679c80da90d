"""What a model asks in, what the library says out."""
