"""What the desk says, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from types import MappingProxyType

from regcheck.law.ordinals import LOCALES
from regcheck.reports.phrases import Phrase, Words

NAMES = MappingProxyType({"nb": "Bokmål", "nn": "Nynorsk", "en": "English"})


class DeskWords(Words):
    """The words of the page."""

    title = Phrase("Kontroller et utkast", "Kontroller eit utkast", "Check a draft")
    lead = Phrase(
        "Legg et utkast til lov eller forskrift her, så får du en rapport om det som kan stå i "
        "veien for digital behandling, og en kopi av utkastet med kommentarer.",
        "Legg eit utkast til lov eller forskrift her, så får du ein rapport om det som kan stå i "
        "vegen for digital behandling, og ein kopi av utkastet med kommentarar.",
        "Put a draft act or regulation here, and you get a report on what may stand in the way of "
        "handling it digitally, and a copy of the draft with comments.",
    )
    private_title = Phrase(
        "Utkastet blir på maskinen din",
        "Utkastet blir på maskina di",
        "The draft stays on your machine",
    )
    private = Phrase(
        "Denne siden er laget av et program på din egen maskin. Ingenting sendes over nettet, og "
        "filen du legger inn, blir aldri endret.",
        "Denne sida er laga av eit program på di eiga maskin. Ingenting blir sendt over nettet, og "
        "fila du legg inn, blir aldri endra.",
        "This page is made by a program on your own machine. Nothing is sent over the network, and "
        "the file you put in is never changed.",
    )
    language = Phrase("Språk på siden", "Språk på sida", "Language of the page")
    drop = Phrase("Slipp filen her", "Slepp fila her", "Drop the file here")
    or_choose = Phrase(
        "eller velg den på maskinen",
        "eller vel henne på maskina",
        "or choose it on the machine",
    )
    choose = Phrase("Velg fil", "Vel fil", "Choose file")
    formats = Phrase(
        "Word (.docx), OpenDocument (.odt), PDF, Markdown eller ren tekst, opptil {n} MB. Du kan "
        "legge inn flere.",
        "Word (.docx), OpenDocument (.odt), PDF, Markdown eller rein tekst, opptil {n} MB. Du kan "
        "leggje inn fleire.",
        "Word (.docx), OpenDocument (.odt), PDF, Markdown or plain text, up to {n} MB. You can put "
        "in several.",
    )
    options = Phrase("Valg", "Val", "Options")
    options_hint = Phrase(
        "Valgene gjelder fra neste kontroll.",
        "Vala gjeld frå neste kontroll.",
        "They hold from the next check on.",
    )
    report = Phrase("Språk i rapporten", "Språk i rapporten", "Language of the report")
    report_auto = Phrase("Samme som utkastet", "Same som utkastet", "Same as the draft")
    collection = Phrase(
        "Hva skal kontrolleres?",
        "Kva skal kontrollerast?",
        "What is to be checked?",
    )
    default = Phrase("Alt", "Alt", "Everything")
    default_hint = Phrase("Alle reglene.", "Alle reglane.", "All rules.")
    digdir = Phrase(
        "Digitaliseringsvennlig regelverk",
        "Digitaliseringsvennleg regelverk",
        "Digitalisation-friendly regulation",
    )
    digdir_hint = Phrase(
        "Rådene i Digdirs veileder: form, skjønn, begreper, deling av data.",
        "Råda i rettleiaren frå Digdir: form, skjønn, omgrep, deling av data.",
        "The advice of Digdir's guide: form, discretion, concepts, data sharing.",
    )
    klarsprak = Phrase("Klart språk", "Klårt språk", "Plain language")
    klarsprak_hint = Phrase(
        "Ord, setninger, lister og oppbygning.",
        "Ord, setningar, lister og oppbygging.",
        "Words, sentences, lists and structure.",
    )
    notes = Phrase("Ta med merknader", "Ta med merknader", "Include notes")
    notes_hint = Phrase(
        "Merknader er opplysninger, sjelden noe du må gjøre noe med. De er mange.",
        "Merknader er opplysningar, sjeldan noko du må gjere noko med. Dei er mange.",
        "Notes are information, seldom something to act on. There are many.",
    )
    tracked = Phrase(
        "Sporede endringer i Word",
        "Spora endringar i Word",
        "Tracked changes in Word",
    )
    accepted = Phrase(
        "Les som om alle er godtatt",
        "Les som om alle er godtekne",
        "Read as if all are accepted",
    )
    original = Phrase(
        "Les som om alle er avvist",
        "Les som om alle er avviste",
        "Read as if all are rejected",
    )
    inserted = Phrase(
        "Vis bare funn i det som er satt inn",
        "Vis berre funn i det som er sett inn",
        "Show findings in what is inserted only",
    )
    results = Phrase("Resultater", "Resultat", "Results")
    results_hint = Phrase(
        "Last ned det du vil beholde. Alt på denne siden slettes når regcheck avsluttes.",
        "Last ned det du vil ta vare på. Alt på denne sida blir sletta når regcheck blir avslutta.",
        "Download what you want to keep. Everything on this page is deleted when regcheck ends.",
    )
    sending = Phrase("Leser filen …", "Les fila …", "Reading the file …")
    waiting = Phrase("Venter på tur …", "Ventar på tur …", "Waiting …")
    checking = Phrase(
        "Kontrollerer … Store utkast kan ta et halvt minutt.",
        "Kontrollerer … Store utkast kan ta eit halvt minutt.",
        "Checking … Large drafts may take half a minute.",
    )
    done = Phrase("Ferdig: {name}", "Ferdig: {name}", "Done: {name}")
    open_report = Phrase("Åpne rapporten", "Opne rapporten", "Open the report")
    save_report = Phrase("Last ned rapporten", "Last ned rapporten", "Download the report")
    save_copy = Phrase(
        "Last ned kopi med kommentarer (Word)",
        "Last ned kopi med kommentarar (Word)",
        "Download copy with comments (Word)",
    )
    no_copy = Phrase(
        "Det gikk ikke å lage en kopi med kommentarer av denne filen. Bruk rapporten.",
        "Det gjekk ikkje å lage ein kopi med kommentarar av denne fila. Bruk rapporten.",
        "No copy with comments could be made of this file. Use the report.",
    )
    again = Phrase("Kontroller på nytt", "Kontroller på nytt", "Check again")
    remove = Phrase("Fjern fra listen", "Fjern frå lista", "Remove from the list")
    new_tab = Phrase("åpnes i en ny fane", "opnast i ei ny fane", "opens in a new tab")
    incomplete = Phrase(
        "Ikke alle reglene rakk å gå gjennom utkastet. Rapporten sier hvilke.",
        "Ikkje alle reglane rakk å gå gjennom utkastet. Rapporten seier kva for nokre.",
        "Not all rules had time to go through the draft. The report says which.",
    )
    failed = Phrase(
        "{name} ble ikke kontrollert",
        "{name} vart ikkje kontrollert",
        "{name} was not checked",
    )
    too_large = Phrase(
        "Filen er for stor. Grensen er {n} MB.",
        "Fila er for stor. Grensa er {n} MB.",
        "The file is too large. The limit is {n} MB.",
    )
    empty = Phrase("Filen er tom.", "Fila er tom.", "The file is empty.")
    folder = Phrase(
        "Dette er en mappe eller en fil som ikke kan åpnes. Legg inn selve filene.",
        "Dette er ei mappe eller ei fil som ikkje kan opnast. Legg inn sjølve filene.",
        "This is a folder, or a file that cannot be opened. Put in the files themselves.",
    )
    changed = Phrase(
        "Filen er endret siden du la den inn. Legg den inn på nytt.",
        "Fila er endra sidan du la henne inn. Legg henne inn på nytt.",
        "The file has changed since you put it in. Put it in again.",
    )
    busy = Phrase(
        "Det er for mye på gang akkurat nå. Prøv igjen om litt.",
        "Det er for mykje i gang akkurat no. Prøv igjen om litt.",
        "There is too much going on right now. Try again in a moment.",
    )
    gone = Phrase(
        "regcheck svarer ikke. Er programmet avsluttet, må du starte det på nytt og bruke den nye "
        "siden.",
        "regcheck svarar ikkje. Er programmet avslutta, må du starte det på nytt og bruke den nye "
        "sida.",
        "regcheck does not answer. If it has ended, start it again and use the new page.",
    )
    fault = Phrase(
        "Noe gikk galt i regcheck. Prøv igjen.",
        "Noko gjekk gale i regcheck. Prøv igjen.",
        "Something went wrong in regcheck. Try again.",
    )
    end = Phrase("Avslutt regcheck", "Avslutt regcheck", "End regcheck")
    end_sure = Phrase(
        "Avslutt og slett resultatene?",
        "Avslutt og slett resultata?",
        "End, and delete the results?",
    )
    end_yes = Phrase("Ja, avslutt", "Ja, avslutt", "Yes, end")
    end_no = Phrase("Nei", "Nei", "No")
    ended = Phrase(
        "regcheck er avsluttet, og alt på siden er slettet. Du kan lukke fanen.",
        "regcheck er avslutta, og alt på sida er sletta. Du kan lukke fana.",
        "regcheck has ended, and everything on the page is deleted. You can close the tab.",
    )
    made_by = Phrase("regcheck {version}", "regcheck {version}", "regcheck {version}")
    no_script = Phrase(
        "Siden trenger JavaScript for å lese filen. Slå det på for denne siden, eller bruk "
        "regcheck check i en terminal.",
        "Sida treng JavaScript for å lese fila. Slå det på for denne sida, eller bruk regcheck "
        "check i ein terminal.",
        "The page needs JavaScript to read the file. Turn it on for this page, or use regcheck "
        "check in a terminal.",
    )


def preferred_locale(asked: str, accepted: str) -> str:
    """The locale that is asked for, else the first that a browser says it accepts, else `nb`."""
    if asked in LOCALES:
        return asked
    for part in accepted.split(","):
        language = part.strip().lower()[:2]
        if language == "no":
            return "nb"
        if language in LOCALES:
            return language
    return "nb"
