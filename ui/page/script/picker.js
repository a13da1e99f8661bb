// The dialog in which documents are chosen. Rows come from the server, as many as are listed; what
// is picked is kept here until the reader is done.
"use strict";

window.baipishu.picker = (() => {
  const PAUSE = 150;
  let server = null;
  let lang = "";
  // What the dialog is open for: `pick(ids, title)` takes what was picked.
  let purpose = null;
  let picked = new Set();
  let asked = 0;
  let pending = 0;

  const byId = (id) => document.getElementById(id);
  const dialog = () => byId("picker");

  // Called once, when the dialog's place exists.
  function attach(element, calls) {
    server = calls;
    dialog().addEventListener("change", ({ target }) => {
      if (target.type !== "checkbox") return;
      if (target.checked) picked.add(target.value);
      else picked.delete(target.value);
    });
    dialog().addEventListener("input", ({ target }) => {
      if (target.id !== "picker-words") return;
      window.clearTimeout(pending);
      pending = window.setTimeout(list, PAUSE);
    });
    // A click beside the dialog is one on its backdrop.
    dialog().addEventListener("click", ({ target }) => target === dialog() && dialog().close());
  }

  // The words of the dialog, in the language of the page; in the same again, what is open stays.
  function word(html, spoken) {
    if (lang === spoken) return;
    lang = spoken;
    dialog().innerHTML = html;
  }

  // Let the reader pick among the documents, those in `picked` to begin with.
  function open(wanted) {
    purpose = wanted;
    picked = new Set(wanted.picked);
    byId("picker-words").value = "";
    byId("picker-rows").replaceChildren();
    dialog().classList.toggle("single", Boolean(wanted.single));
    dialog().showModal();
    // On a touch screen the focus would cover the rows with the keyboard.
    if (window.matchMedia("(pointer: fine)").matches) byId("picker-words").focus();
    list();
  }

  async function list() {
    const number = ++asked;
    const words = byId("picker-words").value;
    const single = purpose.single ? "yes" : "";
    let answer;
    try {
      answer = await server.listing({ words, picked: JSON.stringify([...picked]), single, lang });
    } catch {
      byId("picker-count").textContent = dialog().querySelector("[data-lost]").dataset.lost;
      return;
    }
    if (number !== asked) return;
    byId("picker-count").textContent = answer.count;
    byId("picker-rows").innerHTML = answer.rows;
    byId("picker-rows").scrollTop = 0;
  }

  function done(ids, title = "") {
    dialog().close();
    purpose.pick(ids, title);
  }

  Object.assign(window.baipishu.acts, {
    pick: (from) => done([from.value], from.dataset.title),
    picknone: () => done([]),
    pickerdone: () => done([...picked]),
    pickerclose: () => dialog().close(),
  });

  const choice = (ids, spoken) => server.choice({ chosen: JSON.stringify(ids), lang: spoken });

  return { attach, choice, open, word };
})();
