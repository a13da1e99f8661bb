// Which documents this chat asks: shown over the question line and in the header, kept with the chat.
"use strict";

window.baipishu.scope = (() => {
  const { kept, picker } = window.baipishu;
  let lang = "";
  let about = "";

  const byId = (id) => document.getElementById(id);

  function receive(value) {
    if (!value || !value.lang) return;
    lang = value.lang;
    refresh();
  }

  // Show what is chosen; what is not here any more is no longer chosen.
  async function refresh() {
    if (!lang) return;
    const spoken = lang;
    const answer = await picker.choice(kept.chosen(), spoken).catch(() => null);
    if (!answer || spoken !== lang) return;
    kept.choose(answer.chosen);
    picker.word(answer.dialog, spoken);
    byId("scope").innerHTML = answer.scope;
    byId("scope").classList.toggle("several", answer.many);
    about = answer.chosen.length ? answer.about : "";
    tell();
    if (answer.lost) window.baipishu.ask.say(answer.lost);
  }

  // The header is made anew with the language, and then speaks of all documents.
  function tell() {
    const line = document.querySelector("#header .about");
    if (!line) return;
    line.dataset.all ??= line.innerHTML;
    const wanted = about || line.dataset.all;
    if (line.dataset.shown === wanted) return;
    line.dataset.shown = wanted;
    line.innerHTML = wanted;
  }

  function choose(ids) {
    kept.choose(ids);
    refresh();
  }

  document.addEventListener("baipishu-ready", () => {
    new MutationObserver(tell).observe(byId("header"), { childList: true, subtree: true });
  });

  Object.assign(window.baipishu.acts, {
    choosescope: () => picker.open({ picked: kept.chosen(), pick: choose }),
  });

  return { receive, refresh };
})();
