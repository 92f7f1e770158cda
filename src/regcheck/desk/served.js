"use strict";
// How the page reaches regcheck where a program on the same machine serves it.
function served() {
  const headers = { "Content-Type": "application/octet-stream" };
  return {
    // Sends a file; `told` hears how much of it has gone. Fails when nobody answers.
    check(path, file, told) {
      const request = new XMLHttpRequest();
      const answer = new Promise((resolve, reject) => {
        request.upload.onprogress = (event) => told(event.loaded, event.total);
        request.onload = () => resolve({ status: request.status, text: request.responseText });
        request.onerror = request.onabort = reject;
        request.open("POST", path);
        request.setRequestHeader("Content-Type", headers["Content-Type"]);
        request.send(file);
      });
      return { answer, stop: () => request.abort() };
    },
    lent: () => fetch("lent").then((answer) => answer.text()),
    post: (path, body) => fetch(path, { method: "POST", headers, body: body || "." }).then((answer) => answer.text()),
  };
}
