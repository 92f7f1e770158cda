// The parts stand in the page, packed and in base64; out of its text they take less room.
const stored = {};
for (const element of document.querySelectorAll(".part")) {
  stored[element.dataset.name] = new Blob(bytesOf(element.textContent));
  element.remove();
}
async function partsOf() {
  return stored;
}
function bytesOf(text) {
  if (Uint8Array.fromBase64) return [Uint8Array.fromBase64(text)];
  const pieces = [];
  for (let at = 0; at < text.length; at += 1 << 20) {
    const letters = atob(text.slice(at, at + (1 << 20)));
    const bytes = new Uint8Array(letters.length);
    for (let place = 0; place < bytes.length; place++) bytes[place] = letters.charCodeAt(place);
    pieces.push(bytes);
  }
  return pieces;
}
