"""The components that LibreOffice loads: a proofreader, commands and a page of options."""

from __future__ import annotations

from datetime import datetime

import uno
import unohelper
from com.sun.star.awt import XContainerWindowEventHandler
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale, XServiceDisplayName, XServiceInfo, XServiceName
from com.sun.star.linguistic2 import (
    LinguServiceEvent,
    ProofreadingResult,
    SingleProofreadingError,
    XLinguServiceEventBroadcaster,
    XProofreader,
    XSupportedLocales,
)
from com.sun.star.linguistic2.LinguServiceEventFlags import PROOFREAD_AGAIN
from com.sun.star.task import XJobExecutor
from com.sun.star.text.TextMarkupType import PROOFREADING
from com.sun.star.util import DateTime
from regcheck_writer.client import Client, ServerError
from regcheck_writer.marking import clear, mark, text_of, units
from regcheck_writer.words import words_for

PROOFREADER = "no.regcheck.Proofreader"
COMMANDS = "no.regcheck.Commands"
OPTIONS = "no.regcheck.Options"
SETTINGS = "/no.regcheck.Settings"
KEYS = ("Command", "Port", "Start", "Notes")
COLOURS = {"error": 0xC2353B, "warning": 0xC77700, "info": 0x2B6CB0}
WAVE = 10
PICKY = {True: {"level": "picky"}, False: {}}
_clients = {}


def named(name, value):
    """A property."""
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


def configuration(context, path, *, update=False):
    """A node of the configuration."""
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    kind = "Update" if update else ""
    service = f"com.sun.star.configuration.Configuration{kind}Access"
    return provider.createInstanceWithArguments(service, (named("nodepath", path),))


def settings_of(context):
    """The settings, by name."""
    node = configuration(context, SETTINGS)
    return {key: node.getByName(key) for key in KEYS}


def time_now():
    """The time as LibreOffice has it."""
    now, told = datetime.now(), DateTime()
    told.Year, told.Month, told.Day = now.year, now.month, now.day
    told.Hours, told.Minutes, told.Seconds = now.hour, now.minute, now.second
    return told


def client_for(settings):
    """The client for these settings, the same each time, so that it knows what it has tried."""
    asked = (settings["Command"], settings["Port"], settings["Start"])
    if asked not in _clients:
        _clients[asked] = Client(*asked)
    return _clients[asked]


def spoken(context):
    """The words in the language of the user interface."""
    return words_for(configuration(context, "/org.openoffice.Setup/L10N").getByName("ooLocale"))


class Proofreader(
    unohelper.Base,
    XProofreader,
    XServiceInfo,
    XServiceName,
    XServiceDisplayName,
    XSupportedLocales,
    XLinguServiceEventBroadcaster,
):
    """Underlines findings in paragraphs. LibreOffice asks once for each; when some got no answer
    because there was no server, it is told to ask again as soon as there is one."""

    def __init__(self, context, *_):
        self.context = context
        self.ignored = set()
        self.listeners = []
        self.missed = False

    def getServiceName(self):
        return PROOFREADER

    def getImplementationName(self):
        return PROOFREADER

    def supportsService(self, name):
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self):
        return ("com.sun.star.linguistic2.Proofreader",)

    def getServiceDisplayName(self, _locale):
        return "regcheck"

    def hasLocale(self, locale):
        return locale.Language in ("nb", "nn")

    def getLocales(self):
        return (Locale("nb", "NO", ""), Locale("nn", "NO", ""))

    def isSpellChecker(self):
        return False

    def doProofreading(self, document, text, locale, start, _end, _properties):
        """All of a paragraph is looked at when its beginning is asked for."""
        result = ProofreadingResult()
        result.aDocumentIdentifier, result.aText, result.aLocale = document, text, locale
        result.nStartOfSentencePosition = start
        result.nStartOfNextSentencePosition = result.nBehindEndOfSentencePosition = units(text)
        result.xProofreader = self
        result.aErrors = ()
        if start or not text.strip():
            return result
        settings = settings_of(self.context)
        try:
            matches = client_for(settings).check(
                f"{locale.Language}-{locale.Country}", text=text, **PICKY[settings["Notes"]]
            )
        except (ServerError, OSError, ValueError, KeyError):
            self.missed = True
            return result
        if self.missed:
            self.missed = False
            for one in self.listeners:
                one.processLinguServiceEvent(LinguServiceEvent(self, PROOFREAD_AGAIN))
        wanted = (one for one in matches if one["rule"]["id"] not in self.ignored)
        result.aErrors = tuple(map(error_of, wanted))
        return result

    def addLinguServiceEventListener(self, listener):
        self.listeners.append(listener)
        return True

    def removeLinguServiceEventListener(self, listener):
        known = listener in self.listeners
        if known:
            self.listeners.remove(listener)
        return known

    def ignoreRule(self, rule, _locale):
        self.ignored.add(rule)

    def resetIgnoreRules(self):
        self.ignored.clear()


def error_of(match):
    """A match as LibreOffice has it."""
    error = SingleProofreadingError()
    error.nErrorStart, error.nErrorLength = match["offset"], match["length"]
    error.nErrorType = PROOFREADING
    error.aRuleIdentifier = match["rule"]["id"]
    error.aShortComment = match["message"]
    error.aFullComment = match["regcheck"]["comment"]
    error.aSuggestions = tuple(one["value"] for one in match["replacements"])
    error.aProperties = (
        named("FullCommentURL", match["rule"]["urls"][0]["value"]),
        named("LineColor", COLOURS[match["regcheck"]["severity"]]),
        named("LineType", WAVE),
    )
    return error


class Commands(unohelper.Base, XJobExecutor, XServiceInfo):
    """What the menu does: `check` and `clear`; `mark` is `check` without a word."""

    def __init__(self, context, *_):
        self.context = context

    def getImplementationName(self):
        return COMMANDS

    def supportsService(self, name):
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self):
        return (COMMANDS,)

    def trigger(self, name):
        manager = self.context.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)
        document = desktop.getCurrentComponent()
        if document is None or not document.supportsService("com.sun.star.text.TextDocument"):
            return
        document.UndoManager.enterUndoContext("regcheck")
        try:
            told = self.carry_out(name, document)
        finally:
            document.UndoManager.leaveUndoContext()
        if name == "check":
            self.say(document, told)

    def carry_out(self, name, document):
        """What is to be said when it is done."""
        words = spoken(self.context)
        clear(document)
        if name == "clear":
            return ""
        settings = settings_of(self.context)
        sent = text_of(document)
        try:
            matches = client_for(settings).check(
                sent.language, data={"annotation": sent.pieces}, **PICKY[settings["Notes"]]
            )
        except (ServerError, OSError, ValueError, KeyError):
            return words["no_server"]
        number = mark(document, sent, matches, time_now())
        told = words["done"].format(n=number) if number else words["none"]
        return f"{told}\n{words['left_out'].format(n=sent.left_out)}" if sent.left_out else told

    def say(self, document, told):
        """Show a box."""
        window = document.CurrentController.Frame.ContainerWindow
        kind = uno.Enum("com.sun.star.awt.MessageBoxType", "INFOBOX")
        window.Toolkit.createMessageBox(window, kind, 1, "regcheck", told).execute()


class Options(unohelper.Base, XContainerWindowEventHandler, XServiceInfo):
    """The page of options, filled in when it is opened and read when it is left with OK."""

    def __init__(self, context, *_):
        self.context = context

    def getImplementationName(self):
        return OPTIONS

    def supportsService(self, name):
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self):
        return (OPTIONS,)

    def getSupportedMethodNames(self):
        return ("external_event",)

    def callHandlerMethod(self, window, event, method):
        if method != "external_event":
            return False
        controls = {key: window.getControl(key).Model for key in KEYS}
        if event == "ok":
            node = configuration(self.context, SETTINGS, update=True)
            node.setPropertyValue("Command", controls["Command"].Text.strip() or "regcheck")
            node.setPropertyValue("Port", int(controls["Port"].Value))
            for key in ("Start", "Notes"):
                node.setPropertyValue(key, bool(controls[key].State))
            node.commitChanges()
        else:
            values, words = settings_of(self.context), spoken(self.context)
            controls["Command"].Text, controls["Port"].Value = values["Command"], values["Port"]
            for key in ("Command", "Port"):
                window.getControl(f"{key}Label").Model.Label = words[key.lower()]
            for key in ("Start", "Notes"):
                controls[key].State, controls[key].Label = int(values[key]), words[key.lower()]
            window.getControl("About").Model.Label = words["about"]
        return True


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(
    Proofreader, PROOFREADER, ("com.sun.star.linguistic2.Proofreader",)
)
g_ImplementationHelper.addImplementation(Commands, COMMANDS, (COMMANDS,))
g_ImplementationHelper.addImplementation(Options, OPTIONS, (OPTIONS,))
