// @ts-check
"use strict";
(() => {
  /** @typedef {{id: string, category: string, name: string, title: string, rationale: string, sources: [string, string][]}} Rule */
  /** @typedef {[kind: string, reason: string, by: string, day: string]} Answer */
  /** @typedef {{number: number, severity: string, aside: boolean, rule: number, remarks: number, answer: Answer | null, item: HTMLElement, unit: Unit, mark: HTMLElement | null, shown: boolean}} Finding */
  /** @typedef {{element: HTMLElement, chapter: HTMLElement, document: HTMLElement, findings: Finding[], text: string}} Unit */

  /** @type {(id: string) => any} */
  const by = (id) => document.getElementById(id);
  const data = JSON.parse(by("data").textContent);
  const words = data.words;
  /** @type {Map<number, Finding>} */
  const findings = new Map();
  /** @type {Unit[]} */
  const units = [];
  /** @type {Map<HTMLElement, number[]>} */
  const marks = new Map();
  /** @type {Finding | null} */
  let current = null;
  /** @type {Finding[]} */
  let order = [];
  const highlights = /** @type {any} */ (globalThis).CSS?.highlights;
  const narrow = matchMedia("(max-width: 59.99rem)");

  function collect() {
    for (const article of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".document"))) {
      for (const chapter of /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll(".chapter"))) {
        for (const element of /** @type {NodeListOf<HTMLElement>} */ (chapter.querySelectorAll(".p"))) {
          collectUnit(element, chapter, article);
        }
        const own = chapter.querySelector(":scope > .notes");
        if (own) collectUnit(chapter, chapter, article, /** @type {HTMLElement} */ (own));
      }
    }
    for (const mark of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#tekst a[href^='#n']:not(.go)"))) {
      const over = (mark.dataset.f || mark.getAttribute("href")?.slice(2) || "").split(" ").map(Number);
      marks.set(mark, over);
      for (const number of over) {
        const finding = findings.get(number);
        if (finding && !finding.mark) finding.mark = mark;
      }
    }
  }

  /** @param {HTMLElement} element @param {HTMLElement} chapter @param {HTMLElement} article @param {HTMLElement} [list] */
  function collectUnit(element, chapter, article, list) {
    /** @type {Unit} */
    const unit = { element, chapter, document: article, findings: [], text: "" };
    const items = /** @type {NodeListOf<HTMLElement>} */ (list ? list.children : element.querySelectorAll(".notes > li"));
    for (const item of items) {
      const number = Number(item.id.slice(1));
      const kind = item.classList;
      findings.set(number, {
        number, item, unit, mark: null, shown: true,
        severity: kind.contains("e") ? "e" : kind.contains("w") ? "w" : "i",
        aside: kind.contains("k"), rule: Number(item.dataset.r), remarks: Number(item.dataset.a),
        answer: JSON.parse(item.dataset.s || "null"),
      });
      unit.findings.push(/** @type {Finding} */ (findings.get(number)));
    }
    units.push(unit);
  }

  /** @param {Finding} finding @returns {Rule} */
  function ruleOf(finding) {
    const locale = finding.item.parentElement?.getAttribute("lang") || "nb";
    return data.rules[locale][finding.rule];
  }

  /** @type {Map<HTMLElement, [string, string, string][][]>} */
  const remarks = new Map();
  /** @param {Finding} finding */
  function remarksOf(finding) {
    const article = finding.unit.document;
    let all = remarks.get(article);
    if (!all) {
      all = JSON.parse(article.querySelector(".remarks")?.textContent || "[]");
      remarks.set(article, /** @type {[string, string, string][][]} */ (all));
    }
    return /** @type {[string, string, string][][]} */ (all)[finding.remarks] || [];
  }

  // Filters

  /** @param {string} id */
  const value = (id) => by(id)?.value || "";
  /** @param {string} id */
  const checked = (id) => Boolean(by(id)?.checked);

  function apply() {
    const severities = new Set([...document.querySelectorAll("[name=severity]:checked")].map((one) => /** @type {HTMLInputElement} */ (one).value));
    const category = value("category"), rule = value("rule"), chapter = value("chapter"), doc = value("document");
    const query = value("search").trim().toLocaleLowerCase();
    const aside = checked("aside");
    const narrowed = Boolean(category || rule);
    const only = checked("found") || narrowed;
    let shown = 0;
    order = [];
    for (const unit of units) {
      let visible = (!chapter || unit.chapter.id === chapter) && (!doc || unit.document.id === doc);
      if (visible && query) {
        unit.text ||= (unit.element === unit.chapter ? unit.element.querySelector(":scope > .notes")?.textContent || "" : unit.element.textContent || "").toLocaleLowerCase();
        visible = unit.text.includes(query);
      }
      let any = false;
      for (const finding of unit.findings) {
        finding.shown = visible && severities.has(finding.severity) && (aside || !finding.aside) &&
          (!rule || finding.rule === Number(rule)) && (!category || ruleOf(finding).category === category);
        any ||= finding.shown;
      }
      if (unit.element !== unit.chapter) unit.element.hidden = !visible || (only && !any);
    }
    for (const article of document.querySelectorAll(".document")) {
      const one = /** @type {HTMLElement} */ (article);
      one.hidden = Boolean(doc) && one.id !== doc;
      const restricted = query || chapter || only;
      const cards = /** @type {HTMLElement | null} */ (one.querySelector(".cards"));
      if (cards) cards.hidden = Boolean(restricted);
      for (const part of /** @type {NodeListOf<HTMLElement>} */ (one.querySelectorAll(".chapter"))) {
        part.hidden = Boolean(restricted) && !part.querySelector(".p:not([hidden])");
      }
    }
    for (const [mark, over] of marks) {
      const seen = over.map((number) => findings.get(number)).filter((one) => one?.shown);
      mark.classList.toggle("off", !seen.length);
      if (seen.length) {
        mark.removeAttribute("tabindex");
        mark.classList.remove("e", "w", "i");
        mark.classList.add(/** @type {Finding} */ (seen[0]).severity);
      } else mark.tabIndex = -1;
    }
    for (const finding of findings.values()) {
      finding.item.hidden = !finding.shown;
      if (finding.shown) shown += 1;
      if (finding.shown && finding.mark) order.push(finding);
    }
    order.sort((one, other) => one.mark === other.mark ? one.number - other.number :
      /** @type {Node} */ (one.mark).compareDocumentPosition(/** @type {Node} */ (other.mark)) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
    const format = new Intl.NumberFormat(document.documentElement.lang);
    const chosen = ["document", "category", "rule", "chapter"].filter(value).map((id) => by(id).selectedOptions[0].text);
    const count = words.shown.replace("{n}", format.format(shown)).replace("{all}", format.format(findings.size));
    by("shown").textContent = [count, ...chosen].join(" · ");
    by("nothing").hidden = units.some((unit) => !unit.element.hidden);
    by("more").querySelector("summary").classList.toggle("on", Boolean(category || rule || chapter || doc || checked("found") || aside));
    if (current && !current.shown) choose(null);
    else place();
    paint(query);
  }

  /** @param {string} query */
  function paint(query) {
    if (!highlights) return;
    highlights.delete("found");
    if (query.length < 2) return;
    const ranges = [];
    for (const unit of units) {
      if (unit.element.hidden || !unit.text.includes(query)) continue;
      const walker = document.createTreeWalker(unit.element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node && ranges.length < 2000; node = walker.nextNode()) {
        const text = (node.textContent || "").toLocaleLowerCase();
        for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, Math.min(at + query.length, (node.textContent || "").length));
          ranges.push(range);
        }
      }
    }
    highlights.set("found", new /** @type {any} */ (globalThis).Highlight(...ranges));
  }

  // The panel

  /** @param {string} tag @param {string} [text] @param {string} [name] */
  function make(tag, text = "", name = "") {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    return element;
  }

  function place() {
    const at = current ? order.indexOf(current) : -1;
    by("place").textContent = at < 0 ? "" : words.finding_of.replace("{n}", String(at + 1)).replace("{all}", String(order.length));
    by("previous").disabled = by("next").disabled = !order.length;
  }

  /** @param {Finding | null} finding @param {boolean} [move] */
  function choose(finding, move = false) {
    for (const mark of document.querySelectorAll("a.now")) {
      mark.classList.remove("now");
      mark.removeAttribute("aria-describedby");
    }
    current = finding;
    const detail = by("detail");
    by("panel").classList.toggle("open", Boolean(finding));
    if (!finding) {
      detail.replaceChildren(make("p", words.choose, "hint"));
      place();
      return;
    }
    detail.replaceChildren(...told(finding));
    by("panel").scrollTop = 0;
    for (const [mark, over] of marks) if (over.includes(finding.number)) mark.classList.add("now");
    if (finding.mark) {
      finding.mark.setAttribute("aria-describedby", "message");
      if (move) {
        finding.mark.focus({ preventScroll: true });
        const box = finding.mark.getBoundingClientRect();
        const low = innerHeight * (narrow.matches ? 0.45 : 0.9);
        if (box.top < 130 || box.bottom > low) finding.mark.scrollIntoView({ block: narrow.matches ? "start" : "center" });
      }
    }
    place();
  }

  /** @param {Finding} finding */
  function told(finding) {
    const rule = ruleOf(finding);
    const [title, address, message] = [...finding.item.children].map((one) => one.textContent || "");
    const parts = [];
    const tag = make("span", data.severities[finding.severity], `tag ${finding.severity}`);
    tag.textContent = `${{ e: "✖", w: "▲", i: "●" }[finding.severity]} ${tag.textContent}`;
    const head = make("div");
    head.append(tag, make("span", rule.name, "where"));
    const where = make("p", address, "where");
    const why = make("p", message);
    why.id = "message";
    parts.push(head, make("h3", title), where);
    const quote = quoteOf(finding);
    if (quote) parts.push(make("blockquote", quote));
    parts.push(why);
    const rest = make("div");
    for (const [kind, label, text] of remarksOf(finding)) {
      const box = make("div", "", kind);
      if (label) box.append(make("h4", label));
      box.append(make("p", text));
      if (kind === "advice") parts.push(box);
      else rest.append(...box.childNodes);
    }
    parts.push(rest, answering(finding));
    if (rule.rationale) parts.push(make("h4", words.rationale), make("p", rule.rationale));
    if (rule.sources.length) {
      const list = make("ul");
      for (const [text, url] of rule.sources) {
        const item = make("li", url ? "" : text);
        if (url) {
          const link = /** @type {HTMLAnchorElement} */ (make("a", text));
          link.href = url;
          link.rel = "noopener noreferrer";
          link.target = "_blank";
          item.append(link);
        }
        list.append(item);
      }
      parts.push(make("h4", words.sources), list);
    }
    parts.push(make("h4", words.rule), make("code", rule.id));
    const others = finding.mark ? (marks.get(finding.mark) || []).filter((number) => number !== finding.number && findings.get(number)?.shown) : [];
    if (others.length) {
      const also = make("div", "", "also");
      also.append(make("h4", words.also_here));
      for (const number of others) {
        const other = /** @type {Finding} */ (findings.get(number));
        const button = make("button", other.item.children[0].textContent || "", "plain");
        button.addEventListener("click", () => choose(other));
        also.append(button);
      }
      parts.push(also);
    }
    return parts;
  }

  // Answers: kept on the page until they are saved to a file that regcheck reads with --answers.

  let who = "";
  let unsaved = false;
  /** @param {Answer | null} answer */
  const counts = (answer) => answer !== null && (answer[0] === "fixed" || answer[0] === "seen" || answer[1].trim() !== "");

  /** @param {Finding} finding */
  function answering(finding) {
    const box = make("fieldset", "", "answer");
    const given = finding.answer;
    const hint = make("p", "", "hint");
    hint.setAttribute("role", "status");
    const reason = field(words.because, given ? given[1] : "");
    const by_ = field(words.by, given && given[2] ? given[2] : who);
    /** @type {HTMLElement[]} */
    const kinds = ["keep", "ignore", "fixed"].map((kind) => {
      const button = make("button", words[kind], "button");
      button.addEventListener("click", () => take(kind));
      button.dataset.kind = kind;
      return button;
    });
    const back = make("button", words.no_answer, "plain");
    back.addEventListener("click", () => {
      take("");
      kinds[0].focus();
    });
    /** @param {string | null} kind */
    function take(kind) {
      const now = kind === null ? finding.answer?.[0] || "" : kind;
      if (kind !== null) {
        const today = new Date();
        const day = new Date(today.getTime() - 60000 * today.getTimezoneOffset()).toISOString().slice(0, 10);
        finding.answer = now ? [now, reason.input.value.trim(), by_.input.value.trim(), day] : null;
      } else if (finding.answer) {
        finding.answer = [now, reason.input.value.trim(), by_.input.value.trim(), finding.answer[3]];
      }
      who = by_.input.value.trim();
      if (kind && !counts(finding.answer)) reason.input.focus();
      unsaved = true;
      tell();
      saving();
    }
    function tell() {
      for (const button of kinds) button.setAttribute("aria-pressed", String(button.dataset.kind === finding.answer?.[0]));
      back.hidden = !finding.answer;
      hint.textContent = finding.answer && !counts(finding.answer) ? words.needs_reason : "";
      finding.mark?.classList.toggle("said", counts(finding.answer));
    }
    for (const one of [reason, by_]) one.input.addEventListener("input", () => take(null));
    const row = make("div", "", "kinds");
    row.append(...kinds);
    box.append(make("legend", words.answer), row, reason.label, by_.label, hint, back);
    tell();
    return box;
  }

  /** @param {string} name @param {string} value_ */
  function field(name, value_) {
    const label = make("label", "", "field");
    const input = /** @type {HTMLInputElement} */ (make("input"));
    input.value = value_;
    label.append(make("span", name, "label"), input);
    return { label, input };
  }

  function saving() {
    const number = [...findings.values()].filter((one) => counts(one.answer)).length;
    by("save").hidden = !number;
    by("save").querySelector("b").textContent = String(number);
  }

  function save() {
    const known = [...findings.values()].filter((one) => counts(one.answer)).map((finding) => {
      const [kind, reason, name, day] = /** @type {Answer} */ (finding.answer);
      const { path, refid } = finding.unit.document.dataset;
      const [hash, index] = (finding.item.dataset.h || "").split(" ");
      const where = refid ? { path, refid } : { path };
      const about = { ...where, address: finding.item.dataset.p, rule: ruleOf(finding).id, words: quoteOf(finding), hash, index: Number(index) };
      return { ...about, answer: kind, ...(name && { by: name }), ...(day && { day }), ...(reason && { reason }) };
    });
    const text = JSON.stringify({ version: 1, tool: "regcheck", findings: known }, null, 1);
    const link = /** @type {HTMLAnchorElement} */ (make("a"));
    link.href = URL.createObjectURL(new Blob([text + "\n"], { type: "application/json" }));
    link.download = "regcheck-svar.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    unsaved = false;
  }

  /** @param {Finding} finding */
  function quoteOf(finding) {
    let text = "";
    for (const mark of finding.unit.element.querySelectorAll("a[href^='#n']")) {
      if (marks.get(/** @type {HTMLElement} */ (mark))?.includes(finding.number)) text += mark.textContent;
    }
    return text.length > 300 ? `${text.slice(0, 299)}…` : text;
  }

  /** @param {number} by_ */
  function step(by_) {
    if (!order.length) return;
    let at = current ? order.indexOf(current) : -1;
    if (at < 0) {
      const seen = order.findIndex((one) => /** @type {HTMLElement} */ (one.mark).getBoundingClientRect().top > 100);
      at = seen < 0 ? (by_ > 0 ? order.length - 1 : 0) : by_ > 0 ? seen - 1 : seen;
    }
    choose(order[(at + by_ + order.length) % order.length], true);
  }

  // Events

  function listen() {
    const tools = by("tools");
    let waiting = 0;
    tools.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
    tools.addEventListener("change", (/** @type {Event} */ event) => { if (/** @type {HTMLElement} */ (event.target).id !== "search") apply(); });
    by("clear").addEventListener("click", () => { tools.reset(); apply(); });
    by("search").addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(apply, findings.size > 500 ? 180 : 60);
    });
    by("tekst").addEventListener("click", (/** @type {MouseEvent} */ event) => {
      const mark = /** @type {HTMLElement} */ (event.target).closest("a[href^='#n']:not(.go)");
      if (!mark) return;
      event.preventDefault();
      const seen = (marks.get(/** @type {HTMLElement} */ (mark)) || []).map((number) => findings.get(number)).find((one) => one?.shown);
      if (seen) choose(seen, narrow.matches);
    });
    document.addEventListener("click", (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      const link = target.closest("a.go");
      const finding = link && findings.get(Number(link.getAttribute("href")?.slice(2)));
      if (finding && finding.mark) {
        event.preventDefault();
        if (!finding.shown) {
          tools.reset();
          apply();
        }
        choose(finding, true);
      }
      const button = /** @type {HTMLElement | null} */ (target.closest("button.sort"));
      if (button) sort(button);
    });
    by("previous").addEventListener("click", () => step(-1));
    by("next").addEventListener("click", () => step(1));
    by("close").addEventListener("click", close);
    by("save").addEventListener("click", save);
    addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".jump"))) {
      button.addEventListener("click", () => {
        tools.reset();
        for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[name=severity]"))) box.checked = box.value === button.dataset.severity;
        by("category").value = button.dataset.category || "";
        apply();
        step(1);
      });
    }
    document.addEventListener("keydown", press);
    document.addEventListener("click", (event) => {
      if (!by("more").contains(/** @type {Node} */ (event.target)) && !narrow.matches) by("more").open = false;
    });
    addEventListener("beforeprint", beforePrint);
  }

  /** @param {HTMLElement} button */
  function sort(button) {
    const body = button.closest("table")?.tBodies[0];
    if (!body) return;
    const key = button.dataset.by || "a";
    const rows = [...body.rows].sort((one, other) => Number(one.dataset[key]) - Number(other.dataset[key]));
    body.append(...rows);
    for (const head of button.closest("tr")?.cells || []) head.removeAttribute("aria-sort");
    button.closest("th")?.setAttribute("aria-sort", "ascending");
  }

  function close() {
    const mark = current?.mark;
    choose(null);
    mark?.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key === "Escape") {
      if (by("more").open) {
        by("more").open = false;
        by("more").querySelector("summary").focus();
      } else if (target.id === "search" && value("search")) {
        by("search").value = "";
        apply();
      } else close();
      return;
    }
    if (target.matches("input:not([type=checkbox]), select, textarea")) return;
    const arrow = current && (target === current.mark || by("panel").contains(target) || target === document.body);
    if (arrow && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
    if (!checked("keys")) return;
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      step(event.key === "j" ? 1 : -1);
    } else if (event.key === "/") {
      event.preventDefault();
      by("search").focus();
    }
  }

  let told_ = false;
  function beforePrint() {
    if (told_) return;
    told_ = true;
    for (const finding of findings.values()) {
      for (const [kind, label, text] of remarksOf(finding)) finding.item.append(make("p", label ? `${label}: ${text}` : text, kind));
    }
  }

  function chapters() {
    for (const chapter of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".chapter"))) {
      const heading = chapter.querySelector(":scope > h3");
      if (!heading) continue;
      const option = new Option((heading.textContent || "").trim().replace(/\s+/g, " "), chapter.id);
      by("chapter").append(option);
    }
  }

  collect();
  document.documentElement.classList.add("script");
  if (findings.size > 500) document.documentElement.classList.add("many");
  by("tools").hidden = by("panel").hidden = false;
  chapters();
  for (const finding of findings.values()) finding.mark?.classList.toggle("said", counts(finding.answer));
  saving();
  listen();
  apply();
})();
