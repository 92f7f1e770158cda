"use strict";
// What happens on the page. `engine` is what reaches regcheck (`served`, `tab`): `check` sends a file,
// `post` says something; in a tab, `follow` opens or saves a result and `speak` changes the language.
function desk(engine, kept) {
  const page = document.body;
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const say = data.words;
  const list = $("list");
  const queue = [];
  let busy = false;

  // Names and words from files go in as text, never as markup.
  function make(tag, className, text, attributes) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    return element;
  }

  function fill(words, values) {
    return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function tell(text) {
    $("status").textContent = text;
  }

  function chosen() {
    const form = new FormData($("form"));
    const wish = new URLSearchParams();
    wish.set("lang", document.documentElement.lang);
    for (const name of ["collection", "notes", "changes", "report"]) if (form.get(name)) wish.set(name, form.get(name));
    return wish;
  }

  function add(file, isFolder) {
    const isFor = (input) => input.accept.split(",").some((end) => file.name.endsWith(end) && !$("file").accept.split(",").includes(end));
    const loan = loans.find(isFor);
    if (loan) return lend(loan, file);
    const row = make("li", "result");
    list.prepend(row);
    $("results").hidden = false;
    start(row, file, isFolder);
    row.scrollIntoView({ block: "nearest" });
  }

  function start(row, file, isFolder) {
    if (isFolder) return fail(row, file, say.folder);
    if (file.size > data.most) return fail(row, file, fill(say.too_large, { n: data.megabytes }));
    if (!file.size) return fail(row, file, say.empty);
    const wish = chosen();
    wish.set("name", file.name);
    row.className = "result";
    row.replaceChildren(heading(file.name), make("p", "hint", say.waiting), make("progress", "", "", { "aria-label": file.name, value: "0" }));
    queue.push({ row, file, wish });
    next();
  }

  function next() {
    if (busy || !queue.length) return;
    busy = true;
    const { row, file, wish } = queue.shift();
    const [, hint, bar] = row.children;
    hint.textContent = engine.follow ? say.starting : say.sending;
    tell(say.checking);
    const sent = (done, all) => {
      bar.max = all;
      bar.value = done;
      if (done < all) return;
      bar.removeAttribute("value");
      hint.textContent = say.checking;
    };
    const { answer, stop } = engine.check("check?" + wish, file, sent);
    let stopped = false;
    const more = make("div", "also");
    more.append(button(say.cancel, file.name, () => ((stopped = true), stop())));
    row.append(more);
    answer
      .then((said) => came(row, file, said))
      .catch((fault) => {
        if (stopped) return fail(row, file, say.cancelled, true);
        if (fault instanceof Error) {
          console.error(fault);
          return fail(row, file, engine.broken ? say.no_start : say.no_room, true);
        }
        // Reading a file that has changed since it was chosen fails in the same way as a server that is gone.
        return file.slice(0, 1).arrayBuffer().then(
          () => fail(row, file, say.gone, true),
          () => fail(row, file, say.changed),
        );
      })
      .finally(() => {
        busy = false;
        next();
      });
  }

  function came(row, file, { status, text }) {
    let answer = null;
    try {
      answer = JSON.parse(text);
    } catch {
      answer = null;
    }
    if (answer && answer.problem) fail(row, file, answer.problem);
    else if (answer && status === 200) show(row, file, answer);
    else if (status === 413) fail(row, file, fill(say.too_large, { n: data.megabytes }));
    else if (status === 503) fail(row, file, say.busy, true);
    else fail(row, file, say.fault, true);
  }

  function heading(text) {
    return make("h3", "", text);
  }

  function fail(row, file, why, canRetry) {
    const said = fill(say.failed, { name: file.name });
    row.className = "result bad";
    row.replaceChildren(heading(said), make("p", "why", why), also(row, canRetry ? file : null, file.name));
    tell(said + ": " + why);
  }

  function show(row, file, answer) {
    row.className = "result";
    row.replaceChildren(make("h3", "", answer.title, { lang: answer.language || "nb" }));
    if (answer.title !== answer.name) row.append(make("p", "meta", answer.name));
    const tiles = make("ul", "tiles");
    for (const one of answer.counts) {
      const tile = make("li", "tile " + one.letter);
      const what = make("span", "what");
      what.append(make("span", "", one.icon + " ", { "aria-hidden": "true" }), one.what);
      tile.append(make("span", "figure", one.figure), " ", what);
      tiles.append(tile);
    }
    row.append(tiles);
    if (answer.first.length) {
      const first = make("ol", "", "", { lang: answer.language || "nb" });
      for (const one of answer.first) first.append(make("li", "", one));
      const box = make("details", "look-first", "", { open: "" });
      box.append(make("summary", "", say.first), first);
      row.append(box);
    }
    const remarks = answer.remarks.slice();
    if (!answer.complete) remarks.unshift(say.incomplete);
    if (!answer.copy) remarks.push(say.no_copy);
    if (remarks.length) {
      const told = make("ul", "remarks");
      for (const remark of remarks) told.append(make("li", "", remark));
      row.append(told);
    }
    const actions = make("div", "actions");
    const open = make("a", "button primary", say.open_report, { href: answer.report, target: "_blank", rel: "noopener" });
    open.append(make("span", "unseen", " " + answer.name + (engine.follow ? "" : " (" + say.new_tab + ")")));
    actions.append(led(open, answer.title));
    if (answer.copy) actions.append(save(say.save_copy, answer.copy, answer.name));
    actions.append(save(say.save_report, answer.report + "?save", answer.name));
    const further = make("div", "actions further");
    further.append(save(say.save_form, answer.form, answer.name), save(say.save_workbook, answer.workbook, answer.name));
    row.append(actions, further, also(row, file, answer.name, answer.number));
    const counted = answer.counts.map((one) => one.figure + " " + one.what).join(", ");
    if (file) tell(fill(say.done, { name: answer.name }) + ". " + counted);
  }

  function save(label, href, name) {
    const link = make("a", "button", label, { href, download: "" });
    link.append(make("span", "unseen", " " + name));
    return led(link);
  }

  // In a tab nothing lies behind an address: the engine gives what a link leads to.
  function led(link, title) {
    if (!engine.follow) return link;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      engine.follow(link.getAttribute("href"), link, title, say);
    });
    return link;
  }

  function also(row, file, name, number) {
    const more = make("div", "also");
    const forget = () => number && engine.post("forget?number=" + number).catch(() => null);
    const again = () => {
      forget();
      start(row, file);
    };
    if (file) more.append(button(say.again, name, again));
    more.append(
      button(say.remove, name, () => {
        forget();
        row.remove();
        $("results").hidden = !list.children.length;
        $("file").focus();
      }),
    );
    return more;
  }

  function button(label, name, act) {
    const made = make("button", "plain", label, { type: "button" });
    made.append(make("span", "unseen", " " + name));
    made.addEventListener("click", act);
    return made;
  }

  for (const answer of kept || data.kept) {
    const row = make("li", "result");
    list.prepend(row);
    show(row, null, answer);
    $("results").hidden = false;
  }

  $("file").addEventListener("change", () => {
    for (const file of $("file").files) add(file);
    $("file").value = "";
  });
  $("file").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    $("file").click();
  });
  $("form").addEventListener("submit", (event) => event.preventDefault());

  const carriesFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  let depth = 0;
  const over = (by) => {
    depth = Math.max(0, depth + by);
    $("drop").classList.toggle("over", depth > 0);
  };
  const on = (kind, act) => page.addEventListener(kind, act);
  on("dragenter", (event) => carriesFiles(event) && over(1));
  on("dragleave", (event) => carriesFiles(event) && over(-1));
  on("dragover", (event) => event.preventDefault());
  on("drop", (event) => {
    event.preventDefault();
    depth = 0;
    over(0);
    if (!carriesFiles(event)) return;
    const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
    const entries = items.map((item) => (item.webkitGetAsEntry ? item.webkitGetAsEntry() : null));
    [...event.dataTransfer.files].forEach((file, at) => add(file, entries[at] && entries[at].isDirectory));
  });

  // Files that are lent: rules of one's own, an index of concepts, an earlier version.
  const loans = [...page.querySelectorAll("[data-lend]")];
  function lent(files, problem, kind) {
    for (const input of loans) {
      const told = input.closest(".loan").querySelector(".lent");
      const names = files[input.dataset.lend] || [];
      told.replaceChildren();
      if (problem && kind === input.dataset.lend) told.append(make("span", "why", problem + " "));
      if (!names.length) continue;
      const back = () => engine.post("take-back?kind=" + input.dataset.lend).then(taken);
      told.append(fill(say.lent, { names: names.join(", ") }), " ", button(say.take_back, names.join(", "), back));
      input.closest("details").open = true;
    }
  }
  const taken = (text, kind) => {
    const { problem, ...files } = JSON.parse(text);
    lent(files, problem, kind);
  };
  async function lend(input, file) {
    const kind = input.dataset.lend;
    const told = input.closest(".loan").querySelector(".lent");
    input.closest("details").open = true;
    told.textContent = say.trying;
    const wish = new URLSearchParams({ kind, name: file.name, lang: document.documentElement.lang });
    await engine.post("lend?" + wish, file).then((text) => taken(text, kind), () => (told.textContent = say.gone));
  }
  for (const input of loans) {
    input.addEventListener("change", async () => {
      for (const file of [...input.files]) await lend(input, file);
      input.value = "";
    });
  }
  if (loans.length) engine.lent().then(taken, () => null);

  for (const link of page.querySelectorAll(".languages a")) {
    if (!engine.speak) break;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      engine.speak(link.lang);
    });
  }

  if (!$("end")) return;
  $("end").addEventListener("click", () => {
    if (!list.children.length) return end();
    $("end").hidden = true;
    $("sure").hidden = false;
    $("yes").focus();
  });
  $("no").addEventListener("click", () => {
    $("sure").hidden = true;
    $("end").hidden = false;
    $("end").focus();
  });
  $("yes").addEventListener("click", end);
  $("end").disabled = false;

  function end() {
    const done = () => {
      document.body.classList.add("ended");
      $("lead").textContent = say.ended;
      $("lead").focus();
    };
    engine.post("end").then(done, done);
  }
}
