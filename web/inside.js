// The parts stand in the page: packed, and in base64.
async function partsOf() {
  const parts = {};
  for (const element of stored) {
    const raw = Uint8Array.from(atob(element.textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("gzip"));
    parts[element.dataset.name] = await new Response(stream).arrayBuffer();
  }
  return parts;
}
