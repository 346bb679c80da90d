"""The pages of a preview as they are made in, the search index of all of them out.

The search plugins of MkDocs and Material read a page when it is made, and write what they read at
the end of a build. In a preview there is no such end: what they read is kept a page.
"""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig


class LiveSearch:
    """What the search knows of each page."""

    def __init__(self) -> None:
        self._kept: dict[str, list[Any]] = {}
        self._plugin: Any = None
        self._name = ""

    def take(self, config: MkDocsConfig) -> None:
        """Work with the search of a configuration, if it has one that we know."""
        self._plugin = None
        for plugin in config.plugins.values():
            index = getattr(plugin, "search_index", None)
            for name in ("entries", "_entries"):
                if isinstance(getattr(index, name, None), list):
                    self._plugin, self._name, self._config = plugin, name, config

    def before(self) -> None:
        """A page is about to be made."""
        self._set([])

    def after(self, address: str) -> None:
        """A page was made."""
        if self._plugin:
            self._kept[address] = getattr(self._plugin.search_index, self._name)

    def forget(self, address: str) -> None:
        """A page is no more."""
        self._kept.pop(address, None)

    def write(self, addresses: list[str]) -> None:
        """Write the index of the pages made so far, in this order."""
        if self._plugin:
            self._set([one for address in addresses for one in self._kept.get(address, ())])
            self._plugin.on_post_build(config=self._config)

    def _set(self, entries: list[Any]) -> None:
        if self._plugin:
            setattr(self._plugin.search_index, self._name, entries)
