// What the reader says of an answer: kept in this browser until the server has noted it.
"use strict";

window.baipishu.votes = (() => {
  const { keys, store, sealedTurn } = window.baipishu.kept;
  const UNSENT = "baipishu-unsent:";
  const NOTED = "baipishu-vote:";
  let server = null;

  const byId = (id) => document.getElementById(id);
  const language = () => document.documentElement.lang;
  const placeOf = (key) => byId(`vote-${key}`);
  const boxOf = (key) => placeOf(key)?.closest(".vote");
  const buttonOf = (key, verdict) => boxOf(key).querySelector(`[data-verdict="${verdict}"]`);

  // Called once, when the conversation's place exists; `made` holds the functions of the server.
  function attach(made) {
    server = made;
    forgetOld();
  }

  // Verdicts on turns that this browser no longer keeps.
  function forgetOld() {
    const kept = keys();
    const old = store.named(NOTED).filter((name) => !kept.includes(name.slice(NOTED.length)));
    old.forEach(store.remove);
  }

  // Press the button that was chosen before; a turn that is put in its place anew has none pressed.
  function mark(key) {
    const box = boxOf(key);
    if (!box) return;
    const unsent = waiting(key);
    const verdict = unsent ? (unsent.good ? "up" : "down") : store.read(`${NOTED}${key}`);
    for (const button of box.querySelectorAll("[data-verdict]")) {
      button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
    }
    if (unsent) tell(key, "");
  }

  function waiting(key) {
    try {
      return JSON.parse(store.read(`${UNSENT}${key}`));
    } catch {
      return null;
    }
  }

  // Say what became of a vote; without words, that it still waits.
  function tell(key, words) {
    const line = boxOf(key)?.querySelector(".vote-said");
    if (line) line.textContent = words || line.dataset.unsent;
  }

  // It waits in the browser first, so that it outlives whatever fails from here on.
  function cast(key, vote) {
    const kept = sealedTurn(key);
    store.write(`${UNSENT}${key}`, JSON.stringify({ ...vote, kept }));
    mark(key);
    return retry();
  }

  // Send every vote that waits, one after another.
  async function retry() {
    for (const name of store.named(UNSENT)) await send(name.slice(UNSENT.length));
  }

  async function send(key) {
    const sent = store.read(`${UNSENT}${key}`);
    const vote = waiting(key);
    if (!vote) return;
    let told = { outcome: "unsent", said: "" };
    try {
      told = await server.cast_vote({ ...vote, language: language() });
    } catch {
      // The server is away.
    }
    // What was said meanwhile goes next.
    if (store.read(`${UNSENT}${key}`) !== sent) return;
    if (told.outcome !== "unsent") store.remove(`${UNSENT}${key}`);
    if (told.outcome === "stored") store.write(`${NOTED}${key}`, vote.good ? "up" : "down");
    mark(key);
    tell(key, told.said);
  }

  async function open(key) {
    let form = "";
    try {
      form = await server.form_of_vote({ kept: sealedTurn(key), language: language() });
    } catch {
      // The vote itself counts without the form, and says that it waits.
    }
    const place = placeOf(key);
    if (!place || !form) return;
    place.innerHTML = form;
    buttonOf(key, "down").setAttribute("aria-expanded", "true");
    place.querySelector("input").focus({ preventScroll: true });
    boxOf(key).scrollIntoView({ block: "nearest" });
  }

  function close(key) {
    if (!placeOf(key)?.firstChild) return;
    placeOf(key).replaceChildren();
    const button = buttonOf(key, "down");
    button.setAttribute("aria-expanded", "false");
    button.focus({ preventScroll: true });
    button.scrollIntoView({ block: "center" });
  }

  async function press(from) {
    const { turn: key, verdict } = from.dataset;
    const chosen = from.getAttribute("aria-pressed") === "true";
    const opened = from.getAttribute("aria-expanded") === "true";
    close(key);
    from.focus({ preventScroll: true });
    // A second press sends nothing: it would take away what the form has said.
    if (!chosen) cast(key, { good: verdict === "up" });
    if (verdict === "down" && !opened) await open(key);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".vote-form");
    if (!form) return;
    event.preventDefault();
    const { reason = "", passage = "", said = "" } = Object.fromEntries(new FormData(form));
    const key = form.dataset.turn;
    cast(key, { good: false, reason, passage, said });
    close(key);
  });
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest(".vote-form");
    if (event.key === "Escape" && form && !event.isComposing) {
      event.stopPropagation();
      close(form.dataset.turn);
    }
  });

  Object.assign(window.baipishu.acts, {
    vote: press,
    "vote-close": (from) => close(from.closest("form").dataset.turn),
  });

  return { attach, mark, retry };
})();
