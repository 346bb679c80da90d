"""The host's events in, the library's pages out. What is decided is decided in the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

import rolebook.config.settings
from mkdocs_rolebook import files as host_files
from mkdocs_rolebook.config import (
    Misconfigured,
    RolebookConfig,
    language_of_site,
    settings_of,
    site_root,
)
from mkdocs_rolebook.documents import linked_anchors, readable, with_links
from mkdocs_rolebook.findings import log
from mkdocs_rolebook.navigation import navigation_of, uris_of
from mkdocs_rolebook.page import anchor_ids, contents_of, meta_of, with_early_script
from mkdocs_rolebook.preview import Preview
from mkdocs_rolebook.problems import banner
from mkdocs_rolebook.progress import progress_of_host
from mkdocs_rolebook.publishing import BuildResult, publishable
from mkdocs_rolebook.searching import as_it_was, to_be_searched
from rolebook.build import DIAGRAM_SCRIPT, SCRIPT, STYLESHEET
from rolebook.hosting.outputs import mark, refuse_site_dir
from rolebook.hosting.progress import Progress, Shown
from rolebook.pages import Page as LibraryPage
from rolebook.pages.library.not_found import below_heading
from rolebook.pages.links.place import Links, place
from rolebook.pages.links.repository import source_links
from rolebook.pages.page import PlannedPage


class RolebookPlugin(BasePlugin[RolebookConfig]):  # type: ignore[no-untyped-call]
    """Checks a library before the host touches the site, and adds its pages to the host's."""

    def __init__(self) -> None:
        self._preview: Preview | None = None
        """Outlives the builds of a preview; none where there is one build only."""

        self._result = BuildResult()
        self._pages: dict[str, PlannedPage] = {}
        """The generated pages of this build by their `src_uri`."""

        self._made: tuple[PlannedPage, LibraryPage] | None = None
        """The page that the host is at."""

        self._uris: dict[str, str] = {}
        """What each generated page is called in the docs folder, by its address."""

        self._links = Links()
        self._sources = ""
        """Where readers see the project's files."""

        self._progress = Progress(Shown.OFF)
        self._whole: list[str] = []
        """Of the page that is being searched: what is not read of it, or read otherwise."""
        self._contents = TableOfContents([])
        """The table of contents of that page."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._preview = Preview() if command == "serve" else None
        if not self._preview:
            self._progress = progress_of_host()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        # before on_files: the host empties the site in between
        try:
            if self._preview:
                self._result = self._preview.next(self.config, config)
            else:
                settings = settings_of(self.config, config)
                refuse_site_dir(settings, Path(config.site_dir))
                self._result = publishable(settings, strict=config.strict, progress=self._progress)
        except rolebook.config.settings.ConfigurationError as error:
            raise Misconfigured(str(error)) from None
        as_folders = config.use_directory_urls
        layout = self._result.layout
        self._links = Links(
            "" if as_folders else "index.html",
            docs_as_folders=as_folders,
            at=layout.at,
            hand_written=(ours := self._result.hand_written),
            off=frozenset(f"{name}/" for name in layout.off) - ours.keys(),
        )
        if (style := f"{layout.at}{STYLESHEET}") not in config.extra_css:
            config.extra_css.append(style)
        if (script := f"{layout.at}{SCRIPT}") not in config.extra_javascript:
            config.extra_javascript.append(script)
        return config

    @event_priority(-100)  # after the plugins that add pages: theirs are never replaced
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        pages, layout = self._result.pages, self._result.layout
        self._uris = uris_of(pages, layout, config)
        config.nav = navigation_of(pages, layout, files, config)
        self._pages, kept_out = host_files.add(self._result, files, config)
        for message in kept_out:
            log.error(message)
        if kept_out and not self._preview:
            raise PluginError("addresses are claimed twice; rename or move what is not generated")
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        # no sooner: a page says where it is edited when the navigation has been made
        self._sources = host_files.sources_at(self._pages, files, config)
        self._progress.stage("rendering pages", len(files.documentation_pages()))
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        return readable(page.file) if self._preview else None

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        own = self._own(page)
        if own is None:
            return with_links(markdown, page.file, self._result, self._uris)
        page.meta.update(meta_of(own))
        page.edit_url = page.edit_url and host_files.edit_url(page.edit_url, config)
        return ""

    @event_priority(100)  # before the plugins that change pages: there is no page until then
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        self._progress.step()
        own = self._own(page)
        if own is not None:
            source = source_links(page.edit_url, config.repo_url, self._sources)
            html = place(own.html, own.address, self._links, source)
            page.toc = contents_of(own)
            page.present_anchor_ids = anchor_ids(html)
            page.links_to_anchors = linked_anchors(own.html, files)
        return banner(self._result, page.url, self._links, language_of_site(config)) + html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment | None:
        self._progress.stage("writing pages", len(files.documentation_pages()))
        return env

    @event_priority(100)  # before the search reads the page
    def _before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if page.file.src_uri in self._pages:
            self._whole = to_be_searched(page)
            # Material's search walks it anew for every heading, and finds nothing it does not know
            self._contents, page.toc = page.toc, TableOfContents([])
        return context

    @event_priority(-100)  # and after it
    def _after_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if page.file.src_uri in self._pages:
            as_it_was(page, self._whole)
            page.toc = self._contents
        return context

    @property
    def pages(self) -> Mapping[str, PlannedPage]:
        """The generated pages of this build by their `src_uri`."""
        return self._pages

    @property
    def result(self) -> BuildResult:
        """What this build shows."""
        return self._result

    def preview_with(self, preview: Preview) -> None:
        """Show what another kind of preview says, from the next build on."""
        self._preview = preview

    def show(self, result: BuildResult) -> None:
        """Go on with other contents of the same pages."""
        shown = {self._uris[one.address]: one for one in result.pages if one.address in self._uris}
        self._result = result
        self._pages = {uri: shown[uri] for uri in self._pages}

    def _own(self, page: Page) -> LibraryPage | None:
        """What the library has for a page of the host; none for a hand-written one."""
        planned = self._pages.get(page.file.src_uri)
        if planned is None:
            return None
        if self._made is None or self._made[0] is not planned:
            self._made = planned, planned.make()
        return self._made[1]

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        if template_name != "404.html":
            return output_content
        links = replace(self._links, root=site_root(config))
        return below_heading(output_content, place(self._result.not_found, "", links))

    @event_priority(100)  # the search writes its index then
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._progress.stage("finishing")
        mark(Path(config.site_dir))

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self._progress.step()
        own = self._own(page)
        if own is None or "rb-diagram" not in own.html:
            return output
        # Material trips over the links of a diagram with `navigation.instant`, before our scripts
        return with_early_script(output, self._links.relative(DIAGRAM_SCRIPT, own.address))
