"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const HEIGHT = 96, AHEAD = 8;
  const { docs, rules, texts, rows, words, names } = data;
  const view = document.querySelector(".view"), body = document.querySelector(".body");
  const count = document.querySelector(".count"), box = document.querySelector("dialog");
  const search = document.getElementById("search");
  const selects = [...document.querySelectorAll("select[data-by]")];
  const R = { doc: 0, rule: 1, severity: 2, section: 3, text: 4, message: 5, quote: 6, verdict: 7, confidence: 8, anchor: 9, change: 10, target: 11, comment: 12, conclusion: 13, responsible: 14, status: 15, deadline: 16 };
  const D = { title: 0, refid: 1, kind: 2, ministries: 3, agency: 4, areas: 5, based: 6, events: 7, force: 8, url: 9 };
  const values = {
    ministry: row => docs[row[R.doc]][D.ministries],
    legal_area: row => docs[row[R.doc]][D.areas],
    life_event: row => docs[row[R.doc]][D.events],
    category: row => [rules[row[R.rule]][1]],
    kind: row => [rules[row[R.rule]][0]],
    severity: row => [row[R.severity]],
    verdict: row => [row[R.verdict]],
    change: row => [row[R.change] || 0],
    status: row => [row[R.status] || ""],
  };
  let shown = rows, low = null;
  const lowered = () => (low ??= rows.map(row => `${texts[row[R.text]]} ${row[R.section]} ${docs[row[R.doc]][D.title]}`.toLowerCase()));
  const element = (tag, text, cls) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (cls) made.className = cls;
    return made;
  };
  const name = (by, value) => (names[by] ? names[by][value] : value);

  for (const select of selects) {
    const by = select.dataset.by, numbers = new Map();
    for (const row of rows) for (const value of new Set(values[by](row))) numbers.set(value, (numbers.get(value) || 0) + 1);
    const listed = [...numbers].map(([value, n]) => [value, n, name(by, value) || words.none]);
    listed.sort((a, b) => b[1] - a[1] || (a[2] < b[2] ? -1 : 1));
    select.append(new Option(words.all, ""));
    for (const [value, n, label] of listed) select.append(new Option(`${label} (${n})`, JSON.stringify(value)));
    select.addEventListener("change", filter);
    if (listed.length < 2) select.parentElement.hidden = true;
  }
  let wait = 0;
  search.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(filter, 150); });
  document.getElementById("clear").addEventListener("click", () => {
    for (const select of selects) select.value = "";
    search.value = "";
    filter();
  });

  function filter() {
    const wanted = selects.filter(one => one.value).map(one => [values[one.dataset.by], JSON.parse(one.value)]);
    const sought = search.value.trim().toLowerCase();
    const all = sought ? lowered() : null;
    shown = wanted.length || sought
      ? rows.filter((row, at) => wanted.every(([of, value]) => of(row).includes(value)) && (!sought || all[at].includes(sought)))
      : rows;
    view.scrollTop = 0;
    draw(true);
  }

  let first = -1, last = -1;
  function draw(anew) {
    const from = Math.max(0, Math.floor(view.scrollTop / HEIGHT) - AHEAD);
    const to = Math.min(shown.length, Math.ceil((view.scrollTop + view.clientHeight) / HEIGHT) + AHEAD);
    if (anew) {
      body.style.height = `${shown.length * HEIGHT}px`;
      count.textContent = words.shown.replace("{n}", shown.length.toLocaleString(words.locale));
      view.setAttribute("aria-rowcount", shown.length + 1);
    } else if (from === first && to === last) return;
    [first, last] = [from, to];
    const kept = document.activeElement?.dataset?.at;
    body.replaceChildren(...shown.slice(from, to).map((row, n) => line(row, from + n)));
    if (kept) body.querySelector(`button[data-at="${kept}"]`)?.focus({ preventScroll: true });
  }

  function line(row, at) {
    const doc = docs[row[R.doc]], rule = rules[row[R.rule]];
    const made = element("div", undefined, "row");
    made.setAttribute("role", "row");
    made.setAttribute("aria-rowindex", at + 2);
    made.style.top = `${at * HEIGHT}px`;
    const cell = (...inside) => { const one = element("div"); one.setAttribute("role", "cell"); one.append(...inside); made.append(one); };
    const open = element("button", row[R.section] || "§");
    open.type = "button";
    open.dataset.at = at;
    open.addEventListener("click", () => detail(row));
    cell(element("div", doc[D.title]), element("div", doc[D.refid], "soft"));
    cell(open, element("div", names.change[row[R.change] || 0], "soft"));
    cell(texts[row[R.text]]);
    cell(element("div", rule[0]), element("div", names.severity[row[R.severity]], ["error", "warning", "info"][row[R.severity]]));
    cell(doc[D.ministries].map(one => names.ministry[one]).join("; "));
    cell(element("div", row[R.conclusion] || ""), element("div", row[R.status] || "", "soft"));
    return made;
  }

  function detail(row) {
    const doc = docs[row[R.doc]], rule = rules[row[R.rule]], list = element("dl");
    const add = (title, value) => { if (value) list.append(element("dt", title), typeof value === "string" ? element("dd", value) : value); };
    const t = words.columns;
    add(t.document, doc[D.title]); add(t.refid, doc[D.refid]); add(t.section, row[R.section]); add(t.text, texts[row[R.text]]);
    add(t.target, names.target[row[R.target] || 0]);
    add(t.quote, row[R.quote]); add(t.kind, `${rule[0]} (${rule[3]})`); add(t.message, texts[row[R.message]]); add(t.function, rule[2]);
    add(t.verdict, names.verdict[row[R.verdict]]); add(t.confidence, names.confidence[row[R.confidence]]); add(t.severity, names.severity[row[R.severity]]);
    add(t.ministry, doc[D.ministries].map(one => names.ministry[one]).join("; ")); add(t.agency, doc[D.agency]);
    add(t.legal_area, doc[D.areas].map(one => names.legal_area[one]).join("; ")); add(t.based_on, doc[D.based]); add(t.in_force, doc[D.force]);
    add(t.life_event, doc[D.events].map(one => names.life_event[one]).join("; "));
    for (const one of ["comment", "conclusion", "responsible", "status", "deadline"]) add(t[one], row[R[one]]);
    if (doc[D.url]) {
      const link = element("a", doc[D.url] + (row[R.anchor] || "")), holder = element("dd");
      link.href = link.textContent;
      link.rel = "noreferrer";
      holder.append(link);
      add(t.link, holder);
    }
    const close = element("button", words.close);
    close.type = "button";
    close.addEventListener("click", () => box.close());
    box.replaceChildren(element("h2", row[R.section] || doc[D.title]), list, close);
    box.showModal();
  }

  view.addEventListener("scroll", () => requestAnimationFrame(() => draw(false)), { passive: true });
  new ResizeObserver(() => draw(false)).observe(view);
  draw(true);
  document.documentElement.dataset.ready = "yes";
})();
