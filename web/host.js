"use strict";
// All that the pane asks of Word. A place is what `pane.py` tells of words: numbers of the first and
// the last paragraph of the body, whether they stand in a note, and the first character.
// Offsets in Word are those of `Paragraph.text`, which also has what tracked changes took out.
function officeHost() {
  const SPACE = "urn:regcheck:answers";
  const SLICE = 4194304;
  const LONGEST_SEARCH = 255;
  const has = (version) => Office.context.requirements.isSetSupported("WordApi", version);
  const abilities = {
    comment: has("1.4"),
    track: has("1.4"),
    notes: has("1.5"),
    events: has("1.6"),
    underline: has("1.7"),
    suggest: has("1.8"),
  };
  // The paragraphs that carry our underlines, by what was asked for them, and the keys of these by id.
  let underlined = new Map();
  // The text of each paragraph of the body when the document was last read.
  let lastRead = [];
  const keys = new Map();

  // Old functions of Office answer through a callback.
  const called = (start) =>
    new Promise((resolve, reject) =>
      start((result) =>
        result.status === Office.AsyncResultStatus.Succeeded ? resolve(result.value) : reject(new Error(result.error.message)),
      ),
    );

  // The open document as a .docx file. Word keeps at most two such copies, so it is closed in any case.
  async function read() {
    lastRead = await Word.run(async (context) => (await paragraphsIn(context, context.document.body)).map((one) => one.text));
    const file = await called((done) => Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: SLICE }, done));
    try {
      const slices = [];
      for (let at = 0; at < file.sliceCount; at++) {
        slices.push(new Uint8Array((await called((done) => file.getSliceAsync(at, done))).data));
      }
      return new Blob(slices);
    } finally {
      await called((done) => file.closeAsync(done));
    }
  }

  // Finding words

  const escaped = (words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const patternOf = (quote) => new RegExp(quote.split(/\s+/).map((word) => [...word].map((one) => (one === "-" ? "[-\u2011\u001e]" : escaped(one))).join("\u00ad?")).join("[\\s\u00a0]+"), "gu");
  // What the search of Word takes for a code.
  const searched = (words) => words.replace(/\^/g, "^^").replace(/\t/g, "^t").replace(/\u00a0/g, "^s").replace(/[\u2011\u001e]/g, "^~").replace(/\u00ad/g, "^-").replace(/[\v\n]/g, "^l");

  function nearest(items, wanted, distance) {
    return items.reduce((best, one) => (best === null || distance(one, wanted) < distance(best, wanted) ? one : best), null);
  }
  const apart = (match, start) => Math.abs(match.index - start);

  // Where a quote stands in a text: the occurrence nearest to a character; null where there is none.
  function occurrence(text, quote, start) {
    const found = quote ? [...text.matchAll(patternOf(quote))] : [];
    return nearest(found, start, apart);
  }

  // The number of the paragraph of a place: the nearest one that reads as it did when the document was read. Where that has
  // been changed since, the nearest one with the words, else the place's own; `sure` allows neither (-1).
  function paragraphOf(texts, quote, place, sure) {
    const nearestOf = (numbers) => nearest(numbers, place.first, (one, wanted) => Math.abs(one - wanted));
    const same = [...texts.keys()].filter((at) => texts[at] === lastRead[place.first]);
    const there = same.length ? nearestOf(same) : -1;
    if (sure || (there >= 0 && occurrence(texts[there], quote, 0))) return there;
    const holding = [...texts.keys()].filter((at) => occurrence(texts[at], quote, 0));
    if (holding.length) return nearestOf(holding);
    return place.first < texts.length ? place.first : -1;
  }

  // The range of words that stand at a match in a paragraph: the same words before it are counted.
  function searchIn(paragraph, text, match) {
    const words = match[0];
    const before = text.slice(0, match.index).split(words).length - 1;
    const hits = paragraph.search(searched(words), { matchCase: true });
    hits.load("items");
    return { hits, before };
  }
  const hitOf = ({ hits, before }) => hits.items[Math.min(before, hits.items.length - 1)] || null;

  // The range of a quote and whether it is exact; where deleted words stand between, from its first to its last word.
  async function rangeIn(context, paragraph, text, quote, start) {
    const match = occurrence(text, quote, start);
    if (match && searched(match[0]).length <= LONGEST_SEARCH) {
      const hit = searchIn(paragraph, text, match);
      await context.sync();
      if (hitOf(hit)) return { range: hitOf(hit), exact: true };
    }
    const words = quote.split(/\s+/);
    const head = occurrence(text, words[0], match ? match.index : start);
    const last = words[words.length - 1];
    const end = match ? match.index + match[0].length - last.length : start + quote.length - last.length;
    const tail = head && nearest([...text.matchAll(patternOf(last))].filter((one) => one.index >= head.index), end, apart);
    if (!tail) return { range: paragraph.getRange("Content"), exact: false };
    const [first, second] = [searchIn(paragraph, text, head), searchIn(paragraph, text, tail)];
    await context.sync();
    if (!hitOf(first) || !hitOf(second)) return { range: paragraph.getRange("Content"), exact: false };
    return { range: hitOf(first).expandTo(hitOf(second)), exact: true };
  }

  async function paragraphsIn(context, body) {
    const paragraphs = body.paragraphs;
    paragraphs.load("items/text");
    await context.sync();
    return paragraphs.items;
  }

  // The words of a place as a range; in a note also its reference, since Word has no comments in notes.
  async function locate(context, place, quote, sure) {
    const body = context.document.body;
    if (place.note) {
      if (!abilities.notes) return null;
      const notes = [body.footnotes, body.endnotes];
      for (const one of notes) one.load("items");
      await context.sync();
      for (const note of [...notes[0].items, ...notes[1].items]) {
        for (const paragraph of await paragraphsIn(context, note.body)) {
          if (!occurrence(paragraph.text, quote, 0)) continue;
          return { ...(await rangeIn(context, paragraph, paragraph.text, quote, place.start)), reference: note.reference };
        }
      }
      return null;
    }
    const items = await paragraphsIn(context, body);
    if (place.last > place.first && place.last < items.length) {
      return { range: items[place.first].getRange("Content").expandTo(items[place.last].getRange("Content")), exact: true };
    }
    const at = paragraphOf(items.map((one) => one.text), quote, place, sure);
    return at < 0 ? null : rangeIn(context, items[at], items[at].text, quote, place.start);
  }

  // What is done to words: whether they were found («exact», «near» for their paragraph, «gone»).
  function at(place, quote, act, sure = false) {
    return Word.run(async (context) => {
      const found = place ? await locate(context, place, quote, sure) : null;
      if (!found || (sure && !found.exact)) return "gone";
      await act(found, context);
      await context.sync();
      return found.exact ? "exact" : "near";
    });
  }

  const select = (place, quote) => at(place, quote, ({ range }) => range.select("Select"));
  const comment = (place, quote, text) =>
    at(place, quote, ({ range, reference }) => {
      (reference || range).insertComment(text);
    });

  // Writes other words as a tracked change, and leaves tracking as it was; only where the paragraph reads as it did.
  const replace = (place, quote, words) =>
    at(place, quote, async ({ range }, context) => {
      context.document.load("changeTrackingMode");
      await context.sync();
      const before = context.document.changeTrackingMode;
      context.document.changeTrackingMode = Word.ChangeTrackingMode.trackAll;
      await context.sync();
      try {
        range.insertText(words, "Replace");
        await context.sync();
      } finally {
        context.document.changeTrackingMode = before;
        await context.sync();
      }
    }, true);

  // Underlines

  // Draws underlines (`key`, `place`, `quote`, `colour`, `wording`) and takes away those no longer wanted; returns how many
  // are drawn. Word keeps none of them in the file. Paragraphs in which nothing has changed are left alone. Word itself
  // carries out a suggestion that is accepted, so none is made unless changes are tracked.
  async function underline(wanted) {
    if (!abilities.underline) return 0;
    return Word.run(async (context) => {
      if (abilities.suggest) context.document.load("changeTrackingMode");
      const items = await paragraphsIn(context, context.document.body);
      const tracked = abilities.suggest && context.document.changeTrackingMode !== Word.ChangeTrackingMode.off;
      const texts = items.map((one) => one.text);
      const sets = new Map();
      let drawn = 0;
      for (const one of wanted) {
        if (!one.place || one.place.note || one.place.last > one.place.first) continue;
        const number = paragraphOf(texts, one.quote, one.place, true);
        const match = number < 0 ? null : occurrence(texts[number], one.quote, one.place.start);
        if (!match) continue;
        const critique = { colorScheme: one.colour, start: match.index, length: match[0].length };
        if (abilities.suggest) critique.popupOptions = { brandingTextResourceId: "Popup.Name", titleResourceId: "Popup.Title", subtitleResourceId: "Popup.Hint", suggestions: one.wording && tracked ? [one.wording] : [] };
        if (!sets.has(number)) sets.set(number, { critiques: [], keys: [] });
        sets.get(number).critiques.push(critique);
        sets.get(number).keys.push(one.key);
        drawn += 1;
      }
      const signs = new Map([...sets].map(([number, set]) => [number, JSON.stringify([texts[number], set])]));
      const stale = [...underlined].filter(([number, sign]) => signs.get(number) !== sign && number < items.length);
      const old = stale.map(([number]) => items[number].getAnnotations());
      for (const one of old) one.load("items/id");
      await context.sync();
      for (const annotation of old.flatMap((one) => one.items)) annotation.delete();
      const made = [];
      for (const [number, set] of sets) {
        if (underlined.get(number) !== signs.get(number)) made.push([set, items[number].insertAnnotations({ critiques: set.critiques })]);
      }
      await context.sync();
      for (const [set, ids] of made) ids.value.forEach((id, place) => keys.set(id, set.keys[place]));
      underlined = signs;
      return drawn;
    });
  }

  // Answers, kept in a part of the file of their own

  const parts = () => called((done) => Office.context.document.customXmlParts.getByNamespaceAsync(SPACE, done));

  async function loadAnswers() {
    const [part] = await parts();
    if (!part) return null;
    const xml = await called((done) => part.getXmlAsync(done));
    return new DOMParser().parseFromString(xml, "application/xml").documentElement.textContent;
  }

  async function removeAnswers() {
    for (const part of await parts()) await called((done) => part.deleteAsync(done));
  }

  // The new part is there before the old one goes: whatever fails, an answer is not lost.
  async function saveAnswers(text) {
    const old = await parts();
    const root = document.implementation.createDocument(SPACE, "answers");
    root.documentElement.textContent = text;
    await called((done) => Office.context.document.customXmlParts.addAsync(new XMLSerializer().serializeToString(root), done));
    for (const part of old) await called((done) => part.deleteAsync(done));
  }

  // Hears of every change to the text; where Word does not tell of these, of every move of the cursor.
  async function listen({ changed, clicked, accepted }) {
    if (!abilities.events) {
      return called((done) => Office.context.document.addHandlerAsync(Office.EventType.DocumentSelectionChanged, changed, done));
    }
    await Word.run(async (context) => {
      const document_ = context.document;
      const heard = async () => changed();
      for (const event of [document_.onParagraphChanged, document_.onParagraphAdded, document_.onParagraphDeleted]) event.add(heard);
      if (abilities.underline) document_.onAnnotationClicked.add(async ({ id }) => keys.has(id) && clicked(keys.get(id)));
      if (abilities.suggest) {
        document_.onAnnotationPopupAction.add(async ({ id, action, critiqueSuggestion }) => {
          if (action === "Accept" && keys.has(id)) accepted(keys.get(id), critiqueSuggestion);
        });
      }
      await context.sync();
    });
  }

  const locale = (Office.context.displayLanguage || "").slice(0, 2).replace("no", "nb");
  return { abilities, locale, read, select, comment, replace, underline, loadAnswers, saveAnswers, removeAnswers, listen };
}
