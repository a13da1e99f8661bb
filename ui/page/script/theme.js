// Light or dark: as the system has it, until the reader says otherwise here.
"use strict";

(() => {
  const STORED = "baipishu-theme";
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      return window.localStorage.getItem(STORED);
    } catch {
      return null;
    }
  }

  function wanted() {
    return chosen() || (dark.matches ? "dark" : "light");
  }

  // Gradio sets the class by the system alone, when the page opens and when the system changes.
  function apply() {
    const on = wanted() === "dark";
    if (document.body.classList.contains("dark") !== on) {
      document.body.classList.toggle("dark", on);
    }
  }

  // What equals the system is not kept, so that the page follows it from then on.
  function change() {
    const other = wanted() === "dark" ? "light" : "dark";
    try {
      if (other === (dark.matches ? "dark" : "light")) window.localStorage.removeItem(STORED);
      else window.localStorage.setItem(STORED, other);
    } catch {
      // A browser that keeps nothing cannot keep this either.
    }
    apply();
  }

  window.baipishu.acts.theme = change;

  function watch() {
    new MutationObserver(apply).observe(document.body, { attributeFilter: ["class"] });
    dark.addEventListener("change", apply);
    apply();
  }

  // Gradio puts the scripts into the page once it is there.
  if (document.body) watch();
  else document.addEventListener("DOMContentLoaded", watch);

  // Another tab of the same browser has changed it.
  window.addEventListener("storage", (event) => {
    if (event.key === STORED) apply();
  });
})();
