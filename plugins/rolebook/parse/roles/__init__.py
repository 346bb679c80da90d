"""Fleet roles in, roles with mandate and boundaries out."""
