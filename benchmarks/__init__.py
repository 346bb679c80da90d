"""Libraries of any size out, and how Rolebook compares with bare programs on the same files."""
