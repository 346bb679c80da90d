"""A host's configuration in, the library's settings out."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config import Config
from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from rolebook.config.load import make_settings, site_dir, theme_language
from rolebook.config.mkdocs_yml import read_config
from rolebook.config.settings import CONFIG_FILE, Settings
from rolebook.languages import Language, language_of


class Misconfigured(ConfigurationError):
    """Ends the host as it ends `rolebook check`."""

    exit_code = 2


class RolebookConfig(Config):  # type: ignore[no-untyped-call]
    """The `rolebook:` block as it is written. The library says what may stand in it."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Accepts everything: the command line reads the same block by the same rules."""
        return [], []


def language_of_site(host: MkDocsConfig) -> Language:
    """The language that the host's theme speaks, where the sources cannot be read either."""
    return language_of(theme_language(host.theme))


def site_root(host: MkDocsConfig) -> str:
    """Where the site stands on its server, as the host's own links on an error page have it."""
    return f"{urlsplit(host.site_url or '').path.rstrip('/')}/"


def settings_of(block: RolebookConfig, host: MkDocsConfig) -> Settings:
    """The settings that the block means. Raises `rolebook.settings.ConfigurationError`."""
    config_file = Path(host.config_file_path or CONFIG_FILE)
    return make_settings(
        dict(block),
        config_file=config_file,
        docs=Path(host.docs_dir),
        # `rolebook site` has the host build beside the one that is configured
        sites=(Path(host.site_dir), *_configured_site(config_file)),
        site_name=host.site_name,
        language=theme_language(host.theme),
        toc=host.mdx_configs.get("toc") or {},
        excluded_docs=host.exclude_docs,
    )


def _configured_site(config_file: Path) -> tuple[Path, ...]:
    return (site_dir(read_config(config_file), config_file),) if config_file.is_file() else ()
