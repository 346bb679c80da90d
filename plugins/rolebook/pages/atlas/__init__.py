"""An atlas in, its page, pictures and planner out."""
