"""Where the bundled program starts: at the desk, when there are no arguments (a double click)."""

import multiprocessing
import sys

from regcheck.cli.main import run

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if len(sys.argv) == 1:
        sys.argv.append("desk")
    run()
