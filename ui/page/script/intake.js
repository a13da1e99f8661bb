// Adding documents: files go to the server one after another, each in a request of its own, which
// answers with a line of JSON for every stage.
"use strict";

window.baipishu.intake = (() => {
  const PATH = "documents";
  const TOO_LARGE = 413;
  let lang = "";
  let last = Promise.resolve();

  const byId = (id) => document.getElementById(id);
  const said = () => byId("intake").querySelector(".intake").dataset;

  function receive(value) {
    if (!value || !value.words) return;
    lang = value.lang;
    const files = byId("intake-files")?.childNodes || [];
    const template = document.createElement("template");
    template.innerHTML = value.words;
    template.content.getElementById("intake-files").append(...files);
    byId("intake").replaceChildren(template.content);
  }

  function part(name, className, words = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = words;
    return made;
  }

  // A row for a file: its name, how far it is, and what became of it.
  function row(file) {
    const made = part("li", "busy");
    const bar = part("progress", "");
    bar.setAttribute("aria-label", file.name);
    const state = part("span", "state", said().sending);
    made.append(part("span", "name", file.name), state, bar);
    byId("intake-files").prepend(made);
    return { made, bar, state };
  }

  function finish({ made, bar, state }, kind, words) {
    made.className = kind;
    state.textContent = words;
    bar.remove();
  }

  function told(line, shown) {
    if (line.error) finish(shown, "failed", line.error);
    else if (line.doc === undefined) shown.state.textContent = line.said;
    else {
      finish(shown, "added", line.said);
      shown.made.querySelector(".name").textContent = line.title;
      const only = part("button", "", said().askOnly);
      Object.assign(only, { type: "button" });
      Object.assign(only.dataset, { act: "askonly", doc: line.doc });
      shown.made.append(only);
      window.baipishu.scope.refresh();
    }
  }

  function send(file, shown) {
    if (file.size > Number(said().largest)) {
      finish(shown, "failed", said().large);
      return Promise.resolve();
    }
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      let read = 0;
      const lines = () => {
        const whole = request.status === 200 ? request.responseText : "";
        for (let end; (end = whole.indexOf("\n", read)) >= 0; read = end + 1) {
          told(JSON.parse(whole.slice(read, end)), shown);
        }
      };
      request.upload.onprogress = ({ loaded, total }) => (shown.bar.value = loaded / total);
      request.upload.onload = () => shown.bar.removeAttribute("value");
      request.onprogress = lines;
      request.onloadend = () => {
        lines();
        const large = request.status === TOO_LARGE;
        if (shown.made.className === "busy") {
          finish(shown, "failed", large ? said().large : said().lost);
        }
        done();
      };
      const query = new URLSearchParams({ name: file.name, lang });
      request.open("POST", `${window.location.pathname.replace(/\/?$/, "/")}${PATH}?${query}`);
      request.send(file);
    });
  }

  document.addEventListener("change", ({ target }) => {
    if (target.id !== "intake-file") return;
    for (const file of target.files) {
      const shown = row(file);
      last = last.then(() => send(file, shown));
    }
    target.value = "";
  });

  Object.assign(window.baipishu.acts, {
    intake: () => byId("intake").showModal(),
    intakeclose: () => byId("intake").close(),
    askonly: (from) => {
      byId("intake").close();
      window.baipishu.goto("ask");
      window.baipishu.scope.choose([from.dataset.doc]);
    },
  });

  return { receive };
})();
