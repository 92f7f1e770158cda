"""What the reports of measuring say of their own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from regcheck.reports.phrases import Phrase, Words
from regcheck.reports.wording import Wording


class MeasuringWords(Words):
    """The words of measuring. `columns` are: labels, found, recall, flags, right, precision."""

    category = Phrase("kategori", "kategori", "category")
    rule = Phrase("regel", "regel", "rule")
    standard = Phrase("målform", "målform", "written standard")
    columns = Phrase(
        ("merket", "funnet", "gjenfinning", "treff", "riktige", "presisjon"),
        ("merkte", "funne", "gjenfinning", "treff", "rette", "presisjon"),
        ("labels", "found", "recall", "flags", "right", "precision"),
    )
    wrong = Phrase("gale", "galne", "wrong")
    total = Phrase("i alt", "i alt", "total")
    definition = Phrase("definisjoner", "definisjonar", "definitions")
    measured = Phrase(
        "Målt på {provisions} bestemmelser fra {documents} lover og forskrifter",
        "Målt på {provisions} føresegner frå {documents} lover og forskrifter",
        "Measured on {provisions} provisions of {documents} acts and regulations",
    )
    unlabelled = Phrase(
        "Bestemmelser uten merking, holdt utenfor: {n}",
        "Føresegner utan merking, haldne utanfor: {n}",
        "Provisions without labels, left out: {n}",
    )
    quiet = Phrase(
        "Regler uten treff som teller: {n}",
        "Reglar utan treff som tel: {n}",
        "Rules without a flag that counts: {n}",
    )
    misses = Phrase("Ikke funnet", "Ikkje funne", "Not found")
    false_alarms = Phrase("Gale treff", "Galne treff", "Wrong flags")
    more = Phrase("… og {n} til", "… og {n} til", "… and {n} more")
    sampled = Phrase(
        "{rule}: {n} av {seen} treff er trukket ut",
        "{rule}: {n} av {seen} treff er trekte ut",
        "{rule}: {n} of {seen} hits drawn",
    )
    unread = Phrase(
        "Dokumenter som ikke ble lest eller kontrollert til ende: {n}",
        "Dokument som ikkje vart lesne eller kontrollerte til endes: {n}",
        "Documents not read or not checked to the end: {n}",
    )
    precision = Phrase(
        "{rule}: presisjon {value} ({right} av {n} riktige), 95 %-intervall {low} til {high}",
        "{rule}: presisjon {value} ({right} av {n} rette), 95 %-intervall {low} til {high}",
        "{rule}: precision {value} ({right} of {n} right), 95 % interval {low} to {high}",
    )
    unmarked = Phrase("Rader uten merke: {n}", "Rader utan merke: {n}", "Rows without a mark: {n}")
    stored = Phrase("Lagret i {file}", "Lagra i {file}", "Stored in {file}")
    lemmas = Phrase("grunnformer", "grunnformer", "lemmas")
    forms = Phrase("står som", "står som", "stands as")
    support = Phrase("støtte", "støtte", "support")
    occurrences = Phrase("forekomster", "førekomstar", "occurrences")
    example = Phrase("eksempel", "døme", "example")
    nothing = Phrase(
        "Ingen ordfølge når kravene.",
        "Inga ordfølgje når krava.",
        "No sequence of words meets the demands.",
    )

    @property
    def general(self) -> Wording:
        """The words of all reports in this locale."""
        return Wording(self.locale)

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
