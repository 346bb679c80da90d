"""A configuration in; the site's files out, each made when it is asked for, again and again.

The events of a build are the host's, in its order, but a page runs through its own alone. What all
pages share (configuration, files, navigation, templates) is the frame; it is made anew when a page
comes or goes. Hand-written pages are read with it, since navigation and plugins ask for them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from mkdocs_rolebook.config import language_of_site
from mkdocs_rolebook.live_library import LiveLibrary
from mkdocs_rolebook.live_search import LiveSearch
from mkdocs_rolebook.page import title_meta
from mkdocs_rolebook.plugin import RolebookPlugin
from mkdocs_rolebook.publishing import BuildResult


class NoPlugin(Exception):
    """The configuration does not load Rolebook."""


class LiveSite:
    """One project while it is being written in."""

    def __init__(self, config_file: str, site_dir: Path, url: str) -> None:
        self.site_dir = site_dir
        self.library = LiveLibrary()
        self.failed: dict[str, str] = {}
        """The pages that could not be read, by their file in the site, and why."""

        self.watched: tuple[str, ...] = ()
        """What the site is made of, besides its configuration."""

        self.restarting: tuple[str, ...] = ()
        """Files and folders of programs and templates: a change of them takes a new process."""

        self.search = LiveSearch()
        self._config_file, self._url = config_file, url
        self._compiled = jinja2.FileSystemBytecodeCache(
            tempfile.mkdtemp(dir=site_dir.parent, prefix="templates-")
        )
        self._plugin: RolebookPlugin | None = None
        self._result = BuildResult()
        self._config: MkDocsConfig
        self._files: Files
        self._nav: Navigation
        self._env: jinja2.Environment
        self._pages: dict[str, File] = {}

    # ── the frame ────────────────────────────────────────────────────────────

    def frame(self) -> None:
        """Read everything that pages share. Raises what the host or a plugin raises."""
        config = load_config(config_file=self._config_file, site_dir=str(self.site_dir))
        if self._plugin is None:
            config.plugins.on_startup(command="serve", dirty=False)
            self._plugin = _own_plugin(config)
            self._plugin.preview_with(self.library)
        config.site_url = self._url
        config = config.plugins.on_config(config)
        self._note(config)
        config.plugins.on_pre_build(config=config)
        files = get_files(config)
        env = config.theme.get_env()
        env.bytecode_cache = self._compiled
        files.add_files_from_theme(env, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = get_navigation(files, config)
        nav = config.plugins.on_nav(nav, config=config, files=files)
        self._config, self._files, self._nav = config, files, nav
        self._read_all()
        self._env = config.plugins.on_env(env, config=config, files=files)
        files.copy_static_files(inclusion=InclusionLevel.is_in_serve)
        for name in config.theme.static_templates:
            self._static(name)
        self._result = self._plugin.result
        self.search.take(config)

    def _note(self, config: MkDocsConfig) -> None:
        hooks = [str(hook) for hook in config.hooks] if config.hooks else []
        custom = [config.theme.custom_dir] if config.theme.custom_dir else []
        self.restarting = (*hooks, *custom)
        self.watched = (config.docs_dir, *config.watch, *self.library.watched)

    def _read_all(self) -> None:
        own = self._plugin.pages if self._plugin else {}
        self.failed = {}
        self._pages = {}
        for file in self._files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
            page = file.page or Page(None, file, self._config)
            self._pages[file.dest_uri] = file
            if planned := own.get(file.src_uri):
                # enough for the navigation of other pages; the rest when somebody looks at it
                page.markdown, page.meta = "", title_meta(planned)
            else:
                try:
                    self._read(page)
                except Exception as error:
                    self.failed[file.dest_uri] = _why(error)
                    page.markdown = page.markdown or ""

    def _static(self, name: str) -> None:
        try:
            template = self._env.get_template(name)
        except jinja2.TemplateNotFound:
            return
        plugins, config = self._config.plugins, self._config
        template = plugins.on_pre_template(template, template_name=name, config=config)
        # whatever address is missing: an error page stands at all of them
        base = "/" if name == "404.html" else "."
        context = get_context(self._nav, self._files, config, base_url=base)
        context = plugins.on_template_context(context, template_name=name, config=config)
        output = plugins.on_post_template(
            template.render(context), template_name=name, config=config
        )
        if output.strip():
            self.write(name, output.encode("utf-8", "xmlcharrefreplace"))

    # ── what changes ─────────────────────────────────────────────────────────

    def link(self) -> bool:
        """Link and check the library again; whether the frame still holds what it says."""
        assert self._plugin
        before = self._result
        self._result = self.library.next(self._plugin.config, self._config)
        self._note(self._config)
        if self._result is before:
            return True
        if _frame_of(before) != _frame_of(self._result):
            self.library.say_again()  # to the frame that is made now
            return False
        self._plugin.show(self._result)
        return True

    def fits(self, path: str) -> bool:
        """Whether a file of the docs that changed is a page that the frame knows."""
        docs = Path(self._config.docs_dir)
        if not Path(path).is_relative_to(docs):
            return True
        return Path(path).is_file() and any(
            file.abs_src_path == path for file in self._pages.values()
        )

    # ── what is asked for ────────────────────────────────────────────────────

    @property
    def addresses(self) -> list[str]:
        """Every page, by its file in the site, in the order of the host."""
        return list(self._pages)

    @property
    def data(self) -> list[str]:
        """The files that are made of the library."""
        at = self._result.layout.at
        return [f"{at}{one}" for one in self._result.plan.data] if self._result.plan else []

    def has(self, address: str) -> bool:
        """Whether there is such a page or file."""
        return address in self._pages or address in self.data

    @property
    def language(self) -> str:
        """What the theme speaks, as HTML writes it."""
        return language_of_site(self._config).tag

    def source(self, address: str) -> str:
        """The file that a page is written in, as far as it has one."""
        file = self._pages[address]
        planned = self._plugin.pages.get(file.src_uri) if self._plugin else None
        if planned is None:
            return file.abs_src_path or ""
        return str(self.library.root / planned.source) if planned.source else ""

    def make(self, address: str) -> bool | None:
        """Make a page or file; whether it is another than before, None where there is none.

        Raises whatever keeps a page from being made.
        """
        if file := self._pages.get(address):
            assert file.page
            self.search.before()
            self._read(file.page)
            output = self._rendered(file.page).encode("utf-8", "xmlcharrefreplace")
            self.search.after(address)
            self.failed.pop(address, None)
            changed = self.write(address, output)
            self._write_pictures()
            return changed
        plan = self._result.plan
        if plan and (make := plan.data.get(address.removeprefix(self._result.layout.at))):
            return self.write(address, make())
        return None

    def _read(self, page: Page) -> None:
        config, files, plugins = self._config, self._files, self._config.plugins
        config._current_page = page
        try:
            page = plugins.on_pre_page(page, config=config, files=files)
            page.read_source(config)
            page.markdown = plugins.on_page_markdown(
                page.markdown or "", page=page, config=config, files=files
            )
            page.render(config, files)
            page.content = plugins.on_page_content(
                page.content or "", page=page, config=config, files=files
            )
        finally:
            config._current_page = None

    def _rendered(self, page: Page) -> str:
        config, plugins = self._config, self._config.plugins
        config._current_page = page
        page.active = True
        try:
            shown = self._files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
            context = get_context(self._nav, shown, config, page)
            template = self._env.get_template(str(page.meta.get("template", "main.html")))
            context = plugins.on_page_context(context, page=page, config=config, nav=self._nav)
            output = template.render(context)
            return str(plugins.on_post_page(output, page=page, config=config))
        finally:
            page.active = False
            config._current_page = None

    def _write_pictures(self) -> None:
        if self._result.plan:
            for one in self._result.plan.markup.files:
                self.write(f"{self._result.layout.at}{one.address}", one.content)

    def write(self, address: str, content: bytes) -> bool:
        """Write a file of the site at once or not at all; whether it is another than before."""
        file = self.site_dir / address
        try:
            if file.read_bytes() == content:
                return False
        except OSError:
            file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.next")
        beside.write_bytes(content)
        beside.replace(file)
        return True

    def sweep(self, before: list[str]) -> Iterator[str]:
        """Remove the pages that are no more; which they were."""
        for address in set(before) - set(self._pages):
            (self.site_dir / address).unlink(missing_ok=True)
            self.search.forget(address)
            yield address


def _own_plugin(config: MkDocsConfig) -> RolebookPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, RolebookPlugin):
            return plugin
    raise NoPlugin("the configuration does not load the plugin `rolebook`")


def _frame_of(result: BuildResult) -> list[Any]:
    """What of a library the frame depends on: which pages there are, and the navigation."""
    return [
        (one.address, one.in_navigation and (one.title, one.navigation_title), one.source)
        for one in result.pages
    ]


def _why(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
