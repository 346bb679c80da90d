"""A role in, its page, prompts and seams out."""
