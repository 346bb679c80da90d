"""The formats that `rolebook import` reads, by their names on the command line."""

from typing import Final

from rolebook.parse.imports import case, exercism

IMPORTS: Final = {"exercism": exercism.FORMAT, "case": case.FORMAT}
"""What an atlas of each is `imported_from`."""
