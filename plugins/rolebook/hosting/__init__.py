"""A finished configuration in; a host that is started, watched and swapped in."""
