// What every tab shares in the browser: going from one to another, the language, what is kept.
"use strict";

window.baipishu = (() => {
  const STORED_LANGUAGE = "baipishu-language";
  const TYPES = { json: "application/json", md: "text/markdown" };
  // Until then a file that is being saved can be read.
  const SAVED_WITHIN = 1000;
  const openers = {};
  // What a click on an element with `data-act` does, by that name; each tab adds its own.
  const acts = {};

  const byId = (id) => document.getElementById(id);

  // A tab says what is done when the page is led to a place in it: `open(detail)`.
  function register(name, open) {
    openers[name] = open;
  }

  // Show a tab and, where `detail` is given, the place in it.
  function goto(name, detail) {
    const button = byId(`tab-${name}-button`);
    if (button) button.click();
    if (detail && Object.hasOwn(openers, name)) openers[name](detail);
  }

  // Called once, when every component is there; returns the language to start in and what the
  // address asks for.
  function greet() {
    document.dispatchEvent(new Event("baipishu-ready"));
    return [stored() || navigator.language || "", window.location.search];
  }

  // The server has answered `greet`: the words on the page are in the reader's language.
  function greeted(lang) {
    document.documentElement.lang = lang;
    document.documentElement.classList.add("greeted");
  }

  document.addEventListener("click", (event) => {
    const from = event.target.closest("[data-act]");
    if (from && Object.hasOwn(acts, from.dataset.act)) acts[from.dataset.act](from);
  });

  // Have the browser save `words` as a file; `form` is "json" or "md".
  function save(words, name, form) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([words], { type: `${TYPES[form]};charset=utf-8` }));
    link.download = `${name}.${form}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), SAVED_WITHIN);
  }

  // Put `words` into a field as if they were typed.
  function fill(field, words) {
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // What lasts as long as this tab of the browser, also across a reload.
  const store = {
    read: (name) => onStore((kept) => kept.getItem(name)),
    remove: (name) => onStore((kept) => kept.removeItem(name)),
    write: (name, value) => onStore((kept) => kept.setItem(name, value)),
  };

  function onStore(act) {
    try {
      return act(window.sessionStorage) ?? null;
    } catch {
      // A browser that keeps nothing; then a reload forgets.
      return null;
    }
  }

  function region(id, title) {
    byId(id).setAttribute("role", "region");
    byId(id).setAttribute("aria-labelledby", title);
  }

  document.addEventListener("change", (event) => {
    if (!event.target.closest("#language")) return;
    try {
      window.localStorage.setItem(STORED_LANGUAGE, event.target.value);
    } catch {
      // A browser that keeps nothing starts in its own language the next time.
    }
  });

  function stored() {
    try {
      return window.localStorage.getItem(STORED_LANGUAGE);
    } catch {
      return null;
    }
  }

  return { acts, fill, goto, greet, greeted, region, register, save, store };
})();
