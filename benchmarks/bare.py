"""A folder in, nothing out: reads and parses what `rolebook check` reads, and does no more.

Run by its path, as `python benchmarks/bare.py FOLDER`, so that nothing else is imported.
"""

import sys
from pathlib import Path

import yaml
from markdown_it import MarkdownIt


def parse(folder: Path) -> int:
    """Parse every role and atlas below a folder; how many there were."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    number = 0
    for path in sorted(folder.glob("roles/**/*.md")):
        markdown.parse(path.read_text("utf-8"))
        number += 1
    for path in sorted(folder.glob("atlases/**/*.yml")):
        yaml.compose(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        number += 1
    return number


if __name__ == "__main__":
    print(parse(Path(sys.argv[1])))
