"""The arguments of the process in, the command line run: `rolebook`, and `python -m rolebook`."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and end the process."""
    # a run makes many objects and hardly any garbage in circles: looking for it costs a fifth,
    # and starts with the imports
    gc.set_threshold(500_000, 50, 100)
    try:
        from rolebook.cli import main as cli

        cli.main(prog_name="rolebook")
    except SystemExit as end:
        _leave(end)
    except KeyboardInterrupt:  # before the command line has begun
        os.write(2, b"rolebook: interrupted\n")
        os._exit(130)
    raise AssertionError("click ends with SystemExit")


def _leave(end: SystemExit) -> NoReturn:
    """End at once: a thousand roles take the interpreter a while to throw away one by one."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        raise end from None  # the reader of a pipe is gone; Python knows what to say of it
    if isinstance(end.code, int | None):
        os._exit(end.code or 0)
    raise end


if __name__ == "__main__":
    main()
