"use strict";
// What happens in the pane. `host` is Word (host.js), `engine` reaches regcheck in this tab (tab.js).
function pane(host) {
  const PAUSE = 1200; // milliseconds without a change before a text is checked while somebody writes
  const SLOW = 500; // milliseconds after which it is shown that a check goes on
  const NAME = "dokument.docx"; // answers hold whatever the file is called
  const MOST_SENTENCE = 240;
  const ANSWERS = "svar.json";
  const MARKS = { error: ["e", "✖", "Red"], warning: ["w", "▲", "Berry"], info: ["i", "●", "Blue"] };
  const $ = (id) => document.getElementById(id);
  let engine = null;
  let say = {};
  let record = null;
  let current = null;
  let opener = null;
  let stored = [];
  let unread = "";
  let lent = null;
  let busy = false;
  let again = false;
  let waiting = 0;
  let usual = 0;
  let who = "";
  let notices = [];
  const chosen = { live: true, underline: true, notes: false };

  // Words from the document go in as text, never as markup.
  function make(tag, className, text, attributes) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    return element;
  }
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const keyOf = ({ mark }) => [mark.rule, mark.content, mark.nth, mark.address].join(" ");
  const isOpen = (finding) => finding.status === "new";

  function tell(text) {
    $("status").textContent = text;
  }

  function state(text) {
    $("state").textContent = text;
  }

  // A check that takes long shows how far it is likely to have come, judged by the one before.
  function working() {
    const begun = performance.now();
    const bar = $("busy");
    bar.classList.add("on");
    const timer = setInterval(() => {
      const taken = performance.now() - begun;
      if (taken < SLOW) return;
      bar.classList.add("slow");
      if (usual) bar.value = Math.min(taken / usual, 0.95);
    }, 100);
    return (done) => {
      clearInterval(timer);
      if (done) usual = performance.now() - begun;
      bar.classList.remove("on", "slow");
      bar.removeAttribute("value");
    };
  }

  // Checking

  async function lend(text) {
    if (text === lent) return;
    unread = "";
    if (lent !== null) await engine.post("take-back?kind=answers");
    if (text !== null) {
      const wish = new URLSearchParams({ kind: "answers", name: ANSWERS, lang: document.documentElement.lang });
      unread = JSON.parse(await engine.post("lend?" + wish, new Blob([text]))).problem || "";
    }
    lent = text;
    stored = text === null || unread ? [] : JSON.parse(text).findings;
  }

  async function check() {
    clearTimeout(waiting);
    if (busy) return void (again = true);
    busy = true;
    const told = working();
    let done = false;
    state(record ? say.checking : say.starting);
    try {
      const file = await host.read();
      await lend(await host.loadAnswers());
      const wish = new URLSearchParams({ pane: "", name: NAME, lang: document.documentElement.lang });
      if (chosen.notes) wish.set("notes", "1");
      const found = JSON.parse((await engine.check("check?" + wish, file, () => null).answer).text);
      if (found.problem) throw new Error(found.problem);
      done = Boolean(record);
      record = found;
      own();
      show();
      await underline();
    } catch (fault) {
      console.error(fault);
      state(engine.broken ? say.no_start : fill(say.failed, { why: fault.message || String(fault) }));
    } finally {
      busy = false;
      told(done);
    }
    if (again) {
      again = false;
      await check();
    }
  }

  function changed() {
    clearTimeout(waiting);
    if (chosen.live) waiting = setTimeout(check, PAUSE);
  }

  async function underline() {
    const wanted = chosen.underline ? record.findings.filter(isOpen) : [];
    try {
      await host.underline(wanted.map((one) => ({ key: keyOf(one), place: one.place, quote: one.quote, wording: one.wording, colour: MARKS[one.severity][2] })));
    } catch (fault) {
      console.error(fault);
      host.abilities.underline = host.abilities.suggest = false;
      remark();
    }
  }

  // Answers: entries as a file of answers has them. Each finding that was answered owns the entry behind it.

  function own() {
    const free = new Set(stored);
    for (const finding of record.findings) {
      finding.entry = null;
      if (!finding.answer) continue;
      const { mark, answer, reason } = finding;
      const same = (one) => one.rule === mark.rule && one.answer === answer.kind && (one.by || "") === answer.by && (one.reason || "") === reason;
      const exact = (one) => one.hash === mark.content && (one.index || 0) === mark.nth;
      const mine = [...free].filter((one) => same(one));
      finding.entry = mine.find(exact) || mine[0] || null;
      free.delete(finding.entry);
    }
  }

  async function answer(finding, kind, reason, by) {
    if (unread) return;
    const first = !stored.length;
    const { mark } = finding;
    const kept = stored.filter((one) => one !== finding.entry);
    if (kind) {
      const now = new Date();
      const day = new Date(now.getTime() - 60000 * now.getTimezoneOffset()).toISOString().slice(0, 10);
      const where = { path: mark.path, ...(record.refid && { refid: record.refid }), address: mark.address };
      const what = { rule: mark.rule, words: mark.words, hash: mark.content, index: mark.nth };
      kept.push({ ...where, ...what, sentence: finding.sentence.slice(0, MOST_SENTENCE), answer: kind, ...(by && { by }), day, ...(reason && { reason }) });
    }
    if (kept.length) await host.saveAnswers(JSON.stringify({ version: 1, tool: "regcheck", findings: kept }));
    else await host.removeAnswers();
    if (kind) {
      tell(first ? say.first_answer : say.saved);
      if (first) notice(say.first_answer);
    }
    await check();
  }

  async function removeAll() {
    await host.removeAnswers();
    notices = [];
    await check();
    tell(say.removed);
    $("state").focus();
  }

  // The lists

  function notice(text) {
    notices = [text];
    remark();
  }

  function remark() {
    const { comment, underline: underlines, suggest, events } = host.abilities;
    const said = [...notices];
    if (unread) said.push(fill(say.bad_answers, { why: unread }));
    if (!comment) said.push(say.no_edit);
    if (!underlines) said.push(say.no_underline);
    else said.push(suggest ? say.suggest_tracked : say.no_suggest);
    if (!events) said.push(say.no_events);
    if (record) said.push(...record.caveats);
    $("caveats").replaceChildren(...said.map((text) => make("li", "", text)));
    $("caveats").hidden = !said.length;
    $("underlining").hidden = !underlines;
  }

  function pick(finding, words) {
    const [letter, sign] = MARKS[finding.severity];
    const button = make("button", "pick " + (isOpen(finding) ? letter : "k"), "", { type: "button" });
    button.dataset.key = keyOf(finding);
    const title = make("b", "", (isOpen(finding) ? sign : "✓") + " " + finding.title);
    button.append(title, words);
    button.addEventListener("click", () => choose(finding, button));
    const item = make("li");
    item.append(button);
    return item;
  }

  function show() {
    const focused = document.activeElement && document.activeElement.dataset.key;
    const section = document.activeElement && document.activeElement.closest("section");
    const lang = record.language || "nb";
    const shown = record.counts.filter((one) => one.figure !== "0" && (chosen.notes || one.letter !== "i")).map((one) => one.figure + " " + one.what);
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    state(fill(say.checked, { time, counts: shown.join(", ") || say.nothing.toLowerCase() }));
    $("found").hidden = false;
    $("found").lang = $("panel").lang = lang;
    const first = record.first.map((at) => record.findings[at]);
    $("first").hidden = !first.length;
    $("first").querySelector("ol").replaceChildren(...first.map((one) => pick(one, one.short)));
    $("comment-first").hidden = !host.abilities.comment;
    decide();
    const sections = new Map();
    for (const one of record.findings) sections.set(one.section, [...(sections.get(one.section) || []), one]);
    const parts = [];
    for (const [name, found] of sections) {
      const list = make("ul", "list");
      list.append(...found.map((one) => pick(one, (one.quote.length < 80 ? "«" + one.quote + "» " : "") + one.address)));
      parts.push(make("h3", "", name), list);
    }
    $("sections").replaceChildren(...(parts.length ? parts : [make("p", "hint", say.nothing)]));
    $("answers").hidden = !stored.length && !unread;
    $("kept").textContent = unread ? fill(say.bad_answers, { why: unread }) : fill(say.answer_count, { n: stored.length });
    remark();
    refresh();
    if (!focused) return;
    const again_ = [...document.querySelectorAll(".pick")].filter((one) => one.dataset.key === focused);
    (again_.find((one) => one.closest("section") === section) || again_[0] || $("state")).focus();
  }

  function decide() {
    const items = record.decisions.map((one) => {
      const item = make("li");
      const more = make("dl");
      for (const [name, text] of one.boxes) more.append(make("dt", "", name), make("dd", "", text));
      const button = make("button", "pick", one.told, { type: "button" });
      button.append(make("small", "", " " + one.address));
      button.addEventListener("click", () => go(one.place, one.told));
      item.append(button, more);
      if (one.finding !== null) {
        const see = make("button", "plain", say.finding_here, { type: "button" });
        see.addEventListener("click", () => choose(record.findings[one.finding], see));
        item.append(see);
      }
      return item;
    });
    $("decisions").hidden = !items.length;
    $("decisions").querySelector("span").textContent = "(" + items.length + ")";
    $("decisions").querySelector("ul").replaceChildren(...items);
  }

  // One finding

  async function outcome(done, good) {
    try {
      const found = await done;
      tell({ exact: good, near: say.near, gone: say.gone }[found]);
      return found;
    } catch (fault) {
      console.error(fault);
      tell(fill(say.failed, { why: fault.message }));
      return "gone";
    } finally {
      const hint = $("outcome");
      if (hint) hint.textContent = $("status").textContent;
    }
  }
  const go = (place, quote) => outcome(host.select(place, quote), say.selected);

  function choose(finding, from) {
    current = finding;
    if (from) opener = { element: from, key: keyOf(finding) };
    fillPanel();
    $("panel").querySelector("h2").focus({ preventScroll: true });
    return go(finding.place, finding.quote);
  }

  function fillPanel() {
    const finding = current;
    $("panel").hidden = !finding;
    document.body.classList.toggle("open", Boolean(finding));
    for (const one of document.querySelectorAll(".pick[aria-current]")) one.removeAttribute("aria-current");
    if (!finding) return;
    for (const one of document.querySelectorAll(".pick")) if (one.dataset.key === keyOf(finding)) one.setAttribute("aria-current", "true");
    const [letter, sign] = MARKS[finding.severity];
    const parts = [make("span", "tag " + letter, sign + " " + say.severities[finding.severity]), make("h2", "", finding.title, { tabindex: "-1" }), make("p", "where", finding.address)];
    if (finding.quote) parts.push(make("blockquote", "", finding.quote));
    parts.push(make("p", "", finding.message));
    for (const [kind, label, text] of finding.remarks) {
      const box = make("div", kind);
      if (label) box.append(make("h3", "", label));
      box.append(make("p", "", text));
      parts.push(box);
    }
    const acts = make("div", "acts");
    acts.append(button(say.show, () => go(finding.place, finding.quote)));
    if (host.abilities.comment) acts.append(button(say.comment, () => outcome(host.comment(finding.place, finding.quote, finding.comment), say.commented)));
    parts.push(acts, make("p", "hint", "", { id: "outcome" }));
    if (finding.wording && host.abilities.track && isOpen(finding)) parts.push(wording(finding));
    parts.push(answering(finding), make("h3", "", say.rule), make("code", "", finding.rule));
    $("detail").replaceChildren(...parts);
    const many = record.findings.length > 1;
    $("previous").disabled = $("next").disabled = !many;
  }

  function button(label, act, className = "button") {
    const made = make("button", className, label, { type: "button" });
    made.addEventListener("click", act);
    return made;
  }

  function field(name, value) {
    const label = make("label", "field");
    const input = make("input");
    input.value = value;
    label.append(make("span", "label", name), input);
    return { label, input };
  }

  function wording(finding) {
    const box = make("div", "acts");
    const { label, input } = field(say.wording, finding.wording);
    label.classList.add("grow");
    const accept = button(say.accept, async () => {
      if ((await outcome(host.replace(finding.place, finding.quote, input.value), say.replaced)) === "exact") await check();
    });
    box.append(label, accept);
    return box;
  }

  function answering(finding) {
    const box = make("fieldset", "answer");
    const given = finding.answer;
    const hint = make("p", "hint", given && given.reworded ? say.answered_before : "", { role: "status" });
    const reason = field(say.because, finding.reason);
    const by = field(say.by, (given && given.by) || who);
    const kinds = make("div", "kinds");
    for (const kind of ["keep", "ignore", "fixed"]) {
      const made = button(say[kind], () => {
        who = by.input.value.trim();
        if (kind !== "fixed" && !reason.input.value.trim()) {
          hint.textContent = say.needs_reason;
          return reason.input.focus();
        }
        return answer(finding, kind, reason.input.value.trim(), who);
      });
      made.setAttribute("aria-pressed", String(Boolean(given) && !given.reworded && given.kind === kind));
      kinds.append(made);
    }
    box.append(make("legend", "", say.answer), kinds, reason.label, by.label, hint);
    if (finding.entry) box.append(button(say.no_answer, () => answer(finding, "", "", ""), "plain"));
    box.disabled = Boolean(unread);
    return box;
  }

  // After a check: the same finding stays open, unless somebody is writing in the panel.
  function refresh() {
    if (!current) return;
    const key = keyOf(current);
    const now = record.findings.find((one) => keyOf(one) === key) || null;
    const inside = $("panel").contains(document.activeElement);
    if (inside && document.activeElement.matches("input") && now) {
      current.place = now.place;
      return;
    }
    const said = $("outcome") && $("outcome").textContent;
    current = now;
    fillPanel();
    if (!inside) return;
    if (!now) return back();
    if (said) $("outcome").textContent = said;
    $("panel").querySelector("h2").focus({ preventScroll: true });
  }

  function back() {
    const same = [...document.querySelectorAll("#sections .pick")].find((one) => opener && one.dataset.key === opener.key);
    const there = opener && opener.element && opener.element.isConnected ? opener.element : same;
    (there || $("state")).focus();
  }

  function close() {
    current = null;
    fillPanel();
    back();
  }

  function step(by) {
    const at = record.findings.findIndex((one) => keyOf(one) === keyOf(current));
    choose(record.findings[(at + by + record.findings.length) % record.findings.length]);
    opener = { element: null, key: keyOf(current) };
  }

  async function commentFirst() {
    let done = 0;
    for (const at of record.first) {
      const { place, quote, comment } = record.findings[at];
      if ((await host.comment(place, quote, comment).catch(() => "gone")) !== "gone") done += 1;
    }
    tell(fill(say.commented_n, { n: done }));
    notice(fill(say.commented_n, { n: done }));
  }

  // The page, anew in each language

  function speak(reached) {
    engine = reached;
    say = JSON.parse($("data").textContent).words;
    document.body.classList.add("pane");
    const act = (id, kind, does) => $(id).addEventListener(kind, does);
    for (const name of Object.keys(chosen)) {
      $(name).checked = chosen[name];
      act(name, "change", () => {
        chosen[name] = $(name).checked;
        if (name === "notes") return check();
        if (name === "underline" && record) return underline();
        return chosen.live ? changed() : clearTimeout(waiting);
      });
    }
    act("check", "click", check);
    act("comment-first", "click", commentFirst);
    act("previous", "click", () => step(-1));
    act("next", "click", () => step(1));
    act("close-panel", "click", close);
    const sure = (asked) => {
      $("sure").hidden = !asked;
      $("remove").hidden = asked;
      $(asked ? "yes" : "remove").focus();
    };
    act("remove", "click", () => sure(true));
    act("no", "click", () => sure(false));
    act("yes", "click", async () => {
      $("sure").hidden = true;
      $("remove").hidden = false;
      await removeAll();
    });
    for (const link of document.querySelectorAll(".languages a")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        engine.speak(link.lang);
      });
    }
    remark();
    if (record) {
      show();
      fillPanel();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && current) close();
  });

  async function begin() {
    await check();
    const find = (key) => record && record.findings.find((one) => keyOf(one) === key);
    await host.listen({
      changed,
      clicked: (key) => find(key) && choose(find(key)),
      accepted: changed,
    });
  }

  return { speak, begin };
}
