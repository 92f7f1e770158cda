"""What the HTML report says of its own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from regcheck.reports.phrases import Phrase, Words, phrases


class HtmlWords(Words):
    """The words of the page; `keys_help` is HTML, the others are text."""

    report = Phrase("Regelverksrapport", "Regelverksrapport", "Report on legal text")
    report_of = Phrase(
        "Rapport om {n} dokumenter",
        "Rapport om {n} dokument",
        "Report on {n} documents",
    )
    made_by = Phrase(
        "Laget med regcheck {version} · regelsett {digest}",
        "Laga med regcheck {version} · regelsett {digest}",
        "Made with regcheck {version} · rule set {digest}",
    )
    skip = Phrase("Gå til bestemmelsene", "Gå til føresegnene", "Skip to the provisions")
    summary = Phrase("Oppsummering", "Oppsummering", "Summary")
    findings = Phrase("Funn", "Funn", "Findings")
    by_category = Phrase(
        "Funn etter kategori og alvorlighet",
        "Funn etter kategori og alvor",
        "Findings by category and severity",
    )
    category = Phrase("Kategori", "Kategori", "Category")
    total = Phrase("I alt", "I alt", "Total")
    clean = Phrase("Ingen funn.", "Ingen funn.", "No findings.")
    chapters = Phrase("Kapittel for kapittel", "Kapittel for kapittel", "Chapter by chapter")
    chapters_hint = Phrase(
        "Hvor mange bestemmelser i hvert kapittel som har feil, bare advarsler, eller ingen av "
        "delene. Merknader teller ikke med.",
        "Kor mange føresegner i kvart kapittel som har feil, berre åtvaringar, eller ingen av "
        "delane. Merknader tel ikkje med.",
        "How many provisions in each chapter have errors, warnings only, or neither. Notes are not "
        "counted.",
    )
    chapter = Phrase("Kapittel", "Kapittel", "Chapter")
    provisions = Phrase("Bestemmelser", "Føresegner", "Provisions")
    with_errors = Phrase("med feil", "med feil", "with errors")
    with_warnings = Phrase("med advarsler", "med åtvaringar", "with warnings")
    free = Phrase("uten begge", "utan nokon av delane", "with neither")
    no_chapter = Phrase("Uten kapittel", "Utan kapittel", "No chapter")
    readability = Phrase("Lesbarhet", "Lesbarheit", "Readability")
    lix = Phrase("Lesbarhetsindeks (LIX)", "Lesbarheitsindeks (LIX)", "Readability index (LIX)")
    words_per_sentence = Phrase(
        "Ord per setning i snitt",
        "Ord per setning i snitt",
        "Mean words per sentence",
    )
    higher = Phrase(
        "Høyere enn {n} % av gjeldende norske {laws}. Medianen er {median}.",
        "Høgare enn {n} % av gjeldande norske {laws}. Medianen er {median}.",
        "Higher than {n} % of Norwegian {laws} in force. The median is {median}.",
    )
    lower = Phrase(
        "Lavere enn {n} % av gjeldende norske {laws}. Medianen er {median}.",
        "Lågare enn {n} % av gjeldande norske {laws}. Medianen er {median}.",
        "Lower than {n} % of Norwegian {laws} in force. The median is {median}.",
    )
    acts = Phrase("lover", "lover", "acts")
    regulations = Phrase("forskrifter", "forskrifter", "regulations")
    this_text = Phrase("denne teksten", "denne teksten", "this text")
    middle = Phrase("midten", "midten", "middle")
    index = Phrase("Dokumentene", "Dokumenta", "The documents")
    document = Phrase("Dokument", "Dokument", "Document")
    words = Phrase("Ord", "Ord", "Words")
    text = Phrase("Bestemmelsene", "Føresegnene", "The provisions")
    filters = Phrase("Avgrens", "Avgrens", "Narrow down")
    search = Phrase("Søk i tekst og funn", "Søk i tekst og funn", "Search text and findings")
    severity = Phrase("Alvorlighet", "Alvor", "Severity")
    rule = Phrase("Regel", "Regel", "Rule")
    all = Phrase("Alle", "Alle", "All")
    only_found = Phrase(
        "Bare bestemmelser med funn",
        "Berre føresegner med funn",
        "Only provisions with findings",
    )
    set_aside = Phrase(
        "Vis kjente og begrunnede",
        "Vis kjende og grunngitte",
        "Show known and justified ones",
    )
    reset = Phrase("Nullstill", "Nullstill", "Reset")
    shown = Phrase(
        "Viser {n} av {all} funn",
        "Viser {n} av {all} funn",
        "Showing {n} of {all} findings",
    )
    nothing = Phrase(
        "Ingenting passer med avgrensningen.",
        "Ingenting passar med avgrensinga.",
        "Nothing fits.",
    )
    choose = Phrase(
        "Velg et merket ord i teksten for å se hvorfor det er merket.",
        "Vel eit merkt ord i teksten for å sjå kvifor det er merkt.",
        "Choose a marked word in the text to see why it is marked.",
    )
    details = Phrase("Om funnet", "Om funnet", "About the finding")
    why = Phrase("Hvorfor", "Kvifor", "Why")
    rationale = Phrase("Bakgrunn", "Bakgrunn", "Background")
    sources = Phrase("Kilder", "Kjelder", "Sources")
    also_here = Phrase("Også her", "Også her", "Also here")
    previous = Phrase("Forrige", "Førre", "Previous")
    next = Phrase("Neste", "Neste", "Next")
    close = Phrase("Lukk", "Lukk", "Close")
    finding_of = Phrase("Funn {n} av {all}", "Funn {n} av {all}", "Finding {n} of {all}")
    keys = Phrase("Hurtigtaster", "Snøggtastar", "Keyboard shortcuts")
    keys_on = Phrase("Bruk hurtigtaster", "Bruk snøggtastar", "Use keyboard shortcuts")
    keys_help = Phrase(
        "<kbd>j</kbd> neste funn, <kbd>k</kbd> forrige funn, <kbd>/</kbd> søk, <kbd>Esc</kbd> "
        "lukk. Piltastene går mellom funn når et funn er valgt.",
        "<kbd>j</kbd> neste funn, <kbd>k</kbd> førre funn, <kbd>/</kbd> søk, <kbd>Esc</kbd> lukk. "
        "Piltastane går mellom funn når eit funn er valt.",
        "<kbd>j</kbd> next finding, <kbd>k</kbd> previous finding, <kbd>/</kbd> search, "
        "<kbd>Esc</kbd> close. The arrow keys move between findings once one is chosen.",
    )
    notes = Phrase("Funn i bestemmelsen", "Funn i føresegna", "Findings in the provision")
    elsewhere = Phrase(
        "Funn uten sted i teksten",
        "Funn utan stad i teksten",
        "Findings without a place in the text",
    )
    left_out = Phrase(
        "Teksten er utelatt, fordi rapporten ellers ville blitt for stor.",
        "Teksten er utelaten, fordi rapporten elles ville blitt for stor.",
        "The text is left out, since the report would otherwise be too large.",
    )
    statuses = phrases(
        {
            "known": ("kjent fra før", "kjent frå før", "known before"),
            "moved": ("flyttet", "flytta", "moved"),
            "suppressed": ("begrunnet", "grunngitt", "justified"),
        }
    )
    reason = Phrase("Begrunnelse", "Grunngiving", "Reason")
    related = Phrase("Se også", "Sjå også", "See also")
    private = Phrase(
        "Rapporten er laget på din maskin og henter ingenting fra nettet.",
        "Rapporten er laga på maskina di og hentar ingenting frå nettet.",
        "The report was made on your machine and fetches nothing from the network.",
    )
    print = Phrase("Skriv ut", "Skriv ut", "Print")
    missing = Phrase("Mangler i rapporten", "Manglar i rapporten", "Missing from the report")
    table = Phrase("Tabell", "Tabell", "Table")
    share = Phrase("Fordeling", "Fordeling", "Share")


def decimal(value: float, words: Words) -> str:
    """A figure with at most one decimal, with the comma or point of the locale."""
    shown = f"{value:.1f}"
    return shown if words.locale == "en" else shown.replace(".", ",")
