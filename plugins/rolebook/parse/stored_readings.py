"""What a file says in, bytes out, and back again.

The bytes are a pickle, which may name the records of a reading and nothing else: whatever else
stands in one, it is not built, and the file is read anew. They are kept where only the user writes
(`rolebook.hosting.reading_cache`), and are no format: another version of the code has others.
"""

from __future__ import annotations

import functools
import hashlib
import importlib
import io
import pickle
from enum import Enum
from typing import Any, Final

from rolebook.diagnostics import Rule
from rolebook.diagnostics.catalogue import rule
from rolebook.parse.reading import Reading

Digest = bytes
"""What a reading is kept under: of its source, its path and the conventions."""

_RECORDS: Final = (
    "rolebook.model",
    "rolebook.text.source",
    "rolebook.diagnostics.model",
    "rolebook.languages.openings",
)
_OTHERS: Final = frozenset(
    {
        ("rolebook.parse.reading", "Reading"),
        ("rolebook.diagnostics.catalogue", "rule"),
        ("builtins", "frozenset"),
        ("copyreg", "_reconstructor"),
        ("builtins", "object"),
    }
)


def digest(key: object) -> Digest:
    """A name that no other key has: the text of a key says all of it."""
    return hashlib.blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def stored(reading: Reading) -> bytes:
    """A reading as bytes."""
    out = io.BytesIO()
    _Reducing(out, protocol=5).dump(reading)
    return out.getvalue()


class _Reducing(pickle.Pickler):
    def reducer_override(self, one: Any) -> Any:
        """How what is more than its fields is made again."""
        if isinstance(one, Rule):
            return rule, (one.code,)  # one object, by which findings are told apart
        if isinstance(one, Enum):
            return type(one), (one.value,)  # before 3.11.4 by `getattr`, which may name anything
        return NotImplemented


def restored(kept: bytes) -> Reading | None:
    """The reading that some bytes hold; none where they hold anything else."""
    try:
        found = _Records(io.BytesIO(kept)).load()
    except Exception:  # whatever a damaged pickle may raise
        return None
    return found if isinstance(found, Reading) else None


class _Records(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """A record of a reading. Raises `UnpicklingError` for anything else."""
        return _record(module, name)


@functools.cache
def _record(module: str, name: str) -> Any:
    ours = any(module == one or module.startswith(f"{one}.") for one in _RECORDS)
    found = getattr(importlib.import_module(module), name, None) if ours else None
    if (module, name) in _OTHERS:
        return getattr(importlib.import_module(module), name)
    if isinstance(found, type) and found.__module__.startswith("rolebook."):
        return found
    raise pickle.UnpicklingError(f"{module}.{name} is no record of ours")
