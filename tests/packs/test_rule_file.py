from __future__ import annotations

from pathlib import Path

import pytest
from pack_maker import FILES, changed, load, problems_of, small_rule

from regcheck.base.texts.localised import Localised
from regcheck.packs.model import (
    Adjustment,
    Combination,
    Condition,
    Confidence,
    Example,
    Fix,
    Severity,
    SourceReference,
    Status,
    Terminal,
    Verdict,
    Within,
)

RULE = "paper/wax-seal.yaml"


def test_the_kind_of_document_an_example_needs(tmp_path: Path) -> None:
    rule = small_rule("paper/a", examples="{good: [{nn: x, kind: act, heading: Formål}]}")
    (example,) = load(tmp_path, {"paper/a.yaml": rule}).rules["paper/a"].examples
    assert (example.kind, example.heading, example.bad) == ("act", "Formål", False)


def test_a_good_rule_says_what_its_file_says(tmp_path: Path) -> None:
    rule = load(tmp_path, FILES).rules["paper/wax-seal"]
    assert (rule.category, rule.name, rule.path, rule.line) == ("paper", "wax-seal", RULE, 1)
    assert rule.status is Status.STABLE
    assert rule.severity is Severity.ERROR
    assert rule.confidence is Confidence.HIGH
    assert rule.aliases == ("paper/old-seal",)
    assert rule.title == Localised("Lakksegl", "Lakksegl", "Wax seal")
    assert rule.function == "signature"
    assert rule.verdict is Verdict.PAPER
    assert rule.sources == (
        SourceReference("Seglboka", "Seglrådet", "kapittel 2", "https://example.org/segl"),
    )
    assert rule.scope == ("operative", "inserted")
    assert rule.segment is Within.NORM
    assert rule.fix == Fix("display", {"lakksegl": "elektronisk segl"})


def test_patterns_carry_language_options_and_line(tmp_path: Path) -> None:
    rule = load(tmp_path, FILES).rules["paper/wax-seal"]
    excepted = (("except", '["uten lakksegl"]'),)
    assert rule.match == Combination(
        "any",
        (
            Combination(
                "any",
                (
                    Terminal(
                        "phrase", "nb", ("forsegles med [lakk|voks]", "~lakksegl"), excepted, 17
                    ),
                    Terminal("phrase", "nn", ("forseglast med [lakk|voks]",), (), 18),
                ),
            ),
            Terminal("regex", "", (r"segl\w* i (?:lakk|voks)",), (("case", "true"),), 19),
        ),
    )


def test_conditions_and_adjustments(tmp_path: Path) -> None:
    rule = load(tmp_path, FILES).rules["paper/wax-seal"]
    assert rule.unless == (
        Condition(Terminal("group", "", ("digital-way",), (), 21), Within.NORM),
        Condition(fact="kind", values=("circular",)),
    )
    assert rule.adjust == (
        Adjustment(
            (Condition(fact="heading", values=("(?i)museum",)),),
            severity=Severity.INFO,
            note=Localised("Museum.", "Museum.", "Museum."),
        ),
    )


def test_examples_lose_their_marks_and_keep_the_stretches(tmp_path: Path) -> None:
    rule = load(tmp_path, FILES).rules["paper/wax-seal"]
    first, second, good = rule.examples
    assert first == Example(True, "nb", "Brevet skal forsegles med lakk.", ((12, 30),), line=32)
    assert second.text[slice(*second.marked[0])] == "forseglast med lakk"
    assert good == Example(
        False, "nb", "Brevet kan forsegles digitalt.", (), "the digital way", line=34
    )


ROOT = "{RIGHT_ID: a, RIGHT_ATTRS: {LOWER: kan}}"
BELOW = "{LEFT_ID: a, REL_OP: '>', RIGHT_ID: b, RIGHT_ATTRS: {DEP: nsubj}}"


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        ("{nb: {lemma: brev}}", Terminal("lemma", "nb", ("brev",), (), 4)),
        (
            "{nb: {compound: {modifier: [papir], except: [papirløs]}}}",
            Terminal("compound", "nb", ('{"except": ["papirløs"], "modifier": ["papir"]}',), (), 4),
        ),
        (
            "{dependency: [{RIGHT_ID: v, RIGHT_ATTRS: {LOWER: {IN: [gi, ta]}}}]}",
            Terminal(
                "dependency",
                "",
                ('[{"RIGHT_ID": "v", "RIGHT_ATTRS": {"LOWER": {"IN": ["gi", "ta"]}}}]',),
                (),
                4,
            ),
        ),
        (
            "{metric: {name: sentence-words, percentile: 99, above: 40.5}}",
            Terminal(
                "metric", "", ("sentence-words",), (("above", "40.5"), ("percentile", "99")), 4
            ),
        ),
        ("{structure: numbering-gap}", Terminal("structure", "", ("numbering-gap",), (), 4)),
        (
            "{near: {first: {phrase: a}, second: {phrase: b}, words: 4, order: before}}",
            Combination(
                "near",
                (Terminal("phrase", "", ("a",), (), 4), Terminal("phrase", "", ("b",), (), 4)),
                (("order", "before"), ("words", "4")),
            ),
        ),
        (
            "{all: [{phrase: a}, {not: {phrase: b}}]}",
            Combination(
                "all",
                (
                    Terminal("phrase", "", ("a",), (), 4),
                    Combination("not", (Terminal("phrase", "", ("b",), (), 4),)),
                ),
            ),
        ),
        (
            "{phrase: a, regex: 'b+'}",
            Combination(
                "any",
                (Terminal("phrase", "", ("a",), (), 4), Terminal("regex", "", ("b+",), (), 4)),
            ),
        ),
        (
            "{nb: {phrase: a, except: [b]}, except: [c]}",
            Terminal("phrase", "nb", ("a",), (("except", '["c", "b"]'),), 4),
        ),
    ],
)
def test_pattern_kinds(tmp_path: Path, match: str, expected: object) -> None:
    library = load(tmp_path, {"paper/x.yaml": small_rule("paper/x", match=match)})
    assert library.rules["paper/x"].match == expected


def test_defaults_and_a_written_out_empty_list(tmp_path: Path) -> None:
    rule = load(
        tmp_path, {"paper/x.yaml": small_rule("paper/x", except_roles="[]", aliases="[]")}
    ).rules["paper/x"]
    assert rule.severity is Severity.INFO
    assert rule.scope == ("operative", "inserted")
    assert rule.except_roles == ()


@pytest.mark.parametrize(
    "case",
    [
        ("severity:", "severety:", (4, 1), "unknown key «severety»", "«severity»"),
        ("severity: error", "severity: eror", (4, 11), "«eror» is not allowed", "«error»"),
        ("severity: error", "severity: 3", (4, 11), "expected text, not the number 3", '"3"'),
        ("status: stable", "status: stable\nstatus: preview", (3, 1), "a second time", "line 2"),
        ("status: stable", "status: deprecated", (2, 9), "names the one", "replaced-by"),
        ("status: stable", "replaced-by: paper/wax-seal", (2, 14), "only a deprecated", "status"),
        ("severity: error", "yields-to: [paper/was-seal]", (4, 13), "there is no rule", "wax-seal"),
        ("paper/wax-seal", "paper/wax-seel", (1, 5), "not where the file lies", "paper/wax-seal"),
        ("paper/wax-seal", "Paper/Wax Seal", (1, 5), "is no rule id", "«paper/wax-seal»"),
        ("paper/wax-seal", "wax-seal", (1, 5), "is no rule id", "category/rule-name"),
        ("[paper/old-seal]", "[Old]", (3, 11), "is no rule id", "category/rule-name"),
        ("{nb: Lakksegl, nn: Lakksegl, en: Wax seal}", "{}", (6, 8), "/ nn / en» is missing", ""),
        ("nn: Lakksegl", "nm: Lakksegl", (6, 23), "unknown key «nm»", "n"),
        ("«{match}» krever", "«{mtch}» krever", (8, 9), "unknown placeholder «{mtch}»", "«match»"),
        ("krev papir.", "krev papir}.", (9, 28), "a lone «}»", "{match}"),
        ("function: signature", "function: signatur", (11, 11), "is not allowed", "«signature»"),
        ("verdict: paper", "verdict: [paper]", (12, 10), "expected text, not a list", ""),
        ("https://example", "ftp://example", (14, 68), "no web address", "https://"),
        ("title: Seglboka, ", "", (14, 5), "the key «title» is missing", ""),
        ("~lakksegl", "~lakksegl (sin", (17, 61), "«(» is never closed", ""),
        ("{phrase: [\"fors", "{phrases: [\"fors", (17, 12), "unknown key «phrases»", "«phrase»"),
        ("i (?:lakk", "i (?:lakk(", (19, 40), "missing )", "close every"),
        (r"segl\w* i", r"+segl\w* i", (19, 16), "nothing to repeat", "question mark"),
        ("case: true", "case: yes", (19, 48), "expected true or false, not «yes»", ""),
        ("within: norm", "within: norms", (21, 14), "«norms» is not allowed", "«norm»"),
        ("group: digital-way", "group: digital-ways", (21, 27), "there is no group", "digital-way"),
        ("{kind: [circular]}", "{kind: [circulars]}", (22, 13), "is not allowed", "«circular»"),
        (
            "{kind: [circular]}",
            "{kind: [circular], phrase: [x]}",
            (22, 5),
            "words and a fact in one condition",
            "two conditions",
        ),
        ("{kind: [circular]}", "{kind: [act], role: [quoted]}", (22, 5), "exactly one fact", ""),
        ("(?i)museum", "(museum", (24, 28), "missing )", ""),
        ("    severity: info\n    note: {nb: Museum., nn: Museum., en: Museum.}\n", "",
         (24, 5), "nothing is adjusted", "severity"),
        ("applicability: display", "applicability: sfae", (28, 18), "is not allowed", "«safe»"),
        ("[[forsegles med lakk]]", "[[forsegles med lakk", (32, 25), "without «]]»", ""),
        ("forsegles digitalt", "[[forsegles]] digitalt", (34, 12), "nothing marked", "«[[»"),
        ("- {nb: \"Brevet kan", "- {why: \"Brevet kan", (34, 7), "has no text", "nb, nn, en"),
    ],
    ids=lambda case: case[3],
)  # fmt: skip
def test_a_fault_in_a_rule_has_place_reason_and_remedy(
    tmp_path: Path, case: tuple[str, str, tuple[int, int], str, str]
) -> None:
    old, new, place, message, hint = case
    files = changed(RULE, old, new)
    problems = problems_of(tmp_path, files)
    found = [p for p in problems if message in str(p.message)]
    assert found, [str(p) for p in problems]
    problem = found[0]
    assert (problem.line, problem.column) == place
    assert hint in str(problem.hint)
    assert problem.path == str(tmp_path / RULE)
    assert problem.excerpt == files[RULE].splitlines()[problem.line - 1].rstrip()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"match": "{}"}, "no pattern stands here"),
        ({"match": "[]"}, "expected a mapping, not a list"),
        ({"match": "{phrase: []}"}, "the list is empty"),
        ({"match": "{any: []}"}, "«any» has no patterns"),
        ({"match": "{any: {phrase: a}}"}, "expected a list of patterns"),
        ({"match": "{phrase: [~brev]}"}, "«~» needs a language"),
        ({"match": "{lemma: [brev]}"}, "«lemma» needs a language"),
        ({"match": "{nb: {lemma: ['brev*']}}"}, "«*» cannot stand in a lemma"),
        ({"match": "{nb: {nn: {phrase: a}}}"}, "«nn» stands inside «nb»"),
        ({"match": "{compound: {head: [brev]}}"}, "«compound» needs a language"),
        ({"match": "{nb: {compound: {except: [brev]}}}"}, "a «head» or a «modifier»"),
        ({"match": "{nb: {compound: {head: ['to ord']}}}"}, "is not one word"),
        ({"match": "{not: {phrase: a}}"}, "«not» stands alone"),
        ({"match": "{all: [{phrase: a}, {metric: {name: x, above: 1}}]}"}, "«metric» cannot stand"),
        ({"match": "{near: {first: {phrase: a}}}"}, "the key «second» is missing"),
        ({"match": "{near: {first: {phrase: a}, second: {phrase: b}, words: -1}}"}, "whole number"),
        ({"match": "{metric: {name: x}}"}, "a metric needs a limit"),
        ({"match": "{metric: {name: x, above: high}}"}, "expected a number, not «high»"),
        ({"match": "{structure: x, except: [y]}"}, "«except» stands here without a pattern"),
        ({"match": "{regex: 'a*'}"}, "matches an empty text"),
        ({"match": "{regex: '" + "(" * 300 + ")" * 300 + "'}"}, "more than 200 brackets"),
        *(
            ({"match": f"{{dependency: {nodes}}}"}, fault)
            for nodes, fault in (
                ("[]", "from one to 4 words"),
                (f"[{', '.join([ROOT] * 5)}]", "from one to 4 words"),
                ("kan", "expected a list"),
                ("[kan]", "expected a mapping"),
                ("[{RIGHT_ID: a}]", "the key «RIGHT_ATTRS» is missing"),
                ("[{RIGHT_ID: a, RIGHT_ATTRS: {LOWR: kan}}]", "unknown key «LOWR»"),
                ("[{RIGHT_ID: a, RIGHT_ATTRS: {LOWER: {REGEX: k}}}]", "unknown key «REGEX»"),
                ("[{RIGHT_ID: a, RIGHT_ATTRS: {LEMMA: kunne}}]", "«LEMMA» needs a language"),
                ("[{RIGHT_ID: a, RIGHT_ATTRS: {DEP: nsubj}}]", "names no words"),
                (f"[{ROOT}, {ROOT}]", "the key «LEFT_ID» is missing"),
                (f"[{ROOT}, {BELOW.replace('LEFT_ID: a', 'LEFT_ID: c')}]", "is called «c»"),
                (f"[{ROOT}, {BELOW.replace('RIGHT_ID: b', 'RIGHT_ID: a')}]", "are called «a»"),
                (f"[{ROOT}, {BELOW.replace('>', '>>')}]", "«>>» is not allowed"),
            )
        ),
        ({"when": "[{phrase: a}]"}, "unknown key «phrase»"),
        ({"when": "{kind: act}"}, "expected a list of conditions"),
        ({"requires": "[{kind: [act]}]"}, "unknown key «kind»"),
        ({"requires": "[{within: norm}]"}, "no pattern stands here"),
        ({"unless": f"[{{dependency: [{ROOT}]}}]"}, "«dependency» cannot stand in a condition"),
        ({"unless": "[phrase]"}, "expected a mapping, not «phrase»"),
        ({"scope": "[operativ]"}, "«operativ» is not allowed"),
        ({"title": "Prøve"}, "a second time"),
        ({"decider": "'true'"}, "expected true or false"),
        ({"verdict": "paper"}, "has no verdict"),
        ({"once": "norm"}, "«norm» is not allowed"),
        ({"first-in": "sentence"}, "«sentence» is not allowed"),
        ({"advice": "{nb: 'Skriv {nytt}.'}"}, "unknown placeholder «{nytt}»"),
        ({"advice": "'Skriv {nytt}.'"}, "unknown placeholder «{nytt}»"),
        ({"advice": "7"}, "expected text, not the number 7"),
        ({"fix": "{applicability: safe, replace: {A: b, a: c}}"}, "replaced twice"),
        ({"fix": "{applicability: safe, replace: [a]}"}, "expected a mapping of old words"),
        ({"examples": "{bad: [{nb: 'a ]] b [[ c'}]}"}, "«]]» without «[[»"),
        ({"examples": "{bad: [{nb: '[[a [[b]]'}]}"}, "«[[» inside «[[»"),
        ({"examples": "{bad: [{nb: '[[]]'}]}"}, "nothing stands between"),
        ({"examples": "{good: [{nb: a, severity: info}]}"}, "gives no finding to be graded"),
        ({"examples": "{bad: [{nb: a, severity: high}]}"}, "«high»"),
        ({"examples": "{bad: {nb: a}}"}, "expected a list of examples"),
    ],
)
def test_faults_in_short_rules(tmp_path: Path, more: dict[str, str], message: str) -> None:
    rule = small_rule("concepts/x", **more)
    problems = problems_of(tmp_path, {"concepts/x.yaml": rule})
    assert any(message in str(p.message) for p in problems), [str(p) for p in problems]


def test_a_file_without_a_rule(tmp_path: Path) -> None:
    for content in ("", "# nothing\n", "- a\n", "a: b\n"):
        assert problems_of(tmp_path, {"paper/x.yaml": content})


def test_a_rule_says_within_what_it_speaks_only_the_first_time(tmp_path: Path) -> None:
    files = {"paper/x.yaml": small_rule("paper/x", first_in="article")}
    assert load(tmp_path, files).rules["paper/x"].first_in is Within.ARTICLE
    assert load(tmp_path, FILES).rules["paper/wax-seal"].first_in is None


def test_a_rule_names_the_others_that_may_be_the_first(tmp_path: Path) -> None:
    text = small_rule("paper/x", first_in="article").rstrip("\n")
    files = {**FILES, "paper/x.yaml": text + "\nfirst-among: [paper/wax-seal]\n"}
    assert load(tmp_path, files).rules["paper/x"].first_among == ("paper/wax-seal",)


def test_all_problems_of_all_files_come_at_once_in_order(tmp_path: Path) -> None:
    files = {
        "paper/b.yaml": small_rule("paper/b", severity="eror", once="x", match="{phrase: ['[']}"),
        "paper/a.yaml": small_rule("paper/a", status="stabel"),
        "paper/c.yaml": "a: 'b",
    }
    problems = problems_of(tmp_path, files)
    places = [(Path(p.path).name, p.line) for p in problems]
    assert places == [("a.yaml", 5), ("b.yaml", 4), ("b.yaml", 5), ("b.yaml", 6), ("c.yaml", 1)]
    assert len(str(problems[0]).splitlines()) == 1


@pytest.mark.parametrize("text", ['"a\\nb": x', '"\\e[31mred": x', "a: \x1b[31m", '"\\u202Eb": x'])
def test_a_message_holds_no_line_break_or_control_character(tmp_path: Path, text: str) -> None:
    problems = problems_of(tmp_path, {"paper/x.yaml": f"{small_rule('paper/x')}{text}\n"})
    assert problems
    for problem in problems:
        assert (str(problem.message) + str(problem.hint) + problem.excerpt).isprintable()
