"""Templates, styles and scripts by their place in the package, and what a page may contain."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from regcheck.base.text.printable import printable

if TYPE_CHECKING:
    from jinja2 import Environment


def script_json(value: object) -> str:
    """JSON that may be put in a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def content_hash(text: str) -> str:
    """The text's hash as a content security policy writes it."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


@cache
def resource(name: str) -> str:
    """A file of the package: a template, styles or a script."""
    return (files("regcheck") / name).read_text("utf-8")


def page(template: str, styles: str, script: str = "", **values: object) -> Iterator[str]:
    """A page in pieces, from a template that gets its styles and script with their hashes."""
    return (
        environment()
        .get_template(template)
        .generate(
            styles=styles,
            style_hash=content_hash(styles),
            script=script,
            script_hash=content_hash(script),
            **values,
        )
    )


@cache
def environment() -> Environment:
    """Templates that escape all values, including control characters."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    def clean(value: object) -> object:
        return printable(value) if isinstance(value, str) and type(value) is not Markup else value

    return Environment(
        loader=FunctionLoader(resource),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=clean,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
