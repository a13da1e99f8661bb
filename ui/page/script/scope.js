// Which documents this chat asks: shown over the question line and in the header, kept with the chat.
"use strict";

window.baipishu.scope = (() => {
  const { kept, picker } = window.baipishu;
  let lang = "";
  let about = "";
  let asked = 0;

  const byId = (id) => document.getElementById(id);

  function receive(value) {
    if (!value || !value.lang) return;
    lang = value.lang;
    about = "";
    refresh();
  }

  // Show what is chosen; what is not here any more is no longer chosen.
  async function refresh() {
    if (!lang) return;
    const spoken = lang;
    const number = ++asked;
    const answer = await picker.choice(kept.chosen(), spoken).catch(() => null);
    if (!answer || number !== asked) return;
    kept.choose(answer.chosen);
    picker.word(answer.dialog, spoken);
    byId("scope").innerHTML = answer.scope;
    byId("scope").classList.toggle("several", answer.many);
    // To look for it from #main on would be to walk through the whole chat at every change.
    document.documentElement.classList.toggle("several-documents", answer.many);
    about = answer.about;
    tell();
    if (answer.lost) window.baipishu.ask.say(answer.lost);
  }

  // The header is made anew with the language, and then speaks of all documents.
  function tell() {
    const line = document.querySelector(`#header [lang="${lang}"] .about`);
    if (!about || !line || line.dataset.shown === about) return;
    line.dataset.shown = about;
    line.innerHTML = about;
  }

  function choose(ids) {
    kept.choose(ids);
    refresh();
  }

  document.addEventListener("baipishu-ready", () => {
    new MutationObserver(tell).observe(byId("header"), { childList: true, subtree: true });
  });

  // Another reader may have added documents in the meantime.
  document.addEventListener("visibilitychange", () => document.hidden || refresh());

  Object.assign(window.baipishu.acts, {
    choosescope: () => picker.open({ picked: kept.chosen(), pick: choose }),
  });

  return { choose, receive, refresh };
})();
