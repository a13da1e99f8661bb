// What a reader can do with the question line, a turn and the whole chat; keys and clicks alike.
"use strict";

(() => {
  const { acts, ask, kept } = window.baipishu;
  const box = () => document.querySelector("#question textarea");
  // Which earlier question the arrow keys have brought back, counted from the last; 0 is none.
  let recalled = 0;

  function type(question) {
    window.baipishu.fill(box(), question);
    box().focus();
    box().setSelectionRange(question.length, question.length);
  }

  const questionOf = (from) => ask.question(from.dataset.turn);

  async function copy(words) {
    try {
      await navigator.clipboard.writeText(words);
      ask.note("note_copied");
    } catch {
      ask.note("note_uncopied");
    }
  }

  function permalink(from) {
    const { origin, pathname } = window.location;
    const docs = JSON.parse(from.closest(".turn").dataset.docs || "[]");
    const rest = docs.map((doc) => `&doc=${encodeURIComponent(doc)}`).join("");
    return `${origin}${pathname}?q=${encodeURIComponent(questionOf(from))}${rest}`;
  }

  async function take(form) {
    const minute = new Date().toISOString().slice(0, 16).replace(/\D/g, "");
    window.baipishu.save(await ask.exported(form), `baipishu-${minute}`, form);
  }

  Object.assign(acts, {
    copy: (from) => copy(ask.copied(from.dataset.turn)),
    link: (from) => copy(permalink(from)),
    edit: (from) => type(questionOf(from)),
    retry: (from) => ask.ask(questionOf(from)),
    stop: () => ask.stop(),
    fresh: () => ask.fresh(),
    export: (from) => take(from.dataset.form),
  });

  // Up in an empty line brings back the last question, then those before it.
  function recall(event) {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step || (box().value && !recalled) || event.shiftKey) return;
    const asked = kept.questions();
    const next = Math.min(Math.max(recalled + step, 0), asked.length);
    if (next === recalled) return;
    event.preventDefault();
    recalled = next;
    type(next ? asked[asked.length - next] : "");
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && box() && box().offsetParent) {
      event.preventDefault();
      box().focus();
    }
    if (event.key === "Escape") ask.stop();
    if (event.target !== box()) return;
    if (event.key === "Enter") recalled = 0;
    else recall(event);
  });
  document.addEventListener("input", (event) => {
    if (event.target === box() && event.isTrusted) recalled = 0;
  });
})();
