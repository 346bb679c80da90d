"""What changes sources: edits as data, what a rename or a fix would edit, and how that is shown.

Everything here is a function of a linked library and texts; `hosting.edited_files` alone writes.
"""

from __future__ import annotations

from rolebook.edits.applying import edited, edited_texts
from rolebook.edits.change import Change, Edit, Move, Refused, change_of
from rolebook.edits.diff import unified_diff

__all__ = [
    "Change",
    "Edit",
    "Move",
    "Refused",
    "change_of",
    "edited",
    "edited_texts",
    "unified_diff",
]
