"use strict";
// How the page reaches regcheck in a tab: a worker of its own. `partsOf` gives what that begins with,
// `run` makes the page alive each time it speaks another language, `locale` is the first one.
function tab(pages, workerText, partsOf, run = desk, locale = "") {
  const asked = new Map();
  const kept = new Map();
  let worker = null;
  let ready = null;
  let number = 0;
  let last = 0;

  function begin() {
    worker = new Worker(URL.createObjectURL(new Blob([workerText], { type: "text/javascript" })));
    worker.onmessage = ({ data }) => settle(data.id, data.fault, data);
    worker.onerror = (event) => {
      for (const id of [...asked.keys()]) settle(id, event.message || "worker", null);
    };
    ready = partsOf().then((parts) => send({ parts, today: today(), before: last }));
    ready.catch(() => (engine.broken = true));
  }

  function today() {
    const now = new Date();
    const two = (figure) => String(figure).padStart(2, "0");
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }

  function settle(id, fault, data) {
    const waiting = asked.get(id);
    asked.delete(id);
    if (!waiting) return;
    if (fault) waiting.reject(new Error(fault));
    else waiting.resolve(data);
  }

  function send(message, moved) {
    return new Promise((resolve, reject) => {
      asked.set(++number, { resolve, reject });
      worker.postMessage({ id: number, ...message }, moved || []);
    });
  }

  const ask = (method, target, body) => ready.then(() => send({ method, target, body }, body ? [body] : []));
  const textOf = (said) => new TextDecoder().decode(said.bytes);

  // What was found outlives a worker that is ended.
  async function keep(told) {
    if (!told.number) return;
    last = Math.max(last, told.number);
    kept.set(told.report, await ask("GET", told.report + "?save"));
    if (told.copy) kept.set(told.copy, await ask("GET", told.copy));
  }

  function stop() {
    worker.terminate();
    for (const id of [...asked.keys()]) settle(id, "stopped", null);
    begin();
  }

  function save(said) {
    const name = /filename\*=UTF-8''([^;]+)/.exec(said.file);
    const address = URL.createObjectURL(new Blob([said.bytes], { type: said.kind }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name ? decodeURIComponent(name[1]) : "regcheck";
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  function show(said, title, say) {
    const box = document.createElement("dialog");
    const bar = document.createElement("div");
    const name = document.createElement("b");
    const close = document.createElement("button");
    const frame = document.createElement("iframe");
    box.className = "viewer";
    box.setAttribute("aria-label", title);
    name.textContent = title;
    close.textContent = say.close;
    close.className = "button";
    close.addEventListener("click", () => box.close());
    box.addEventListener("close", () => box.remove());
    frame.title = title;
    frame.setAttribute("sandbox", "allow-scripts allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox");
    frame.srcdoc = textOf(said);
    bar.append(name, close);
    box.append(bar, frame);
    document.body.append(box);
    box.showModal();
  }

  function speak(locale) {
    const { title, body } = pages[locale];
    document.documentElement.lang = locale;
    document.title = title;
    const fresh = document.createElement("body");
    fresh.className = "desk";
    fresh.innerHTML = body;
    document.body.replaceWith(fresh);
  }

  const engine = {
    check(path, file, told) {
      let stopped = false;
      const answer = Promise.all([file.arrayBuffer().catch(() => Promise.reject(null)), ready])
        .then(([body]) => {
          told(1, 1);
          return stopped ? Promise.reject(null) : ask("POST", path, body);
        })
        .then(async (said) => {
          const text = textOf(said);
          if (said.status === 200) await keep(JSON.parse(text));
          return { status: said.status, text };
        });
      return { answer, stop: () => ((stopped = true), stop()) };
    },
    lent: () => ask("GET", "lent").then(textOf),
    post: async (path, file) => textOf(await ask("POST", path, file && (await file.arrayBuffer()))),
    async follow(place, link, title, say) {
      const said = kept.get(place.split("?")[0]) || (await ask("GET", place));
      if (said.status !== 200) return;
      if (link.hasAttribute("download")) save(said);
      else show(said, title, say);
    },
    async speak(locale) {
      const said = await ask("GET", "kept?lang=" + locale);
      speak(locale);
      run(engine, JSON.parse(textOf(said)));
    },
  };
  begin();
  const wanted = [locale, ...(navigator.languages || [])].map((one) => one.slice(0, 2).replace("no", "nb"));
  speak(wanted.find((one) => one in pages) || "nb");
  run(engine, []);
  return { ready: () => ready };
}
