"""The adapter: a library's pages in MkDocs, and in hosts that load its plugins."""
