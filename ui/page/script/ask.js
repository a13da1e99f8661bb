// The conversation in the browser: put turns in their place, lead from markers to evidence and back,
// send examples. Text arrives as escaped HTML made by the server.
"use strict";

window.baipishu.ask = (() => {
  const WIDE = window.matchMedia("(min-width: 900px)");
  const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");
  const NOTE_FOR = 6000;
  const { connection, kept, votes } = window.baipishu;
  let log = null;
  // Calls into the page: `ask(question)`, and the functions of the server by name.
  let calls = null;
  // What each turn is as plain text.
  const copies = new Map();

  const byId = (id) => document.getElementById(id);
  const box = () => document.querySelector("#question textarea");
  const sets = () => document.querySelector("#evidence-sets .sets") || makeSets();

  // Called once, when the conversation's place exists.
  function attach(element, made) {
    log = element.querySelector("#log");
    calls = { ...made, ask: (question) => connection.hold(question) || made.ask(question) };
    connection.attach(calls.ask);
    votes.attach(made.server);
    kept.whenAdded((sealed) => bring([sealed]));
  }

  function makeSets() {
    const made = document.createElement("div");
    made.className = "sets";
    byId("evidence-sets").replaceChildren(made);
    return made;
  }

  document.addEventListener("baipishu-ready", () => {
    window.baipishu.region("chat", "conversation-title");
    window.baipishu.region("evidence", "evidence-title");
    refocus();
  });

  // Add or replace turns; the newest becomes the one whose evidence is shown. Without a turn it is
  // the language that is told, and every turn is wanted in it.
  function receive(value) {
    if (!value || !value.turns) return;
    window.baipishu.greeted(value.lang);
    if (!value.turns.length) restore();
    let fresh = false;
    for (const turn of value.turns) fresh = place(turn) || fresh;
    const last = value.turns.at(-1);
    if (!last) return;
    const shown = document.querySelector(".evidence-set.shown");
    if (value.turns.length === 1 || !shown) show(last.key);
    if (fresh && value.turns.length === 1) reveal(last.key);
    if (kept.isUnkept()) note("note_unkept");
    if (!document.querySelector(".turn[aria-busy=true]")) connection.answered();
  }

  // Ask the server for turns that this browser kept, and show them.
  async function bring(sealed) {
    const language = document.documentElement.lang;
    const value = await calls.server.show_turns({ kept: sealed, language });
    if (value.turns.length < sealed.length) note("note_unreadable");
    for (const turn of value.turns) place(turn);
    return value.turns;
  }

  async function restore() {
    const sealed = kept.sealed();
    const before = document.querySelectorAll(".turn").length;
    const turns = sealed.length ? await bring(sealed) : [];
    if (!before && turns.length) {
      show(turns.at(-1).key);
      byId(`turn-${turns.at(-1).key}`).scrollIntoView({ block: "start" });
    }
    votes.retry();
    connection.resume(turns.length);
    askAddress();
  }

  // `?q=` asks once, in the documents of each `doc=`: a reload shows the answer that is kept.
  function askAddress() {
    const address = new URL(window.location.href);
    const question = address.searchParams.get("q");
    if (!question) return;
    const docs = address.searchParams.getAll("doc");
    address.searchParams.delete("q");
    address.searchParams.delete("doc");
    window.history.replaceState(null, "", address);
    if (docs.length) kept.choose(docs);
    calls.ask(question);
    window.baipishu.scope.refresh();
  }

  // Say something in passing, in the words that the server put there.
  function note(name) {
    say(byId("note").getAttribute(`data-${name.replace("_", "-")}`));
  }

  function say(words) {
    byId("note").textContent = words;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => (byId("note").textContent = ""), NOTE_FOR);
  }

  // End what is on its way; what has come of it stays.
  function stop() {
    const busy = document.querySelectorAll(".turn[aria-busy=true]");
    if (!busy.length) return;
    for (const turn of busy) {
      calls.server.stop_turn({ key: turn.dataset.turn });
      turn.setAttribute("aria-busy", "false");
      turn.classList.add("stopped");
    }
    note("note_stopped");
  }

  function fresh() {
    stop();
    kept.fresh();
    document.documentElement.classList.remove("talking");
    log.replaceChildren();
    sets().replaceChildren();
    window.baipishu.scope.refresh();
    refocus();
  }

  function exported(form) {
    const language = document.documentElement.lang;
    return calls.server.export_turns({ kept: kept.sealed(), language, form });
  }

  // True where the turn is new.
  function place(turn) {
    const fresh = !byId(`turn-${turn.key}`);
    // On the root, for a style that looks for turns would do so at every change of the chat.
    document.documentElement.classList.add("talking");
    put(log, `turn-${turn.key}`, turn.turn);
    put(sets(), `evidence-${turn.key}`, turn.evidence);
    copies.set(turn.key, turn.copied);
    kept.add(turn.key, turn.kept);
    votes.mark(turn.key);
    return fresh;
  }

  // Insert `html`, or let it take the place of what has the id; the focus inside is kept.
  function put(parent, id, html) {
    const old = byId(id);
    const template = document.createElement("template");
    template.innerHTML = html;
    const made = template.content.firstElementChild;
    if (!made) return;
    if (!old) {
      parent.append(made);
      return;
    }
    if (old.classList.contains("shown")) made.classList.add("shown");
    const focused = old.contains(document.activeElement) ? twin(document.activeElement, made) : null;
    old.replaceWith(made);
    if (focused) focused.focus({ preventScroll: true });
  }

  // The element in `made` that stands for the same thing as `element`.
  function twin(element, made) {
    if (element.id) return made.querySelector(`#${CSS.escape(element.id)}`);
    const { act, marker, verdict } = element.dataset;
    if (!act) return null;
    const value = marker || verdict;
    const which = value ? `[data-${marker ? "marker" : "verdict"}="${CSS.escape(value)}"]` : "";
    return made.querySelector(`[data-act="${CSS.escape(act)}"]${which}`);
  }

  // Show the evidence of one turn and mark the turn it belongs to.
  function show(key) {
    for (const set of document.querySelectorAll(".evidence-set")) {
      set.classList.toggle("shown", set.dataset.turn === key);
    }
    for (const turn of document.querySelectorAll(".turn")) {
      turn.classList.toggle("current", turn.dataset.turn === key);
    }
    if (WIDE.matches) byId("evidence").scrollTop = 0;
  }

  function behaviour() {
    return STILL.matches ? "auto" : "smooth";
  }

  // Bring a new question to the top of what is in view, so that its answer is read from its start.
  function reveal(key) {
    const turn = byId(`turn-${key}`);
    if (turn) turn.scrollIntoView({ block: WIDE.matches ? "start" : "nearest", behavior: behaviour() });
  }

  // From a marker to its card: the card is lit and focused, the quote comes into view.
  function cite(key, marker) {
    const card = byId(`card-${key}-${marker}`);
    if (!card) return;
    show(key);
    unlight();
    card.classList.add("lit");
    card.focus({ preventScroll: true });
    const quote = card.querySelector("mark") || card;
    const tall = card.offsetHeight > window.innerHeight * 0.6;
    const block = tall ? "center" : WIDE.matches ? "nearest" : "start";
    (tall ? quote : card).scrollIntoView({ block, behavior: behaviour() });
  }

  function unlight() {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  }

  // From a card back to the place in the answer that cites it.
  function back(key, marker) {
    const turn = byId(`turn-${key}`);
    const button = turn && turn.querySelector(`.marker[data-marker="${CSS.escape(marker)}"]`);
    if (!button) return;
    unlight();
    button.focus({ preventScroll: true });
    button.scrollIntoView({ block: "center", behavior: behaviour() });
  }

  function evidence(key) {
    show(key);
    const set = byId(`evidence-${key}`);
    if (set) set.scrollIntoView({ block: "start", behavior: behaviour() });
  }

  function whole(button) {
    const card = button.closest(".card");
    card.classList.add("unfolded");
    button.remove();
    card.focus({ preventScroll: true });
  }

  function refocus() {
    // On a touch screen the focus would cover the answer with the keyboard.
    if (window.matchMedia("(pointer: fine)").matches && box()) box().focus();
  }

  Object.assign(window.baipishu.acts, {
    cite: (from) => cite(from.dataset.turn, from.dataset.marker),
    back: (from) => back(from.dataset.turn, from.dataset.marker),
    evidence: (from) => evidence(from.dataset.turn),
    whole,
    // Also from another tab.
    ask: (from) => {
      window.baipishu.goto("ask");
      calls.ask(from.dataset.question);
      refocus();
    },
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("#send")) refocus();
  });

  // Enter also ends the choice of a character in an input method; only a plain one sends.
  document.addEventListener(
    "keydown",
    (event) => {
      const composing = event.isComposing || event.keyCode === 229;
      if (event.key === "Enter" && composing && event.target === box()) event.stopPropagation();
    },
    true,
  );

  return {
    ask: (question) => calls.ask(question),
    attach,
    copied: (key) => copies.get(key) || "",
    exported,
    fresh,
    note,
    question: (key) => byId(`turn-${key}`).querySelector(".question-text").textContent,
    receive,
    say,
    stop,
  };
})();
