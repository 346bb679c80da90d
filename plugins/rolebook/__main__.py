"""The arguments of the process in, the command line run: `rolebook`, and `python -m rolebook`."""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and end the process."""
    # a run makes many objects and hardly any garbage in circles: looking for it costs a fifth,
    # and starts with the imports
    gc.set_threshold(500_000, 50, 100)
    _prepare_streams()
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
    if not isinstance(end.code, int | None):
        raise end
    code = end.code or 0
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        if error.errno != errno.EPIPE:  # else the reader of a pipe has seen enough
            os.write(2, f"rolebook: cannot write the output: {error.strerror}\n".encode())
            code = 2
    os._exit(code)


def _prepare_streams() -> None:
    """What the caller closed is nowhere; what its encoding cannot write is spelled out."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:  # else the next file that is opened would get what we print
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # it gets this number
    # they end with the process
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    main()
