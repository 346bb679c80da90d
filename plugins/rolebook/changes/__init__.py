"""Two linked libraries in, what changed in meaning from one to the other out."""
