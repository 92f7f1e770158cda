"""`regcheck` and `python -m regcheck`."""

from __future__ import annotations

from typing import NoReturn


def run() -> NoReturn:
    """The entry point: also who interrupts while the program is loading sees no traceback."""
    try:
        from regcheck.cli.main import run as run_commands

        run_commands()
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    run()
