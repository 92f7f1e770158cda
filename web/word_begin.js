// `partsOf` is that of beside.js. Outside Word Office.js gets ready too, but without a host.
Office.onReady(({ host }) => {
  const pages = JSON.parse(document.getElementById("pages").textContent);
  if (host !== Office.HostType.Word) {
    const told = document.createElement("p");
    told.textContent = OUTSIDE;
    return document.body.append(told);
  }
  const word = officeHost();
  const made = pane(word);
  tab(pages, document.getElementById("worker").textContent, partsOf, made.speak, word.locale);
  return made.begin();
});
