// The parts lie beside the page, packed, and are kept for when there is no network.
async function partsOf() {
  const fetched = NAMES.map((name) => fetch("parts/" + name + ".part").then((answer) => answer.blob()));
  const blobs = await Promise.all(fetched);
  return Object.fromEntries(NAMES.map((name, at) => [name, blobs[at]]));
}
if (navigator.serviceWorker) navigator.serviceWorker.register("sw.js").catch(() => null);
