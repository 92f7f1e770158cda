const pages = JSON.parse(document.getElementById("pages").textContent);
tab(pages, document.getElementById("worker").textContent, partsOf);
