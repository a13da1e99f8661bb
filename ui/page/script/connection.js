// The connection to the server: says when it is gone and when it is back, and keeps meanwhile what
// the reader has typed or asked. Gradio itself loads the page anew when the server answers again,
// once it has missed it; that an idle page misses nothing until the next question is mended here.
"use strict";

window.baipishu.connection = (() => {
  const { fill, goto, store } = window.baipishu;
  const KEPT = "baipishu-meanwhile";
  const SERVER = "baipishu-server";
  // Milliseconds between two looks at the server while it answers, and while it does not.
  const CALM = 5000;
  const LOST = 1000;
  const NOTE_FOR = 8000;
  const MISSED = /Connection to the server was lost/;
  const DRAFTS = ["#question textarea", "#check-text textarea"];
  // A live list: to search the page for what is not there costs more the longer the chat.
  const toasts = document.getElementsByClassName("toast-body");
  let down = false;
  let ask = null;
  // The question that is on its way, and the one that waits for the server.
  let sent = "";
  let waiting = "";

  const line = () => document.getElementById("connection");
  const box = () => document.querySelector(DRAFTS[0]);
  // Gradio says so, in English, when it has missed the server.
  const isMissed = () => MISSED.test(toasts[0]?.textContent);

  // In the words that the server put there; of the question that waits only the beginning.
  function say(name) {
    const words = line().getAttribute(`data-connection-${name}`);
    line().textContent = waiting ? `${words} “${Array.from(waiting).slice(0, 40).join("")}”` : words;
    clearTimeout(say.timer);
    if (!down) say.timer = setTimeout(() => (line().textContent = ""), NOTE_FOR);
  }

  // The id of the server's page, "" where it answers otherwise, null where it does not.
  async function reach() {
    try {
      const answer = await fetch("gradio_api/app_id", { cache: "no-store" });
      if (answer.ok) return String((await answer.json()).app_id);
      // What stands before a server that is gone answers so.
      return answer.status < 500 ? "" : null;
    } catch {
      return null;
    }
  }

  async function look() {
    clearTimeout(look.timer);
    if (down || !document.hidden) {
      const found = await reach();
      if (found === null) lost();
      else if (down) back(found);
    }
    clearTimeout(look.timer);
    look.timer = setTimeout(look, down ? LOST : CALM);
  }

  function lost() {
    if (down) return;
    down = true;
    document.documentElement.classList.add("cut-off");
    if (sent && box().value.trim() === sent.trim()) fill(box(), "");
    waiting = sent;
    say(waiting ? "waiting" : "lost");
  }

  // Another server may know other documents and speak otherwise; the page is that of its server.
  function back(found) {
    if (isMissed() || found !== String(window.gradio_config.app_id)) {
      window.location.reload();
      return;
    }
    down = false;
    document.documentElement.classList.remove("cut-off");
    const question = waiting;
    waiting = "";
    say("back");
    if (question) ask(question);
  }

  // Whether a question has to wait for the server. One waits; what follows stays in the line.
  function hold(question) {
    if (!down) sent = question;
    else if (!waiting) waiting = question;
    if (down) say("waiting");
    return down;
  }

  function holdTyped(event) {
    const question = box().value;
    if (!question.trim()) return;
    const first = !waiting;
    if (!hold(question)) return;
    event.preventDefault();
    event.stopPropagation();
    if (first) fill(box(), "");
  }

  document.addEventListener(
    "keydown",
    (event) => {
      const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
      if (sends && event.keyCode !== 229 && event.target === box()) holdTyped(event);
    },
    true,
  );
  document.addEventListener(
    "click",
    (event) => {
      if (event.target.closest("#send")) holdTyped(event);
    },
    true,
  );

  window.addEventListener("pagehide", () => {
    if (!down) return;
    const tab = document.querySelector("#tabs [role=tab][aria-selected=true]")?.id || "";
    const drafts = DRAFTS.map((each) => document.querySelector(each)?.value || "");
    store.write(KEPT, JSON.stringify({ drafts, tab, waiting }));
  });

  // The page is open and shows the `turns` that were kept: go on where it broke off.
  function resume(turns) {
    const now = String(window.gradio_config.app_id);
    const before = store.read(SERVER);
    const meanwhile = JSON.parse(store.read(KEPT) || "null");
    store.write(SERVER, now);
    store.remove(KEPT);
    if (before && before !== now && turns) say("restarted");
    else if (meanwhile) say("back");
    if (!meanwhile) return;
    goto(/^tab-(.*)-button$/.exec(meanwhile.tab)?.[1]);
    meanwhile.drafts.forEach((words, place) => refill(DRAFTS[place], words));
    if (meanwhile.waiting) ask(meanwhile.waiting);
  }

  // A tab has its fields from when it is first shown.
  function refill(name, words) {
    const field = document.querySelector(name);
    if (field && words) fill(field, words);
    else if (words) setTimeout(() => refill(name, words), LOST);
  }

  // `made` asks a question of the server.
  function attach(made) {
    ask = made;
    const missed = new MutationObserver(() => {
      if (down || !isMissed()) return;
      lost();
      look();
    });
    missed.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("visibilitychange", look);
    look();
  }

  return { answered: () => (sent = ""), attach, hold, resume };
})();
