"""Drives a LibreOffice that listens on a port, with a Python that has its bridge: writes as JSON
what the extension does. Arguments: the port, and that of the server."""

import json
import sys
import time
from contextlib import suppress
from urllib.parse import urlencode
from urllib.request import urlopen

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale
from com.sun.star.linguistic2 import XLinguServiceEventListener
from com.sun.star.linguistic2.LinguServiceEventFlags import PROOFREAD_AGAIN
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK
from com.sun.star.text.TextMarkupType import PROOFREADING

PATIENCE = 30

NB = "Søknaden 😀 skal sendes i rekommandert brev."
NN = "Søkjaren må sende ei melding i rekommandert brev."
TEXTS = (
    "Forskrift om naust",
    "§ 1. Søknad",
    NB,
    "Kommunen skal ha e\u0301n kopi\n sendt i tre eksemplarer, jf. § 2.",
    "§ 2. Gebyr",
    "Kommunen skal kreve gebyr.",
)


def named(name, value):
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


def connect(port):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    place = f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
    for _ in range(240):
        try:
            return resolver.resolve(place)
        except Exception:
            time.sleep(0.25)
    raise SystemExit("no answer from LibreOffice")


class Listener(unohelper.Base, XLinguServiceEventListener):
    """Hears when paragraphs should be checked again."""

    def __init__(self):
        self.again = False

    def processLinguServiceEvent(self, event):  # noqa: N802 - LibreOffice's name
        self.again |= event.nEvent == PROOFREAD_AGAIN

    def disposing(self, _event):
        pass


class Writer:
    def __init__(self, context):
        self.context = context
        self.desktop = self.made("com.sun.star.frame.Desktop")
        self.iterator = self.made("com.sun.star.linguistic2.ProofreadingIterator")

    def made(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def set(self, **values):
        provider = self.made("com.sun.star.configuration.ConfigurationProvider")
        node = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess",
            (named("nodepath", "/no.regcheck.Settings"),),
        )
        for name, value in values.items():
            node.setPropertyValue(name, value)
        node.commitChanges()

    def document(self, texts):
        hidden = (named("Hidden", False),)
        document = self.desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, hidden)
        cursor = document.Text.createTextCursor()
        for text in texts:
            if document.Text.String:
                document.Text.insertControlCharacter(document.Text.End, PARAGRAPH_BREAK, False)
            document.Text.insertString(document.Text.End, text, False)
        cursor.gotoStart(False)
        cursor.gotoEnd(True)
        cursor.CharLocale = Locale("nb", "NO", "")
        return document

    def services(self, language):
        manager = self.made("com.sun.star.linguistic2.LinguServiceManager")
        locale = Locale(language, "NO", "")
        return list(manager.getConfiguredServices("com.sun.star.linguistic2.Proofreader", locale))

    def errors_in(self, document, text, locale):
        """What is found in a paragraph of a document; none when it changes meanwhile."""
        # Not automatic, for that gives no paragraph which the background has checked already.
        paragraphs = document.getFlatParagraphIterator(PROOFREADING, False)
        paragraph = paragraphs.getFirstPara()
        while paragraph is not None and paragraph.getText() != text:
            paragraph = paragraphs.getNextPara()
        return self.iterator.checkSentenceAtPosition(
            document, paragraph, text, locale, 0, len(text), -1
        ).aErrors

    def missed(self, text):
        """Have a text checked while there is no server. What is given hears when there is one."""
        self.set(Port=1, Start=False)
        listener = Listener()
        self.iterator.addLinguServiceEventListener(listener)
        document = self.document([text])
        if self.errors_in(document, text, Locale("nb", "NO", "")):
            raise SystemExit("something is found without a server")
        document.close(True)
        return listener

    def underlined(self, text, language, server):
        document = self.document([text])
        locale = Locale(language, "NO", "")
        until = time.monotonic() + PATIENCE
        while not (found := self.errors_in(document, text, locale)):
            if time.monotonic() > until:
                raise SystemExit(self.silence(text, locale, server))
            time.sleep(0.5)
        told = [
            {
                "start": one.nErrorStart,
                "length": one.nErrorLength,
                "rule": one.aRuleIdentifier,
                "short": one.aShortComment,
                "suggestions": list(one.aSuggestions),
                "properties": {p.Name: p.Value for p in one.aProperties},
            }
            for one in found
        ]
        document.close(True)
        return told

    def silence(self, text, locale, server):
        """Where what should be underlined was lost."""
        proofreader = self.made("no.regcheck.Proofreader")
        direct = proofreader.doProofreading("", text, locale, 0, len(text), ())
        form = urlencode({"language": f"{locale.Language}-NO", "text": text}).encode()
        try:
            with urlopen(f"http://127.0.0.1:{server}/v2/check", form, timeout=PATIENCE) as answer:
                said = answer.read().decode()
        except OSError as fault:
            said = str(fault)
        return (
            f"nothing is underlined in {text!r}\nservices: {self.services(locale.Language)}"
            f"\nerrors from the proofreader itself: {len(direct.aErrors)}\nthe server: {said}"
        )

    def command(self, document, name):
        document.CurrentController.Frame.activate()
        self.made("no.regcheck.Commands").trigger(name)

    def comments(self, document):
        fields = document.TextFields.createEnumeration()
        found = []
        while fields.hasMoreElements():
            one = fields.nextElement()
            if one.supportsService("com.sun.star.text.textfield.Annotation"):
                found.append([one.Author, one.Anchor.String, one.Content])
        return sorted(found)


def main(port, server):
    writer = Writer(connect(port))
    told = {"services": {one: writer.services(one) for one in ("nb", "nn", "sv")}}
    listener = writer.missed(NB)
    writer.set(Port=int(server))
    told["nb"] = writer.underlined(NB, "nb", server)
    told["nn"] = writer.underlined(NN, "nn", server)
    told["again"] = listener.again

    document = writer.document(TEXTS)
    table = document.createInstance("com.sun.star.text.TextTable")
    document.Text.insertTextContent(document.Text.End, table, False)
    other = document.createInstance("com.sun.star.text.textfield.Annotation")
    other.Author, other.Content = "Kari", "Hva med fristen?"
    third = document.Text.createEnumeration()
    for _ in range(3):
        paragraph = third.nextElement()
    document.Text.insertTextContent(paragraph.Start, other, False)
    before = document.Text.String
    writer.command(document, "mark")
    told["marked"] = writer.comments(document)
    writer.command(document, "mark")
    told["marked again"] = writer.comments(document)
    fields = document.TextFields.createEnumeration()
    while fields.hasMoreElements():
        one = fields.nextElement()
        if "registered-letter" in one.Content:
            one.Resolved = True
    writer.command(document, "mark")
    told["answered"] = writer.comments(document)
    writer.command(document, "clear")
    told["cleared"] = writer.comments(document)
    told["same text"] = document.Text.String == before
    document.close(True)
    sys.stdout.write(json.dumps(told))
    with suppress(Exception):  # it goes while it is spoken to
        writer.desktop.terminate()


main(*sys.argv[1:])
