// The parts lie beside the page, and are kept for when there is no network.
async function partsOf() {
  const fetched = NAMES.map((name) => fetch("parts/" + name).then((answer) => answer.arrayBuffer()));
  const bytes = await Promise.all(fetched);
  return Object.fromEntries(NAMES.map((name, at) => [name, bytes[at]]));
}
if (navigator.serviceWorker) navigator.serviceWorker.register("sw.js").catch(() => null);
