"""Responsibilities in, a sheet a domain of who has which part in each out."""
