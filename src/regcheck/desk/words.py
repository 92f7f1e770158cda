"""What the desk says, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from types import MappingProxyType

LOCALES = ("nb", "nn", "en")
NAMES = MappingProxyType({"nb": "Bokmål", "nn": "Nynorsk", "en": "English"})
_NB = {
    "title": "Kontroller et utkast",
    "lead": "Legg et utkast til lov eller forskrift her, så får du en rapport om det som kan stå "
    "i veien for digital behandling, og en kopi av utkastet med kommentarer.",
    "private_title": "Utkastet blir på maskinen din",
    "private": "Denne siden er laget av et program på din egen maskin. Ingenting sendes over "
    "nettet, og filen du legger inn, blir aldri endret.",
    "language": "Språk på siden",
    "drop": "Slipp filen her",
    "or_choose": "eller velg den på maskinen",
    "choose": "Velg fil",
    "formats": "Word (.docx), OpenDocument (.odt), PDF, Markdown eller ren tekst, opptil {n} MB. "
    "Du kan legge inn flere.",
    "options": "Valg",
    "options_hint": "Valgene gjelder fra neste kontroll. Rapporten er på samme språk som utkastet.",
    "collection": "Hva skal kontrolleres?",
    "default": "Alt",
    "default_hint": "Alle reglene.",
    "digdir": "Digitaliseringsvennlig regelverk",
    "digdir_hint": "Rådene i Digdirs veileder: form, skjønn, begreper, deling av data.",
    "klarsprak": "Klart språk",
    "klarsprak_hint": "Ord, setninger, lister og oppbygning.",
    "notes": "Ta med merknader",
    "notes_hint": "Merknader er opplysninger, sjelden noe du må gjøre noe med. De er mange.",
    "tracked": "Sporede endringer i Word",
    "accepted": "Les som om alle er godtatt",
    "original": "Les som om alle er avvist",
    "inserted": "Vis bare funn i det som er satt inn",
    "results": "Resultater",
    "results_hint": "Last ned det du vil beholde. Alt på denne siden slettes når regcheck "
    "avsluttes.",
    "sending": "Leser filen …",
    "waiting": "Venter på tur …",
    "checking": "Kontrollerer … Store utkast kan ta et halvt minutt.",
    "done": "Ferdig: {name}",
    "open_report": "Åpne rapporten",
    "save_report": "Last ned rapporten",
    "save_copy": "Last ned kopi med kommentarer (Word)",
    "no_copy": "Det gikk ikke å lage en kopi med kommentarer av denne filen. Bruk rapporten.",
    "again": "Kontroller på nytt",
    "remove": "Fjern fra listen",
    "new_tab": "åpnes i en ny fane",
    "incomplete": "Ikke alle reglene rakk å gå gjennom utkastet. Rapporten sier hvilke.",
    "failed": "{name} ble ikke kontrollert",
    "too_large": "Filen er for stor. Grensen er {n} MB.",
    "empty": "Filen er tom.",
    "folder": "Dette er en mappe eller en fil som ikke kan åpnes. Legg inn selve filene.",
    "changed": "Filen er endret siden du la den inn. Legg den inn på nytt.",
    "busy": "Det er for mye på gang akkurat nå. Prøv igjen om litt.",
    "gone": "regcheck svarer ikke. Er programmet avsluttet, må du starte det på nytt og bruke den "
    "nye siden.",
    "fault": "Noe gikk galt i regcheck. Prøv igjen.",
    "end": "Avslutt regcheck",
    "end_sure": "Avslutt og slett resultatene?",
    "end_yes": "Ja, avslutt",
    "end_no": "Nei",
    "ended": "regcheck er avsluttet, og alt på siden er slettet. Du kan lukke fanen.",
    "made_by": "regcheck {version}",
    "no_script": "Siden trenger JavaScript for å lese filen. Slå det på for denne siden, eller "
    "bruk regcheck check i en terminal.",
}
_NN = {
    "title": "Kontroller eit utkast",
    "lead": "Legg eit utkast til lov eller forskrift her, så får du ein rapport om det som kan stå "
    "i vegen for digital behandling, og ein kopi av utkastet med kommentarar.",
    "private_title": "Utkastet blir på maskina di",
    "private": "Denne sida er laga av eit program på di eiga maskin. Ingenting blir sendt over "
    "nettet, og fila du legg inn, blir aldri endra.",
    "language": "Språk på sida",
    "drop": "Slepp fila her",
    "or_choose": "eller vel henne på maskina",
    "choose": "Vel fil",
    "formats": "Word (.docx), OpenDocument (.odt), PDF, Markdown eller rein tekst, opptil {n} MB. "
    "Du kan leggje inn fleire.",
    "options": "Val",
    "options_hint": "Vala gjeld frå neste kontroll. Rapporten er på same språk som utkastet.",
    "collection": "Kva skal kontrollerast?",
    "default": "Alt",
    "default_hint": "Alle reglane.",
    "digdir": "Digitaliseringsvennleg regelverk",
    "digdir_hint": "Råda i rettleiaren frå Digdir: form, skjønn, omgrep, deling av data.",
    "klarsprak": "Klårt språk",
    "klarsprak_hint": "Ord, setningar, lister og oppbygging.",
    "notes": "Ta med merknader",
    "notes_hint": "Merknader er opplysningar, sjeldan noko du må gjere noko med. Dei er mange.",
    "tracked": "Spora endringar i Word",
    "accepted": "Les som om alle er godtekne",
    "original": "Les som om alle er avviste",
    "inserted": "Vis berre funn i det som er sett inn",
    "results": "Resultat",
    "results_hint": "Last ned det du vil ta vare på. Alt på denne sida blir sletta når regcheck "
    "blir avslutta.",
    "sending": "Les fila …",
    "waiting": "Ventar på tur …",
    "checking": "Kontrollerer … Store utkast kan ta eit halvt minutt.",
    "done": "Ferdig: {name}",
    "open_report": "Opne rapporten",
    "save_report": "Last ned rapporten",
    "save_copy": "Last ned kopi med kommentarar (Word)",
    "no_copy": "Det gjekk ikkje å lage ein kopi med kommentarar av denne fila. Bruk rapporten.",
    "again": "Kontroller på nytt",
    "remove": "Fjern frå lista",
    "new_tab": "opnast i ei ny fane",
    "incomplete": "Ikkje alle reglane rakk å gå gjennom utkastet. Rapporten seier kva for nokre.",
    "failed": "{name} vart ikkje kontrollert",
    "too_large": "Fila er for stor. Grensa er {n} MB.",
    "empty": "Fila er tom.",
    "folder": "Dette er ei mappe eller ei fil som ikkje kan opnast. Legg inn sjølve filene.",
    "changed": "Fila er endra sidan du la henne inn. Legg henne inn på nytt.",
    "busy": "Det er for mykje i gang akkurat no. Prøv igjen om litt.",
    "gone": "regcheck svarar ikkje. Er programmet avslutta, må du starte det på nytt og bruke den "
    "nye sida.",
    "fault": "Noko gjekk gale i regcheck. Prøv igjen.",
    "end": "Avslutt regcheck",
    "end_sure": "Avslutt og slett resultata?",
    "end_yes": "Ja, avslutt",
    "end_no": "Nei",
    "ended": "regcheck er avslutta, og alt på sida er sletta. Du kan lukke fana.",
    "made_by": "regcheck {version}",
    "no_script": "Sida treng JavaScript for å lese fila. Slå det på for denne sida, eller bruk "
    "regcheck check i ein terminal.",
}
_EN = {
    "title": "Check a draft",
    "lead": "Put a draft act or regulation here, and you get a report on what may stand in the way "
    "of handling it digitally, and a copy of the draft with comments.",
    "private_title": "The draft stays on your machine",
    "private": "This page is made by a program on your own machine. Nothing is sent over the "
    "network, and the file you put in is never changed.",
    "language": "Language of the page",
    "drop": "Drop the file here",
    "or_choose": "or choose it on the machine",
    "choose": "Choose file",
    "formats": "Word (.docx), OpenDocument (.odt), PDF, Markdown or plain text, up to {n} MB. You "
    "can put in several.",
    "options": "Options",
    "options_hint": "They hold from the next check on. The report is in the language of the draft.",
    "collection": "What is to be checked?",
    "default": "Everything",
    "default_hint": "All rules.",
    "digdir": "Digitalisation-friendly regulation",
    "digdir_hint": "The advice of Digdir's guide: form, discretion, concepts, data sharing.",
    "klarsprak": "Plain language",
    "klarsprak_hint": "Words, sentences, lists and structure.",
    "notes": "Include notes",
    "notes_hint": "Notes are information, seldom something to act on. There are many.",
    "tracked": "Tracked changes in Word",
    "accepted": "Read as if all are accepted",
    "original": "Read as if all are rejected",
    "inserted": "Show findings in what is inserted only",
    "results": "Results",
    "results_hint": "Download what you want to keep. Everything on this page is deleted when "
    "regcheck ends.",
    "sending": "Reading the file …",
    "waiting": "Waiting …",
    "checking": "Checking … Large drafts may take half a minute.",
    "done": "Done: {name}",
    "open_report": "Open the report",
    "save_report": "Download the report",
    "save_copy": "Download copy with comments (Word)",
    "no_copy": "No copy with comments could be made of this file. Use the report.",
    "again": "Check again",
    "remove": "Remove from the list",
    "new_tab": "opens in a new tab",
    "incomplete": "Not all rules had time to go through the draft. The report says which.",
    "failed": "{name} was not checked",
    "too_large": "The file is too large. The limit is {n} MB.",
    "empty": "The file is empty.",
    "folder": "This is a folder, or a file that cannot be opened. Put in the files themselves.",
    "changed": "The file has changed since you put it in. Put it in again.",
    "busy": "There is too much going on right now. Try again in a moment.",
    "gone": "regcheck does not answer. If it has ended, start it again and use the new page.",
    "fault": "Something went wrong in regcheck. Try again.",
    "end": "End regcheck",
    "end_sure": "End, and delete the results?",
    "end_yes": "Yes, end",
    "end_no": "No",
    "ended": "regcheck has ended, and everything on the page is deleted. You can close the tab.",
    "made_by": "regcheck {version}",
    "no_script": "The page needs JavaScript to read the file. Turn it on for this page, or use "
    "regcheck check in a terminal.",
}
_ALL = MappingProxyType({"nb": _NB, "nn": _NN, "en": _EN})


def desk_words(locale: str) -> dict[str, str]:
    """The phrases of a locale by name; Bokmål for any other than `nb`, `nn` and `en`."""
    return _ALL.get(locale, _NB)


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
