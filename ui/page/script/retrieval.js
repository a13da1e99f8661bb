// The retrieval tab in the browser: ask for the views of a query, and rank them anew as a weight
// moves. A passage's score is the sum of weight x share; see ui/ranking.py for what a row holds.
"use strict";

window.baipishu.retrieval = (() => {
  const VIEWS = ["dense", "lexical", "late", "kind"];
  const AT_A_TIME = 20;
  const LISTED = 10;
  let root = null;
  let server = null;
  let lang = "";
  let formed = "";
  // Weights that differ from the settings, by view; the settings' own while there are none.
  let weights = {};
  let shown = AT_A_TIME;
  let asked = 0;

  const byId = (id) => document.getElementById(id);
  const sliders = () => [...root.querySelectorAll("input[data-view]")];
  const rows = () => [...root.querySelectorAll(".ranking tbody tr")];

  // Called once, when the tab's place exists.
  function attach(element, calls) {
    root = element.querySelector("#trial");
    server = calls;
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      fresh();
    });
    root.addEventListener("input", (event) => {
      const { view } = event.target.dataset;
      if (!view) return;
      weights[view] = Number(event.target.value);
      rank();
    });
    root.addEventListener("change", (event) => {
      if (event.target.id === "trial-part") rank();
    });
  }

  function receive(value) {
    if (!value || !value.lang) return;
    lang = value.lang;
    search();
  }

  function fresh() {
    shown = AT_A_TIME;
    search();
  }

  async function search() {
    const query = byId("trial-query")?.value || "";
    const doc = byId("trial-doc")?.value || "";
    const part = byId("trial-part")?.value || "";
    const number = ++asked;
    const whole = formed === lang ? "" : "yes";
    let answer;
    try {
      answer = await server.tried({ query, doc, lang, whole });
    } catch {
      byId("trial-note").textContent = root.querySelector("[data-lost]")?.dataset.lost || "";
      return;
    }
    if (number !== asked) return;
    if (answer.form) form(answer.form, query, doc);
    byId("trial-note").textContent = answer.note;
    byId("trial-result").innerHTML = answer.result;
    root.classList.toggle("tried", Boolean(answer.result));
    for (const slider of sliders()) slider.value = weights[slider.dataset.view] ?? slider.value;
    choose(part);
    rank();
  }

  // The form anew, in another language, with what was typed still in it.
  function form(html, query, doc) {
    const focused = root.contains(document.activeElement) ? document.activeElement.id : "";
    const title = byId("trial-doc")?.textContent;
    byId("trial-form").innerHTML = html;
    formed = lang;
    byId("trial-query").value = query;
    if (doc) within([doc], title);
    if (focused) byId(focused)?.focus();
  }

  // One document, or all where none was picked.
  function within([doc], title) {
    const button = byId("trial-doc");
    button.value = doc || "";
    button.textContent = doc ? title : button.dataset.every;
  }

  // The same chapter as before, where the passages still stand in it.
  function choose(part) {
    const select = byId("trial-part");
    if (select && [...select.options].some((option) => option.value === part)) select.value = part;
  }

  // What each view adds to a row's score at the weights that are set.
  function parts(row, at) {
    const sight = Number(root.querySelector(".trial").dataset.sight);
    return VIEWS.map((view) => at[view] * Number(row.dataset[view]) * (view === "lexical" ? sight : 1));
  }

  const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

  function order(list, at) {
    const scored = list.map((row) => ({ row, parts: parts(row, at) }));
    for (const each of scored) each.score = sum(each.parts);
    const before = (a, b) => (a.row.dataset.id < b.row.dataset.id ? -1 : 1);
    return scored.sort((a, b) => b.score - a.score || before(a, b));
  }

  // Put the rows in the order of the weights, and say what has changed.
  function rank() {
    const all = sliders();
    if (!all.length) return;
    const at = Object.fromEntries(all.map((slider) => [slider.dataset.view, Number(slider.value)]));
    for (const slider of all) slider.parentElement.querySelector("output").textContent = Number(slider.value).toFixed(1);
    const part = byId("trial-part").value;
    const ranked = order(rows().filter((row) => !part || row.dataset.part === part), at);
    const widest = Math.max(...ranked.map((each) => sum(each.parts.map(Math.abs))), 1e-9);
    for (const row of rows()) row.hidden = true;
    ranked.forEach((each, index) => show(each, index, widest));
    root.querySelector(".ranking tbody").append(...ranked.map(({ row }) => row));
    root.querySelector("[data-act='moretried']").hidden = ranked.length <= shown;
    tell(ranked, part);
  }

  function show({ row, parts: added, score }, index, widest) {
    row.hidden = index >= shown;
    row.querySelector(".now").textContent = index + 1;
    row.querySelector(".score").textContent = score.toFixed(2);
    [...row.querySelectorAll(".bar i")].forEach((bar, view) => {
      bar.style.width = `${(100 * Math.max(0, added[view])) / widest}%`;
    });
    const most = added.indexOf(Math.max(...added));
    const name = row.querySelectorAll(".bar i")[most].title;
    const why = root.querySelector(".trial").dataset.why;
    row.querySelector(".why").textContent = added[most] > 0 ? `${why} ${name}` : "";
  }

  function tell(ranked, part) {
    const changed = sliders().some(({ value, dataset }) => Number(value) !== Number(dataset.set));
    const moved = ranked.slice(0, LISTED).filter(({ row }, index) => Number(row.dataset.rank) !== index + 1);
    const line = byId("trial-moved");
    const worded = moved.length ? line.dataset.moved.replace("#", moved.length) : line.dataset.same;
    line.textContent = changed && !part ? worded : "";
  }

  Object.assign(window.baipishu.acts, {
    trialdoc: ({ value }) => {
      const pick = (ids, title) => {
        within(ids, title);
        fresh();
      };
      window.baipishu.picker.open({ picked: value ? [value] : [], single: true, pick });
    },
    resetweights: () => {
      weights = {};
      for (const slider of sliders()) slider.value = slider.dataset.set;
      rank();
    },
    moretried: () => {
      shown += AT_A_TIME;
      rank();
    },
    tryquery: ({ dataset }) => {
      byId("trial-query").value = dataset.query;
      fresh();
    },
  });

  window.baipishu.register("retrieval", ({ query }) => {
    if (!query || !byId("trial-query")) return;
    byId("trial-query").value = query;
    fresh();
  });

  return { attach, receive };
})();
