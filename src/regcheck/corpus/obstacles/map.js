"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const HEIGHT = 96, AHEAD = 8;
  const { texts, rows, provisions, words } = data;
  const view = document.querySelector(".view"), body = document.querySelector(".body");
  const count = document.querySelector(".count"), box = document.querySelector("dialog");
  const command = document.querySelector(".command"), search = document.getElementById("search");
  const selects = [...document.querySelectorAll("select[data-by]")];
  const places = Object.fromEntries(data.columns.map((name, at) => [name, at]));
  const cell = (row, name) => texts[row[places[name]]];
  const split = (row, name) => cell(row, name).split("; ").filter(Boolean);
  const P = { start: 0, number: 1, weight: 2, place: 3, change: 4, key: 5, worst: 6, comment: 7, conclusion: 8, responsible: 9, status: 10, deadline: 11, cases: 12 };
  const PEOPLE = ["comment", "conclusion", "responsible", "status", "deadline", "cases"];
  const t = words.columns;
  const found = one => rows.slice(one[P.start], one[P.start] + one[P.number]);
  const first = one => rows[one[P.start]], worst = one => rows[one[P.start] + one[P.worst]];
  const link = row => cell(row, "link");
  const each = (one, of) => [...new Set(found(one).map(of).flat())].filter(Boolean);
  const own = {
    ...Object.fromEntries(["ministry", "legal_area", "life_event"].map(by => [by, row => split(row, by)])),
    ...Object.fromEntries(["category", "kind", "severity", "verdict", "confidence", "group", "party", "decider", "standing"].map(by => [by, row => [cell(row, by)]])),
  };
  const whole = {
    actor: one => cell(first(one), "actor"),
    change: one => one[P.change],
    conclusion: one => one[P.conclusion] || "",
    status: one => one[P.status] || "",
  };
  const hard = one => found(one).filter(row => words.hard.includes(cell(row, "group"))).length;
  const severity = one => Math.min(...found(one).map(row => words.severities.indexOf(cell(row, "severity"))));
  const sorts = {
    rank: (one, at) => at,
    document: one => `${cell(first(one), "document")} ${String(one[P.start]).padStart(9, "0")}`,
    text: one => -one[P.number],
    kind: one => `${severity(one)} ${cell(worst(one), "kind")}`,
    ministry: one => own.ministry(first(one)).join("; "),
    conclusion: one => `${one[P.conclusion] ? 0 : 1}${one[P.conclusion] || ""} ${one[P.status] || ""}`,
    weight: one => -one[P.weight],
  };
  const all = provisions.map((one, at) => at);
  let shown = all, sorted = { by: "rank", up: true }, low = null;
  const lowered = () => (low ??= provisions.map(one => `${found(one).map(row => cell(row, "text")).join(" ")} ${one[P.place]} ${cell(first(one), "document")}`.toLowerCase()));
  const element = (tag, text, cls) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (cls) made.className = cls;
    return made;
  };
  const valuesOf = (by, one) => (whole[by] ? [whole[by](one)] : [...new Set(found(one).flatMap(own[by]))]);

  for (const select of selects) {
    const by = select.dataset.by, numbers = new Map();
    for (const one of provisions) for (const value of valuesOf(by, one)) numbers.set(value, (numbers.get(value) || 0) + 1);
    const listed = [...numbers].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    select.append(new Option(words.all, ""));
    for (const [value, n] of listed) select.append(new Option(`${value || words.none} (${n})`, JSON.stringify(value)));
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
  document.getElementById("export").addEventListener("click", () => {
    const made = element("a");
    made.href = URL.createObjectURL(new Blob(["\ufeff", csv()], { type: "text/csv" }));
    made.download = `${words.file}.csv`;
    made.click();
    URL.revokeObjectURL(made.href);
  });
  for (const button of document.querySelectorAll("[data-sort]"))
    button.addEventListener("click", () => {
      const by = button.dataset.sort;
      sorted = { by, up: sorted.by === by ? !sorted.up : true };
      for (const one of document.querySelectorAll("[data-sort]"))
        one.parentElement.setAttribute("aria-sort", one === button ? (sorted.up ? "ascending" : "descending") : "none");
      filter();
    });

  const chosen = () => selects.filter(one => one.value).map(one => [one.dataset.by, JSON.parse(one.value)]);
  function filter() {
    const wanted = chosen(), sought = search.value.trim().toLowerCase();
    const text = sought ? lowered() : null;
    const ofRows = wanted.filter(([by]) => own[by]), ofWhole = wanted.filter(([by]) => whole[by]);
    const has = ([by, value], row) => { const its = own[by](row); return value ? its.includes(value) : !its.length || its.includes(value); };
    shown = all.filter(at => {
      const one = provisions[at];
      return ofWhole.every(([by, value]) => whole[by](one) === value)
        && (!ofRows.length || found(one).some(row => ofRows.every(each => has(each, row))))
        && (!sought || text[at].includes(sought));
    });
    if (sorted.by !== "rank" || !sorted.up) {
      const keys = new Map(shown.map(at => [at, sorts[sorted.by](provisions[at], at)]));
      const order = (a, b) => typeof keys.get(a) === "string" ? keys.get(a).localeCompare(keys.get(b), words.locale) : keys.get(a) - keys.get(b);
      shown = [...shown].sort((a, b) => (sorted.up ? 1 : -1) * order(a, b) || a - b);
    }
    tellCommand(wanted);
    view.scrollTop = 0;
    draw(true);
  }

  function tellCommand(wanted) {
    const options = [];
    for (const [by, value] of wanted) {
      const id = words.ids[by === "kind" ? "rule" : by]?.[value];
      if (by === "ministry" || by === "legal_area") options.push(`--${by === "ministry" ? by : "area"} "${value}"`);
      else if (id) options.push(`--${by === "kind" ? "rule" : by.replace("_", "-")} ${id}`);
      else if (by === "severity" && value === words.severities[0]) options.push("--severity error");
    }
    command.hidden = !options.length;
    command.replaceChildren(`${words.command} `, element("code", `regcheck obstacles SCAN ${options.join(" ")} -o ${words.file}`));
  }

  const marked = row => {
    const text = cell(row, "text"), quote = cell(row, "quote"), at = quote ? text.indexOf(quote) : -1;
    return at < 0 ? [text] : [text.slice(0, at), element("mark", quote), text.slice(at + quote.length)];
  };
  const angled = row => marked(row).map(one => (one.tagName ? `«${one.textContent}»` : one)).join("");

  function csv() {
    const cells = (one, at) => {
      const row = first(one), by = name => valuesOf(name, one).filter(Boolean).join("; ");
      return {
        rank: at + 1, document: cell(row, "document"), place: one[P.place], text: each(one, angled).join("\n"),
        proposal: each(one, row => cell(row, "proposal")).join("\n"), change: whole.change(one), actor: whole.actor(one),
        ministry: by("ministry"), agency: cell(row, "agency"), severity: words.severities[severity(one)],
        findings: one[P.number], hard: hard(one), kind: by("kind"), category: by("category"), group: by("group"),
        function: each(one, row => cell(row, "function")).join("; "), party: by("party"), decider: by("decider"), standing: by("standing"), root: each(one, row => cell(row, "root")).join("; "), body: cell(row, "body"), life_event: by("life_event"),
        act: cell(row, "act"), based_on: cell(row, "based_on"), link: link(worst(one)), weight: one[P.weight].toLocaleString(words.locale), key: one[P.key],
        ...Object.fromEntries(PEOPLE.map(name => [name, one[P[name]] || ""])),
      };
    };
    const safe = value => { const text = String(value); return `"${(/^['\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`; };
    const lines = shown.map(at => { const made = cells(provisions[at], at); return words.order.map(name => safe(made[name] ?? "")).join(","); });
    return [words.order.map(name => safe(t[name])).join(","), ...lines].join("\r\n") + "\r\n";
  }

  let from = -1, to = -1;
  function draw(anew) {
    const begin = Math.max(0, Math.floor(view.scrollTop / HEIGHT) - AHEAD);
    const end = Math.min(shown.length, Math.ceil((view.scrollTop + view.clientHeight) / HEIGHT) + AHEAD);
    if (anew) {
      body.style.height = `${shown.length * HEIGHT}px`;
      const number = shown.reduce((sum, at) => sum + provisions[at][P.number], 0);
      count.textContent = words.shown_provisions.replace("{n}", shown.length.toLocaleString(words.locale)).replace("{rows}", number.toLocaleString(words.locale));
      view.setAttribute("aria-rowcount", shown.length + 1);
    } else if (begin === from && end === to) return;
    [from, to] = [begin, end];
    const kept = document.activeElement?.dataset?.at;
    body.replaceChildren(...shown.slice(begin, end).map((at, n) => line(at, begin + n)));
    if (kept) body.querySelector(`button[data-at="${kept}"]`)?.focus({ preventScroll: true });
  }

  function line(at, place) {
    const one = provisions[at], row = worst(one), made = element("div", undefined, "row");
    made.setAttribute("role", "row");
    made.setAttribute("aria-rowindex", place + 2);
    made.style.top = `${place * HEIGHT}px`;
    const add = (...inside) => { const held = element("div"); held.setAttribute("role", "cell"); held.append(...inside); made.append(held); return held; };
    const open = element("button", one[P.place] || "§");
    open.type = "button";
    open.dataset.at = place;
    open.addEventListener("click", () => detail(one));
    const kinds = each(one, r => cell(r, "kind")), level = severity(one);
    add(String(at + 1)).className = "right";
    add(element("div", cell(row, "document")), open, element("div", whole.change(one), "soft"));
    add(...marked(row));
    add(element("div", kinds[0] + (kinds.length > 1 ? ` + ${kinds.length - 1}` : "")), element("div", words.severities[level], ["error", "warning", "info"][level]), element("div", cell(row, "group"), "soft"));
    add(element("div", own.ministry(row).join("; ")), element("div", whole.actor(one), "soft"));
    add(element("div", one[P.conclusion] || ""), element("div", one[P.status] || "", "soft"));
    add(one[P.weight].toLocaleString(words.locale)).className = "right";
    return made;
  }

  function listOf(pairs) {
    const list = element("dl");
    for (const [title, value] of pairs)
      if (value && value.length !== 0) {
        const held = element("dd");
        held.append(...[value].flat());
        list.append(element("dt", title), held);
      }
    return list;
  }

  function page(url, text) {
    const made = element("a", text);
    made.href = url;
    made.rel = "noreferrer";
    return made;
  }

  function detail(one) {
    const row = first(one), url = link(worst(one));
    const inside = [
      element("h2", `${cell(row, "document")} ${one[P.place]}`),
      listOf([
        [t.document, cell(row, "document")], [t.refid, cell(row, "refid")], [t.link, url && page(url, url)], [t.actor, whole.actor(one)], [t.body, cell(row, "body")], [t.ministry, own.ministry(row).join("; ")],
        [t.agency, cell(row, "agency")], [t.legal_area, own.legal_area(row).join("; ")], [t.act, cell(row, "act")], [t.based_on, cell(row, "based_on")],
        [t.in_force, cell(row, "in_force")], [t.life_event, valuesOf("life_event", one).join("; ")], [t.change, whole.change(one)],
        ...PEOPLE.map(name => [t[name], one[P[name]]]),
      ]),
    ];
    for (const each of found(one)) {
      const its = element("section", undefined, "finding"), quote = cell(each, "quote"), whereTo = link(each);
      its.append(element("h3", cell(each, "kind")), listOf([
        [t.text, marked(each)],
        ...["section", "target", "standing", "root", "message", "proposal"].map(name => [t[name], cell(each, name)]),
        [t.kind, `${cell(each, "kind")} (${cell(each, "rule")})`],
        ...["severity", "confidence", "group", "function", "verdict", "party", "decider"].map(name => [t[name], cell(each, name)]),
        [t.link, whereTo && quote && page(`${whereTo}#:~:text=${encodeURIComponent(quote).replaceAll("-", "%2D")}`, words.marked_text)],
        ...PEOPLE.filter(name => name in places).map(name => [t[name], cell(each, name)]),
      ]));
      inside.push(its);
    }
    const close = element("button", words.close);
    close.type = "button";
    close.addEventListener("click", () => box.close());
    box.replaceChildren(...inside, close);
    box.showModal();
  }

  view.addEventListener("scroll", () => requestAnimationFrame(() => draw(false)), { passive: true });
  new ResizeObserver(() => draw(false)).observe(view);
  draw(true);
  document.documentElement.dataset.ready = "yes";
})();
