"""A folder in, nothing out: reads a library as Rolebook does, without graph, checks and report.

Run by its path, as `python benchmarks/reading.py FOLDER`.
"""

import sys
from pathlib import Path

from rolebook.config.load import load_settings
from rolebook.parse.library import read_library
from rolebook.sources import read_sources


def read(folder: Path) -> int:
    """Read the library of a project; how many atlases it has."""
    settings = load_settings(folder / "mkdocs.yml")
    library, _ = read_library(
        read_sources(settings),
        external=settings.external,
        domain_titles=settings.domain_titles,
        configured=settings.configured,
    )
    return len(library.atlases)


if __name__ == "__main__":
    print(read(Path(sys.argv[1])))
