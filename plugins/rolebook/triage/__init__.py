"""Findings in; those that are told, as configured, out."""
