"""A page about a rule, for whoever asks why words are underlined."""

from __future__ import annotations

from regcheck.base.texts.catalogue import Texts
from regcheck.packs.model import Rule
from regcheck.reports.finding_text import source_text
from regcheck.reports.html.templates import content_hash, environment, resource

_WEB = ("https://", "http://")


def policy() -> str:
    """What a page about a rule may do: nothing, but look like itself."""
    return (
        f"default-src 'none'; style-src '{content_hash(_styles())}'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


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
