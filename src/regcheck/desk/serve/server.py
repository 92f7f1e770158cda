"""The proofreader over HTTP: who may ask, and what is answered, also about a rule."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from regcheck.base.errors import RegcheckError
from regcheck.base.text.printable import json_text
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.desk.guard import FORBIDDEN, refuse_size
from regcheck.desk.local import HERE, LocalHandler, LocalServer
from regcheck.desk.sent import HTML, Answer, plain
from regcheck.desk.serve.proofreader import Proofreader
from regcheck.desk.serve.protocol import FORM, LANGUAGES, SOFTWARE, answer_to, question_of
from regcheck.packs.model import Rule, RuleSet
from regcheck.reports.finding_text import source_text
from regcheck.reports.html.templates import content_hash, environment, resource

MOST = 4_000_000
"""Bytes of a question."""
CHECK = "/v2/check"
_WEB = ("https://", "http://")


def refuse(
    method: str, path: str, headers: Mapping[str, str], port: int, most: int = MOST
) -> Answer | None:
    """Why a request is turned away unread, or None; only foreign pages and odd requests are."""
    hosts = f"{HERE}:{port}", f"localhost:{port}"
    if headers.get("host", "") not in hosts:
        return FORBIDDEN
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return FORBIDDEN
    if "origin" in headers and headers["origin"] not in [f"http://{host}" for host in hosts]:
        return FORBIDDEN
    if method == "GET":
        return plain(405, "method not allowed") if urlsplit(path).path == CHECK else None
    if method != "POST":
        return plain(405, "method not allowed")
    if urlsplit(path).path != CHECK:
        return plain(404, "not found")
    if headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        return plain(415, "unsupported media type")
    return refuse_size(headers, most)


class ProofServer(LocalServer):
    """Answers questions and shows pages about rules. Raises UsageError for a taken port."""

    allow_reuse_address = os.name == "posix"
    """There, only what remains of old connections is passed over, never another server."""

    def __init__(
        self, port: int, proofreader: Proofreader, rules: RuleSet, clock: Callable[[], float]
    ) -> None:
        self.proofreader = proofreader
        self.rules = {rule.id: rule for rule in rules.rules}
        super().__init__(port, ProofHandler, clock, "serve")

    @property
    def address(self) -> str:
        """The address of the server, without a slash at the end."""
        return f"http://{HERE}:{self.port}"

    def check(self, body: bytes) -> Answer:
        """The answer to a question."""
        try:
            question = question_of(body)
        except RegcheckError as fault:
            return plain(400, f"Error: {fault.said('en')}")
        remarks = self.proofreader.read(question.text, question.language)
        if self.proofreader.settings().show_info:
            question = replace(question, notes=True)
        return _as_json(answer_to(question, remarks, self.address))

    def show(self, target: str) -> Answer:
        """The answer to who only looks."""
        parts = urlsplit(f"//x{target}")
        asked = parse_qs(parts.query).get("lang", [""])[0]
        if parts.path == "/v2/languages":
            return _as_json(LANGUAGES)
        if parts.path == "/v2/info":
            return _as_json({"software": dict(SOFTWARE)})
        rule = self.rules.get(parts.path.removeprefix("/rules/"))
        if rule is None or not parts.path.startswith("/rules/"):
            return plain(404, "not found")
        page = rule_page(rule, asked if asked in LOCALES else "nb")
        # It may do nothing but look like itself.
        policy = (
            f"default-src 'none'; style-src '{content_hash(_styles())}'; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'none'"
        )
        return Answer(200, page.encode("utf-8", "replace"), HTML, policy=policy)


class ProofHandler(LocalHandler):
    """One connection to the proofreader."""

    server: ProofServer

    def refusal(self, headers: dict[str, str]) -> Answer | None:
        """Turn away pages in a browser."""
        return refuse(self.command, self.path, headers, self.server.port)

    def let_in(self, headers: dict[str, str]) -> None:
        """Check a text, or show something."""
        if self.command == "POST":
            self.take(headers, self.server.check)
        else:
            self.send(self.server.show(self.path))


def _as_json(told: object) -> Answer:
    said = json_text(told)
    return Answer(200, said.encode("utf-8", "backslashreplace"), "application/json; charset=utf-8")


def rule_page(rule: Rule, locale: str) -> str:
    """What a rule is about, why, what to write instead and who says so, in a locale."""
    words = Texts("report", locale)
    sources = [
        (source_text(one, url=False), one.url if one.url.startswith(_WEB) else "")
        for one in rule.sources
    ]
    said = [
        (words.advice, rule.advice.get(locale)),
        (words.rationale, rule.rationale.get(locale)),
    ]
    template = environment().get_template("desk/serve/rule.jinja")
    return template.render(
        locale=locale,
        rule=rule,
        title=rule.title.get(locale),
        severity=words.table("severities")[rule.severity.word],
        said=[one for one in said if one[1]],
        sources=sources,
        label=words.sources,
        styles=_styles(),
    )


def _styles() -> str:
    return resource("desk/serve/rule.css")
