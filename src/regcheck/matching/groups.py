"""Shared groups inside phrases: as regular expressions, and what they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache, partial

from regcheck.base.search.literals import regex_anchors
from regcheck.language.spellings import other_spellings
from regcheck.matching.needs import Need, best_need, words_within
from regcheck.matching.phrase import Forms, choice_regex, inner_regex, plain_strings
from regcheck.packs.library import terminals_of
from regcheck.packs.model import Group, Pattern, Terminal
from regcheck.packs.phrase_syntax import (
    Atom,
    Choice,
    Sequence,
    Word,
    lemma_phrase,
    parse_phrase,
)


def inflected(language: str) -> Forms:
    """What gives the surface forms of a lemma, in lower case, itself among them."""
    from regcheck.language.forms import forms_of

    return partial(forms_of, language=language or "nb")


class Groups:
    """The groups of a rule set, each worked out once per language. A language is `nb`, `nn`, `en`,
    or empty for all."""

    def __init__(self, groups: Mapping[str, Group]) -> None:
        self._groups = groups
        self._regex = cache(self._new_regex)
        self._need = cache(self._new_need)

    def terminals(self, pattern: Pattern) -> Iterable[Terminal]:
        """The terminals of a pattern, with groups replaced by their own."""
        for terminal in terminals_of(pattern):
            if terminal.kind == "group":
                yield from self.terminals(self._groups[terminal.values[0]].pattern)
            else:
                yield terminal

    def regex(self, language: str) -> Callable[[str], str]:
        """For names: the group as a regular expression, for use inside a phrase."""
        return partial(self._regex, language=language)

    def need(self, language: str) -> Callable[[str], Need]:
        """For names: what the group needs; empty when that is not known."""
        return partial(self._need, language=language)

    def _members(self, name: str, language: str) -> Iterable[Terminal]:
        for terminal in self.terminals(self._groups[name].pattern):
            if not language or terminal.language in ("", language):
                yield terminal

    def _new_regex(self, name: str, language: str) -> str:
        forms = inflected(language)
        parts: list[str] = []
        plain: set[str] = set()
        inner: list[str] = []
        for terminal in self._members(name, language):
            if terminal.kind == "regex":
                parts += [f"(?:{value})" for value in terminal.values]
                continue
            for value in terminal.values:
                atoms = atoms_of(terminal, value)
                strings = plain_strings([atoms], forms)
                if strings is not None:
                    plain |= strings
                else:
                    inner.append(inner_regex(atoms, forms, self.regex(language)))
        parts += inner
        if plain:
            parts.append(choice_regex(plain))
        return "(?:" + "|".join(parts) + ")"

    def _new_need(self, name: str, language: str) -> Need:
        found = [
            words_within(regex_anchors(value))
            if terminal.kind == "regex"
            else best_need(atoms_of(terminal, value), inflected(language), self.need(language))
            for terminal in self._members(name, language)
            for value in terminal.values
        ]
        return frozenset().union(*found) if all(found) else frozenset()


def atoms_of(terminal: Terminal, phrase: str) -> Sequence:
    """The atoms of one of a terminal's phrases, where it may stand in Nynorsk with the spellings
    that follow from those it gives."""
    if terminal.kind == "lemma":
        return lemma_phrase(phrase)
    return parse_phrase(phrase) if terminal.language in ("nb", "en") else _in_nynorsk_too(phrase)


@lru_cache(maxsize=1 << 14)
def _in_nynorsk_too(phrase: str) -> Sequence:
    return spelled(parse_phrase(phrase))


def spelled(atoms: Sequence) -> Sequence:
    """The atoms with each Nynorsk word in all its spellings."""
    return tuple(_spelled(atom) for atom in atoms)


def _spelled(atom: Atom) -> Atom:
    if isinstance(atom, Choice):
        return Choice(tuple(map(spelled, atom.branches)), atom.optional)
    others = other_spellings(atom.text) if isinstance(atom, Word) and not atom.lemma else ()
    return Choice(((atom,), *((Word(other),) for other in others))) if others else atom
