"""`regcheck completion`: what a shell needs to complete commands and options."""

from __future__ import annotations

from typing import Annotated

from regcheck.base.errors import UsageError
from regcheck.base.texts.message import message
from regcheck.cli.commands import Group
from regcheck.cli.options import argument
from regcheck.cli.terminal import say

VARIABLE = "_REGCHECK_COMPLETE"
"""The environment variable in which the shell asks for completions."""
SHELLS = ("bash", "zsh", "fish", "powershell")


def completion(shell: Annotated[str, argument("|".join(SHELLS))]) -> None:
    """Print the script that makes a shell complete commands and options."""
    from typer._completion_shared import get_completion_script

    if shell not in SHELLS:
        raise UsageError(message("cli.no_shell", shell=shell, shells=", ".join(SHELLS)))
    script = get_completion_script(prog_name="regcheck", complete_var=VARIABLE, shell=shell)
    say(f"{script}\n")


def answer_shell(app: Group) -> int:
    """Print what may come next in the command line that the shell gives; gives the exit code."""
    from typer._completion_classes import completion_init

    completion_init()
    try:
        app(args=[], prog_name="regcheck", standalone_mode=False)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0
