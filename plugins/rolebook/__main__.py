"""The arguments of the process in, the command line run: `rolebook`, and `python -m rolebook`."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line."""
    # a run makes many objects and hardly any garbage in circles: looking for it costs a fifth,
    # and starts with the imports
    gc.set_threshold(100_000, 50, 100)
    from rolebook import cli

    cli.main(prog_name="rolebook")


if __name__ == "__main__":
    main()
