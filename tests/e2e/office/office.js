"use strict";
// Word as far as the pane asks for it: a stand-in for Office.js over a real .docx file. What it does not know, what
// the version of Word in question lacks, and what has not been loaded, fails. `officeWanted` says which Word it is:
// docx (base64), version of WordApi, locale, host, subscription (annotations need one).
(() => {
  const wanted = window.officeWanted;
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
  const problems = [];
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  function fail(text) {
    problems.push(text);
    throw new Error(text);
  }

  // What each type has, with the version of WordApi that brought it (0: of Office, or of all versions).
  // «!» must be loaded before it is read, «=» may be set too.
  const TABLE = {
    RequestContext: { document: 0, sync: 0 },
    Document: {
      body: 1.1, load: 0, "changeTrackingMode!=": 1.4, onParagraphChanged: 1.6, onParagraphAdded: 1.6, onParagraphDeleted: 1.6,
      onAnnotationClicked: 1.7, onAnnotationPopupAction: 1.8,
    },
    Body: { paragraphs: 1.1, footnotes: 1.5, endnotes: 1.5 },
    ParagraphCollection: { "items!": 0, load: 0 },
    RangeCollection: { "items!": 0, load: 0 },
    NoteItemCollection: { "items!": 0, load: 0 },
    AnnotationCollection: { "items!": 0, load: 0 },
    Paragraph: { "text!": 1.1, load: 0, search: 1.1, getRange: 1.3, getAnnotations: 1.7, insertAnnotations: 1.7 },
    Range: { select: 1.1, insertText: 1.1, expandTo: 1.3, insertComment: 1.4 },
    NoteItem: { body: 1.5, reference: 1.5 },
    Annotation: { "id!": 1.7, delete: 1.7, load: 0 },
    EventHandlers: { add: 0 },
    ClientResult: { "value!": 0 },
    Critique: { colorScheme: 1.7, start: 1.7, length: 1.7, popupOptions: 1.8 },
    CritiquePopupOptions: { brandingTextResourceId: 1.8, titleResourceId: 1.8, subtitleResourceId: 1.8, suggestions: 1.8 },
    AnnotationSet: { critiques: 1.7 },
    SearchOptions: { matchCase: 1.1 },
    File: { size: 0, sliceCount: 0, getSliceAsync: 0, closeAsync: 0 },
    Slice: { data: 0 },
    CustomXmlParts: { addAsync: 0, getByNamespaceAsync: 0 },
    CustomXmlPart: { getXmlAsync: 0, deleteAsync: 0 },
    AsyncResult: { status: 0, value: 0, error: 0 },
    GetFileOptions: { sliceSize: 0 },
    OfficeDocument: { getFileAsync: 0, customXmlParts: 0, addHandlerAsync: 0 },
    Context: { requirements: 0, displayLanguage: 0, document: 0 },
    RequirementSetSupport: { isSetSupported: 0 },
    Office: { onReady: 0, context: 0, FileType: 0, AsyncResultStatus: 0, EventType: 0, HostType: 0 },
    Word: { run: 0, ChangeTrackingMode: 0 },
    FileType: { Compressed: 0 },
    AsyncResultStatus: { Succeeded: 0, Failed: 0 },
    EventType: { DocumentSelectionChanged: 0 },
    HostType: { Word: 0 },
    ChangeTrackingMode: { off: 1.4, trackAll: 1.4, trackMineOnly: 1.4 },
  };
  const KNOWN = Object.fromEntries(
    Object.entries(TABLE).map(([type, members]) => [
      type,
      Object.fromEntries(Object.entries(members).map(([key, since]) => [key.replace(/[!=]/g, ""), { since, loads: key.includes("!"), sets: key.includes("=") }])),
    ]),
  );

  function known(type, name) {
    const member = KNOWN[type][name];
    if (!member) fail(type + "." + name + " is not known");
    if (member.since > wanted.version) fail(type + "." + name + " needs WordApi " + member.since);
    return member;
  }

  const inside = new WeakMap();
  // An object as the pane sees it: only its own members, and those that must be loaded only when they are.
  function guarded(type, own) {
    const seen = new Proxy(own, {
      get(target, name) {
        if (typeof name === "symbol" || name === "then") return undefined;
        const { loads } = known(type, name);
        if (loads && !target.loaded.has(name)) fail(type + "." + name + " has not been loaded");
        const value = target[name];
        return typeof value === "function" ? value.bind(target) : value;
      },
      set(target, name, value) {
        if (!known(type, name).sets) fail(type + "." + name + " cannot be set");
        target.set(name, value);
        return true;
      },
    });
    inside.set(seen, own);
    return seen;
  }
  function plain(type, value) {
    for (const name of Object.keys(value)) known(type, name);
    return value;
  }

  // The file

  async function through(stream, bytes) {
    return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
  }

  async function unzipped(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = bytes.length - 22;
    while (view.getUint32(at, true) !== 0x06054b50) at--;
    const files = new Map();
    let entry = view.getUint32(at + 16, true);
    for (let left = view.getUint16(at + 10, true); left > 0; left--) {
      const [method, packed, name, extra, note, place] = [10, 20, 28, 30, 32, 42].map((offset) => (offset === 20 || offset === 42 ? view.getUint32(entry + offset, true) : view.getUint16(entry + offset, true)));
      const start = place + 30 + view.getUint16(place + 26, true) + view.getUint16(place + 28, true);
      const data = bytes.subarray(start, start + packed);
      files.set(decoder.decode(bytes.subarray(entry + 46, entry + 46 + name)), method ? await through(new DecompressionStream("deflate-raw"), data) : data);
      entry += 46 + name + extra + note;
    }
    return files;
  }

  function crc(bytes) {
    let sum = ~0;
    for (const byte of bytes) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum >>> 0;
  }

  function zipped(files) {
    const pieces = [];
    const list = [];
    let at = 0;
    const head = (size, values) => {
      const view = new DataView(new ArrayBuffer(size));
      for (const [offset, value, wide] of values) wide ? view.setUint32(offset, value, true) : view.setUint16(offset, value, true);
      return new Uint8Array(view.buffer);
    };
    for (const [name, data] of files) {
      const title = encoder.encode(name);
      const shared = (by) => [[by + 4, 20], [by + 6, 0x800], [by + 12, 33], [by + 14, crc(data), 1], [by + 18, data.length, 1], [by + 22, data.length, 1], [by + 26, title.length]];
      const local = head(30, [[0, 0x04034b50, 1], ...shared(0)]);
      pieces.push(local, title, data);
      list.push(head(46, [[0, 0x02014b50, 1], [4, 20], ...shared(2), [42, at, 1]]), title);
      at += local.length + title.length + data.length;
    }
    const size = list.reduce((sum, one) => sum + one.length, 0);
    const end = head(22, [[0, 0x06054b50, 1], [8, files.size], [10, files.size], [12, size, 1], [16, at, 1]]);
    const all = [...pieces, ...list, end];
    const bytes = new Uint8Array(all.reduce((sum, one) => sum + one.length, 0));
    let done = 0;
    for (const one of all) {
      bytes.set(one, done);
      done += one.length;
    }
    return bytes;
  }

  const parsed = (bytes) => new DOMParser().parseFromString(decoder.decode(bytes), "application/xml");
  const written = (xml) => encoder.encode(new XMLSerializer().serializeToString(xml));
  const MAIN = "word/document.xml";
  const RELS = "word/_rels/document.xml.rels";
  let files = null;
  let body = null;
  let custom = [];
  let tracking = "Off";
  let selection = null;
  let open = 0;
  let annotations = [];
  let number = 0;
  const handlers = { onParagraphChanged: [], onParagraphAdded: [], onParagraphDeleted: [], onAnnotationClicked: [], onAnnotationPopupAction: [], selection: [] };

  async function load() {
    files = await unzipped(Uint8Array.from(atob(wanted.docx), (one) => one.charCodeAt(0)));
    body = parsed(files.get(MAIN));
    custom = [...files.keys()].filter((name) => /^customXml\/item\d+\.xml$/.test(name)).map((name) => ({ id: name, xml: decoder.decode(files.get(name)) }));
  }

  function related(name, kind) {
    const xml = files.has(RELS) ? parsed(files.get(RELS)) : parsed(encoder.encode('<Relationships xmlns="' + RELATIONS + '"/>'));
    const there = [...xml.documentElement.children].find((one) => one.getAttribute("Target").endsWith(name));
    if (there) return;
    const one = xml.createElementNS(RELATIONS, "Relationship");
    for (const [key, value] of Object.entries({ Id: "mock" + ++number, Type: OFFICE + "/" + kind, Target: name })) one.setAttribute(key, value);
    xml.documentElement.append(one);
    files.set(RELS, written(xml));
  }

  function typed(part, type) {
    const xml = parsed(files.get("[Content_Types].xml"));
    if ([...xml.documentElement.children].some((one) => one.getAttribute("PartName") === part)) return;
    const one = xml.createElementNS(TYPES, "Override");
    one.setAttribute("PartName", part);
    one.setAttribute("ContentType", type);
    xml.documentElement.append(one);
    files.set("[Content_Types].xml", written(xml));
  }

  function saved() {
    files.set(MAIN, written(body));
    for (const name of [...files.keys()]) if (/^customXml\/item\d+\.xml$/.test(name)) files.delete(name);
    custom.forEach((one, at) => {
      const name = "customXml/item" + (at + 1) + ".xml";
      files.set(name, encoder.encode(one.xml));
      related("../" + name, "customXml");
    });
    return zipped(files);
  }

  // Paragraphs

  const named = (element, name) => element.namespaceURI === W && element.localName === name;
  const attribute = (element, name) => element.getAttributeNS(W, name);
  const inBox = (element) => element.parentElement && (named(element.parentElement, "txbxContent") || inBox(element.parentElement));
  const paragraphsOf = (root) => [...root.getElementsByTagNameNS(W, "p")].filter((one) => !inBox(one) || one === root);
  const SIGNS = { tab: "\t", br: "\v", cr: "\v", noBreakHyphen: "\u001e", softHyphen: "\u00ad", footnoteReference: "\u0002", endnoteReference: "\u0002" };

  // The pieces of a paragraph that Word counts: text, also what tracked changes took out, and signs of one character.
  function* piecesOf(element) {
    for (const child of [...element.children]) {
      if (named(child, "t") || named(child, "delText")) yield { element: child, text: child.textContent };
      else if (child.namespaceURI === W && child.localName in SIGNS) yield { element: child, text: SIGNS[child.localName] };
      else if (!named(child, "instrText") && !named(child, "txbxContent") && !named(child, "pPr") && !named(child, "rPr")) yield* piecesOf(child);
    }
  }
  const textOf = (paragraph) => [...piecesOf(paragraph)].map((one) => one.text).join("");
  const indexOf = (paragraph) => paragraphsOf(body).indexOf(paragraph);

  // Splits runs so that a character begins one, and gives that run; null at the end of the paragraph.
  function runAt(paragraph, offset) {
    let at = 0;
    for (const { element, text } of piecesOf(paragraph)) {
      const run = element.parentElement;
      if (at === offset) {
        if (run.firstElementChild === element || (named(run.firstElementChild, "rPr") && run.children[1] === element)) return run;
        return split(run, element);
      }
      if (at < offset && offset < at + text.length) {
        const rest = element.cloneNode(false);
        rest.textContent = text.slice(offset - at);
        element.textContent = text.slice(0, offset - at);
        for (const one of [element, rest]) one.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
        element.after(rest);
        return split(run, rest);
      }
      at += text.length;
    }
    return null;
  }
  function split(run, element) {
    const fresh = run.cloneNode(false);
    const look = [...run.children].find((one) => named(one, "rPr"));
    if (look) fresh.append(look.cloneNode(true));
    let next = element;
    while (next) {
      const after = next.nextSibling;
      fresh.append(next);
      next = after;
    }
    run.after(fresh);
    return fresh;
  }
  // The runs of a stretch, each in whatever change it lies in.
  function runsOf(paragraph, start, end) {
    const last = runAt(paragraph, end);
    const first = runAt(paragraph, start);
    const all = [...paragraph.getElementsByTagNameNS(W, "r")];
    return all.slice(all.indexOf(first), last ? all.indexOf(last) : all.length);
  }

  function element(name, attributes, ...inner) {
    const made = body.createElementNS(W, "w:" + name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttributeNS(W, "w:" + key, value);
    made.append(...inner);
    return made;
  }
  const byMe = () => ({ id: String(9000 + ++number), author: "Kari Nordmann", date: "2027-01-31T12:00:00Z" });

  function replaceText(paragraph, start, end, words) {
    const runs = runsOf(paragraph, start, end);
    const look = runs[0] && [...runs[0].children].find((one) => named(one, "rPr"));
    const text = element("t", {}, words);
    text.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
    const fresh = element("r", {}, ...(look ? [look.cloneNode(true)] : []), text);
    const last = runs[runs.length - 1];
    (last.parentElement === paragraph ? last : last.parentElement).after(tracking === "Off" ? fresh : element("ins", byMe(), fresh));
    for (const run of runs) {
      if (tracking === "Off") {
        run.remove();
        continue;
      }
      if (named(run.parentElement, "del")) continue;
      for (const one of [...run.getElementsByTagNameNS(W, "t")]) one.replaceWith(Object.assign(element("delText", {}, one.textContent)));
      const box = element("del", byMe());
      run.before(box);
      box.append(run);
    }
    fire("onParagraphChanged", { source: "Local", type: "ParagraphChanged", uniqueLocalIds: ["p" + indexOf(paragraph)] });
  }

  function addComment(range, text) {
    const name = "word/comments.xml";
    if (inBox(range.first) || !body.contains(range.first)) fail("Word has no comments there");
    if (!files.has(name)) {
      files.set(name, encoder.encode('<w:comments xmlns:w="' + W + '"/>'));
      related("comments.xml", "comments");
      typed("/" + name, "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml");
    }
    const xml = parsed(files.get(name));
    const id = String(9000 + ++number);
    const one = xml.createElementNS(W, "w:comment");
    for (const [key, value] of Object.entries({ id, author: "Kari Nordmann", initials: "KN" })) one.setAttributeNS(W, "w:" + key, value);
    for (const line of text.split("\n")) {
      const words = xml.createElementNS(W, "w:t");
      words.textContent = line;
      const run = xml.createElementNS(W, "w:r");
      run.append(words);
      const paragraph = xml.createElementNS(W, "w:p");
      paragraph.append(run);
      one.append(paragraph);
    }
    xml.documentElement.append(one);
    files.set(name, written(xml));
    const outer = (run) => (run.parentElement.localName === "p" ? run : run.parentElement);
    const firsts = runsOf(range.first, range.start, range.first === range.last ? range.end : textOf(range.first).length);
    const lasts = range.first === range.last ? firsts : runsOf(range.last, 0, range.end);
    outer(firsts[0]).before(element("commentRangeStart", { id }));
    outer(lasts[lasts.length - 1]).after(element("commentRangeEnd", { id }), element("r", {}, element("commentReference", { id })));
  }

  function fire(event, args) {
    for (const handler of handlers[event]) setTimeout(() => handler(args), 0);
  }

  // What the pane is given

  function client(context, type, own) {
    const made = Object.assign(own, { context, loaded: new Set() });
    made.load ||= function (names) {
      const list = names.split(",").map((one) => one.trim());
      context.queue.push(() => {
        for (const path of list) {
          const [name, ...rest] = path.split("/");
          known(type, name);
          if (name === "items") made.items = made.listed();
          made.loaded.add(name);
          if (rest.length) for (const item of made.items) inside.get(item).loaded.add(rest[0]);
        }
      });
      return made;
    };
    return guarded(type, made);
  }
  const collection = (context, type, listed) => client(context, type, { listed, items: [] });
  function result(context, work) {
    const own = { loaded: new Set(), value: null };
    context.queue.push(() => {
      own.value = work();
      own.loaded.add("value");
    });
    return guarded("ClientResult", own);
  }

  const CODES = { "^^": "^", "^t": "\t", "^s": "\u00a0", "^~": "\u001e", "^-": "\u00ad", "^l": "\v" };
  function paragraphAs(context, paragraph) {
    return client(context, "Paragraph", {
      get text() {
        return textOf(paragraph);
      },
      search(words, options = {}) {
        plain("SearchOptions", options);
        if (!words || words.length > 255) fail("SearchStringInvalidOrTooLong");
        const plainWords = words.replace(/\^./g, (code) => CODES[code] || fail("unknown code " + code));
        return collection(context, "RangeCollection", () => {
          const [text, sought] = options.matchCase ? [textOf(paragraph), plainWords] : [textOf(paragraph).toLowerCase(), plainWords.toLowerCase()];
          const found = [];
          for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) found.push(rangeAs(context, { first: paragraph, start: at, last: paragraph, end: at + sought.length }));
          return found;
        });
      },
      getRange(part) {
        if (part !== "Content") fail("getRange: " + part);
        return rangeAs(context, { first: paragraph, start: 0, last: paragraph, end: textOf(paragraph).length });
      },
      getAnnotations() {
        return collection(context, "AnnotationCollection", () => annotations.filter((one) => one.paragraph === paragraph).map((one) => annotationAs(context, one)));
      },
      insertAnnotations(set) {
        for (const critique of plain("AnnotationSet", set).critiques) {
          plain("Critique", critique);
          if (critique.popupOptions) plain("CritiquePopupOptions", critique.popupOptions);
          if (!["Red", "Green", "Blue", "Lavender", "Berry"].includes(critique.colorScheme)) fail("colour " + critique.colorScheme);
        }
        return result(context, () => {
          if (wanted.subscription === false) throw new Error("This needs a subscription");
          return set.critiques.map((critique) => {
            if (critique.start < 0 || critique.start + critique.length > textOf(paragraph).length) fail("a critique outside its paragraph");
            const id = "a" + ++number;
            annotations.push({ id, paragraph, critique });
            return id;
          });
        });
      },
    });
  }

  function annotationAs(context, one) {
    return client(context, "Annotation", {
      id: one.id,
      delete() {
        context.queue.push(() => (annotations = annotations.filter((other) => other !== one)));
      },
    });
  }

  function rangeAs(context, range) {
    return client(context, "Range", {
      range,
      select(mode) {
        if (mode !== "Select") fail("select: " + mode);
        context.queue.push(() => (selection = range));
      },
      expandTo(other) {
        const { range: theirs } = inside.get(other);
        return rangeAs(context, { first: range.first, start: range.start, last: theirs.last, end: theirs.end });
      },
      insertText(words, place) {
        if (place !== "Replace" || range.first !== range.last) fail("insertText: " + place);
        context.queue.push(() => replaceText(range.first, range.start, range.end, words));
      },
      insertComment(text) {
        context.queue.push(() => addComment(range, text));
      },
    });
  }

  function bodyAs(context, root, main) {
    const notes = (kind, element) =>
      collection(context, "NoteItemCollection", () => {
        const ids = [...body.getElementsByTagNameNS(W, kind + "Reference")].map((one) => [attribute(one, "id"), one]);
        const part = files.has("word/" + kind + "s.xml") ? parsed(files.get("word/" + kind + "s.xml")) : null;
        return ids.map(([id, mark]) => {
          const note = part && [...part.getElementsByTagNameNS(W, kind)].find((one) => attribute(one, "id") === id);
          const holder = mark.closest("p") || paragraphsOf(body).find((one) => one.contains(mark));
          const start = textOf(holder).indexOf("\u0002");
          return client(context, "NoteItem", { body: bodyAs(context, () => note, false), reference: rangeAs(context, { first: holder, start, last: holder, end: start + 1 }) });
        });
      });
    return client(context, "Body", {
      paragraphs: collection(context, "ParagraphCollection", () => paragraphsOf(root()).map((one) => paragraphAs(context, one))),
      get footnotes() {
        return main ? (this.first_ ||= notes("footnote")) : fail("notes in notes");
      },
      get endnotes() {
        return main ? (this.second_ ||= notes("endnote")) : fail("notes in notes");
      },
    });
  }

  function contextAs() {
    const context = { queue: [] };
    const events = {};
    for (const name of Object.keys(handlers)) {
      events[name] = guarded("EventHandlers", { add: (handler) => context.queue.push(() => handlers[name].push(handler)) });
    }
    context.document = client(context, "Document", {
      body: bodyAs(context, () => body, true),
      get changeTrackingMode() {
        return tracking;
      },
      set(name, value) {
        context.queue.push(() => (tracking = value));
      },
      ...events,
    });
    context.sync = async () => {
      await null;
      const queue = context.queue.splice(0);
      for (const one of queue) one();
    };
    return context;
  }

  const finished = (callback, work) =>
    setTimeout(async () => {
      let answer = null;
      try {
        answer = { status: "succeeded", value: await work() };
      } catch (fault) {
        answer = { status: "failed", error: { message: fault.message } };
      }
      callback(guarded("AsyncResult", { value: undefined, error: undefined, ...answer }));
    }, 0);

  function fileAs(bytes, size) {
    let closed = false;
    return guarded("File", {
      size: bytes.length,
      sliceCount: Math.ceil(bytes.length / size),
      getSliceAsync: (at, callback) => finished(callback, () => (closed ? fail("the file is closed") : guarded("Slice", { data: [...bytes.subarray(at * size, (at + 1) * size)] }))),
      closeAsync: (callback) => finished(callback, () => void ((closed = true), open--)),
    });
  }
  const partAs = (one) =>
    guarded("CustomXmlPart", {
      getXmlAsync: (callback) => finished(callback, () => one.xml),
      deleteAsync: (callback) => finished(callback, () => void (custom = custom.filter((other) => other !== one))),
    });

  const ready = load();
  window.Office = guarded("Office", {
    onReady: (callback) => ready.then(() => callback({ host: wanted.host === undefined ? "Word" : wanted.host, platform: "PC" })),
    FileType: guarded("FileType", { Compressed: "compressed" }),
    AsyncResultStatus: guarded("AsyncResultStatus", { Succeeded: "succeeded", Failed: "failed" }),
    EventType: guarded("EventType", { DocumentSelectionChanged: "documentSelectionChanged" }),
    HostType: guarded("HostType", { Word: "Word" }),
    context: guarded("Context", {
      displayLanguage: wanted.locale || "nb-NO",
      requirements: guarded("RequirementSetSupport", { isSetSupported: (set, version) => set === "WordApi" && Number(version) <= wanted.version }),
      document: guarded("OfficeDocument", {
        getFileAsync(kind, options, callback) {
          if (kind !== "compressed") fail("getFileAsync: " + kind);
          const { sliceSize } = plain("GetFileOptions", options);
          if (sliceSize > 4194304) fail("a slice is too large");
          finished(callback, () => {
            if (++open > 2) fail("more than two copies of the file are open");
            return fileAs(saved(), Math.min(sliceSize, wanted.slice || sliceSize));
          });
        },
        addHandlerAsync(event, handler, callback) {
          if (event !== "documentSelectionChanged") fail("event " + event);
          finished(callback, () => void handlers.selection.push(handler));
        },
        customXmlParts: guarded("CustomXmlParts", {
          addAsync: (xml, callback) =>
            finished(callback, () => {
              if (parsed(encoder.encode(xml)).querySelector("parsererror")) throw new Error("not XML");
              const one = { id: "c" + ++number, xml };
              custom.push(one);
              return partAs(one);
            }),
          getByNamespaceAsync: (space, callback) => finished(callback, () => custom.filter((one) => parsed(encoder.encode(one.xml)).documentElement.namespaceURI === space).map(partAs)),
        }),
      }),
    }),
  });
  window.Word = guarded("Word", {
    ChangeTrackingMode: guarded("ChangeTrackingMode", { off: "Off", trackAll: "TrackAll", trackMineOnly: "TrackMineOnly" }),
    async run(work) {
      const context = contextAs();
      const given = await work(guarded("RequestContext", { get document() { return context.document; }, sync: context.sync }));
      await context.sync();
      return given;
    },
  });

  // What tests do as the person at the keyboard, and see.
  const chosen = () => selection && (selection.first === selection.last ? textOf(selection.first).slice(selection.start, selection.end) : textOf(selection.first).slice(selection.start) + "\n" + textOf(selection.last).slice(0, selection.end));
  window.wordSeen = {
    members: () => Object.fromEntries(Object.entries(KNOWN).map(([type, members]) => [type, Object.keys(members)])),
    problems: () => problems,
    texts: () => paragraphsOf(body).map(textOf),
    selection: () => ({ words: chosen(), paragraph: selection && indexOf(selection.first), start: selection && selection.start }),
    tracking: () => tracking,
    track: (mode) => void (tracking = mode),
    xml: () => new XMLSerializer().serializeToString(body),
    comments: () => (files.has("word/comments.xml") ? [...parsed(files.get("word/comments.xml")).getElementsByTagNameNS(W, "comment")].map((one) => one.textContent) : []),
    answers: () => custom.map((one) => one.xml),
    underlines: () => annotations.map((one) => ({ id: one.id, words: textOf(one.paragraph).slice(one.critique.start, one.critique.start + one.critique.length), colour: one.critique.colorScheme, suggestions: (one.critique.popupOptions || {}).suggestions || [] })),
    open: () => open,
    docx: () => btoa(String.fromCharCode(...saved())),
    write(paragraph, from, to) {
      const one = paragraphsOf(body)[paragraph];
      const at = textOf(one).indexOf(from);
      const before = tracking;
      tracking = "Off";
      replaceText(one, at, at + from.length, to);
      tracking = before;
      fire("selection", {});
    },
    click: (id) => fire("onAnnotationClicked", { id }),
    popup(id, suggestion) {
      const one = annotations.find((other) => other.id === id);
      annotations = annotations.filter((other) => other !== one);
      replaceText(one.paragraph, one.critique.start, one.critique.start + one.critique.length, suggestion);
      fire("onAnnotationPopupAction", { id, action: "Accept", critiqueSuggestion: suggestion });
    },
  };
})();
