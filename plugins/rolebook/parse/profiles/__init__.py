"""Files of profiles in, profiles out."""
