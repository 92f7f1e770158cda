"""What the reports of measuring say of their own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from regcheck.reports.wording import Wording, wording


@dataclass(frozen=True, slots=True)
class MeasuringWords:
    """The words of one locale. `columns` are: labels, found, recall, flags, right, precision."""

    locale: str
    category: str
    rule: str
    standard: str
    columns: tuple[str, str, str, str, str, str]
    wrong: str
    total: str
    definition: str
    measured: str
    unlabelled: str
    quiet: str
    misses: str
    false_alarms: str
    more: str
    sampled: str
    unread: str
    precision: str
    unmarked: str
    stored: str
    lemmas: str
    forms: str
    support: str
    occurrences: str
    example: str
    nothing: str

    @property
    def general(self) -> Wording:
        """The words of all reports in this locale."""
        return wording(self.locale)

    def name(self, category: str) -> str:
        """A category's name for people."""
        if category == "definition":
            return self.definition
        return self.general.categories.get(category, category)

    def decimal(self, value: float | None, places: int = 2) -> str:
        """A number with so many decimals; a dash for none."""
        if value is None:
            return "–"
        shown = f"{value:.{places}f}"
        return shown if self.locale == "en" else shown.replace(".", ",")

    def percent(self, value: float) -> str:
        """A share in per cent with one decimal."""
        return f"{self.decimal(100 * value, 1)}\u00a0%"


_NB = MeasuringWords(
    locale="nb",
    category="kategori",
    rule="regel",
    standard="målform",
    columns=("merket", "funnet", "gjenfinning", "treff", "riktige", "presisjon"),
    wrong="gale",
    total="i alt",
    definition="definisjoner",
    measured="Målt på {provisions} bestemmelser fra {documents} lover og forskrifter",
    unlabelled="Bestemmelser uten merking, holdt utenfor: {n}",
    quiet="Regler uten treff som teller: {n}",
    misses="Ikke funnet",
    false_alarms="Gale treff",
    more="… og {n} til",
    sampled="{rule}: {n} av {seen} treff er trukket ut",
    unread="Dokumenter som ikke ble lest eller kontrollert til ende: {n}",
    precision="{rule}: presisjon {value} ({right} av {n} riktige), 95 %-intervall {low} til {high}",
    unmarked="Rader uten merke: {n}",
    stored="Lagret i {file}",
    lemmas="grunnformer",
    forms="står som",
    support="støtte",
    occurrences="forekomster",
    example="eksempel",
    nothing="Ingen ordfølge når kravene.",
)
_NN = MeasuringWords(
    locale="nn",
    category="kategori",
    rule="regel",
    standard="målform",
    columns=("merkte", "funne", "gjenfinning", "treff", "rette", "presisjon"),
    wrong="galne",
    total="i alt",
    definition="definisjonar",
    measured="Målt på {provisions} føresegner frå {documents} lover og forskrifter",
    unlabelled="Føresegner utan merking, haldne utanfor: {n}",
    quiet="Reglar utan treff som tel: {n}",
    misses="Ikkje funne",
    false_alarms="Galne treff",
    more="… og {n} til",
    sampled="{rule}: {n} av {seen} treff er trekte ut",
    unread="Dokument som ikkje vart lesne eller kontrollerte til endes: {n}",
    precision="{rule}: presisjon {value} ({right} av {n} rette), 95 %-intervall {low} til {high}",
    unmarked="Rader utan merke: {n}",
    stored="Lagra i {file}",
    lemmas="grunnformer",
    forms="står som",
    support="støtte",
    occurrences="førekomstar",
    example="døme",
    nothing="Inga ordfølgje når krava.",
)
_EN = MeasuringWords(
    locale="en",
    category="category",
    rule="rule",
    standard="written standard",
    columns=("labels", "found", "recall", "flags", "right", "precision"),
    wrong="wrong",
    total="total",
    definition="definitions",
    measured="Measured on {provisions} provisions of {documents} acts and regulations",
    unlabelled="Provisions without labels, left out: {n}",
    quiet="Rules without a flag that counts: {n}",
    misses="Not found",
    false_alarms="Wrong flags",
    more="… and {n} more",
    sampled="{rule}: {n} of {seen} hits drawn",
    unread="Documents not read or not checked to the end: {n}",
    precision="{rule}: precision {value} ({right} of {n} right), 95 % interval {low} to {high}",
    unmarked="Rows without a mark: {n}",
    stored="Stored in {file}",
    lemmas="lemmas",
    forms="stands as",
    support="support",
    occurrences="occurrences",
    example="example",
    nothing="No sequence of words meets the demands.",
)
_WORDS = MappingProxyType({"nb": _NB, "nn": _NN, "en": _EN})


def measuring_words(locale: str) -> MeasuringWords:
    """The words of a locale; Bokmål for any other than `nb`, `nn` and `en`."""
    return _WORDS.get(locale, _NB)
