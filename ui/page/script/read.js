// The reading tab in the browser: put text in its place, find, mark what was cited, copy links.
// Offsets are code points everywhere but in the DOM, which counts in UTF-16.
"use strict";

window.baipishu.read = (() => {
  const NARROW = window.matchMedia("(max-width: 899px)");
  const PAUSE = 180;
  const NOTHING = { spans: [], count: 0, now: -1, words: "" };
  let root = null;
  let server = null;
  let lang = "";
  // What is on show, what to show once the tab is opened, and what was found in it.
  let shown = null;
  let led = {};
  let found = NOTHING;
  let asked = 0;
  let selected = null;

  const byId = (id) => document.getElementById(id);
  const said = (name) => root.querySelector(".desk-tools")?.dataset[name] || "";
  const blocks = () => [...root.querySelectorAll("#leaf [data-start]")];
  const isOpen = () => root && root.offsetParent !== null;

  // Called once, when the tab's place exists.
  function attach(element, calls) {
    root = element.querySelector("#reader");
    server = calls;
    new IntersectionObserver((seen) => {
      if (seen.some((each) => each.isIntersecting)) appear();
    }).observe(root);
    desk().addEventListener("scroll", follow, { passive: true });
    document.addEventListener("scroll", follow, { passive: true });
  }

  const desk = () => byId("desk");

  function receive(value) {
    if (!value || !value.lang) return;
    lang = value.lang;
    if (value.doc || value.at) led = { doc: value.doc, at: value.at };
    if (shown) open({ doc: shown.doc, at: `${shown.start}-${shown.end}` }, { quietly: true });
    else if (isOpen()) appear();
  }

  function appear() {
    if (!lang) return;
    if (!shown) open(led);
    else markCited();
  }

  // Show a place: a document, and in it a span by its two ends or as an address has it.
  async function open(detail, { quietly = false } = {}) {
    const at = detail.at ?? (detail.start === undefined ? "" : `${detail.start}-${detail.end}`);
    const doc = detail.doc || "";
    const number = ++asked;
    const whole = shown && shown.doc === doc && shown.lang === lang ? "" : "yes";
    let answer;
    try {
      answer = await server.leaf({ doc, at, lang, whole });
    } catch {
      note(said("lost"));
      return;
    }
    if (number !== asked) return;
    place(answer);
    if (!quietly) arrive(answer);
  }

  function place(answer) {
    if (answer.bar) {
      byId("read-bar").innerHTML = answer.bar;
      byId("outline").innerHTML = answer.outline;
      byId("outline").setAttribute("aria-label", said("outline"));
      byId("leaf").setAttribute("aria-label", said("text"));
      if (NARROW.matches) byId("outline").querySelector("details")?.removeAttribute("open");
    }
    const same = shown && shown.doc === answer.doc;
    byId("leaf").innerHTML = answer.text;
    const { from, to } = byId("leaf").firstElementChild.dataset;
    shown = { ...answer, from: Number(from), to: Number(to) };
    note(answer.note);
    if (!same) found = NOTHING;
    else if (answer.bar) restore();
    paint();
    markCited();
    follow();
  }

  function note(words) {
    byId("read-note").textContent = words || "";
  }

  // Bring the marked words, else the place led to, into view, and the focus with it.
  function arrive({ start, end }) {
    byId("leaf").focus({ preventScroll: true });
    if (start === 0 && end === 0) desk().scrollTop = 0;
    else bring(range(start, Math.max(end, start)), start < end);
  }

  function bring(where, centred) {
    const box = where && where.getBoundingClientRect();
    if (!box) return;
    const pane = desk().scrollHeight > desk().clientHeight ? desk() : document.scrollingElement;
    const top = byId("read-bar").getBoundingClientRect().bottom + 16;
    const room = window.innerHeight - top - box.height;
    const aim = centred && room > 0 ? top + room / 2.5 : top;
    pane.scrollBy({ top: box.top - aim, behavior: "instant" });
  }

  // Offsets.

  // How many UTF-16 units the first `points` code points of a string take.
  function units(string, points) {
    let at = 0;
    for (; points > 0 && at < string.length; points -= 1) {
      at += string.codePointAt(at) > 0xffff ? 2 : 1;
    }
    return at;
  }

  const length = (string) => [...string].length;

  function point(block, offset) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let left = offset - Number(block.dataset.start);
    let node = null;
    while (walker.nextNode()) {
      node = walker.currentNode;
      const size = length(node.data);
      if (left <= size) return [node, units(node.data, Math.max(0, left))];
      left -= size;
    }
    return node ? [node, node.data.length] : [block, 0];
  }

  // The words of the document from `start` to `end` as far as they are on the page, or null.
  function range(start, end) {
    const those = blocks().filter(
      ({ dataset }) => Number(dataset.end) > start && Number(dataset.start) < Math.max(end, start + 1),
    );
    const first = those[0] || (start === end && blocks().find((b) => Number(b.dataset.start) >= start));
    if (!first) return null;
    const made = document.createRange();
    made.setStart(...point(first, Math.max(start, Number(first.dataset.start))));
    const last = those.at(-1) || first;
    made.setEnd(...point(last, Math.min(Math.max(end, Number(first.dataset.start)), Number(last.dataset.end))));
    return made;
  }

  // Where in the document a boundary of a selection within `block` stands.
  function offset(block, node, at) {
    const start = Number(block.dataset.start);
    if (!block.contains(node)) return null;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, at);
    return start + length(before.toString());
  }

  function selection() {
    const chosen = window.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return null;
    const part = chosen.getRangeAt(0);
    if (!byId("leaf").contains(part.commonAncestorContainer)) return null;
    const those = blocks().filter((block) => part.intersectsNode(block));
    if (!those.length) return null;
    const start = offset(those[0], part.startContainer, part.startOffset);
    const end = offset(those.at(-1), part.endContainer, part.endOffset);
    const span = [start ?? Number(those[0].dataset.start), end ?? Number(those.at(-1).dataset.end)];
    return span[0] < span[1] ? span : null;
  }

  // A press on the button may take the selection away, so the last one is remembered.
  document.addEventListener("selectionchange", () => {
    if (!isOpen() || byId("read-bar").contains(document.activeElement)) return;
    selected = selection();
  });

  async function copyLink() {
    const span = selection() || selected;
    const [start, end] = span || [shown.start, shown.end];
    const link = new URL(window.location.pathname, window.location.href);
    link.searchParams.set("doc", shown.doc);
    if (span || end > start) link.searchParams.set("at", `${start}-${end}`);
    try {
      await navigator.clipboard.writeText(link.href);
      note(said(span ? "span" : "place"));
    } catch {
      note(`${said("failed")} ${link.href}`);
    }
  }

  // Find in text: the server looks, because what is on the page may be a part only.

  async function search(words) {
    const doc = shown.doc;
    found = { ...NOTHING, words };
    const answer = words.trim() ? await server.places({ doc, words }).catch(() => null) : NOTHING;
    if (!answer) {
      note(said("lost"));
      return;
    }
    if (found.words !== words || shown.doc !== doc) return;
    found = { ...answer, now: -1, words };
    if (found.spans.length) {
      // From where the reader is, not from the contents list at the very top.
      const from = inView();
      found.now = found.spans.findIndex(([start]) => start >= from) - 1;
      if (found.now < -1) found.now = -1;
      await step(1);
    } else {
      tell();
      paint();
    }
  }

  // Where the first words below the tools stand in the document.
  function inView() {
    const top = byId("read-bar").getBoundingClientRect().bottom;
    const first = blocks().find((block) => block.getBoundingClientRect().bottom > top);
    return first ? Number(first.dataset.start) : 0;
  }

  async function step(by) {
    const many = found.spans.length;
    if (!many) return;
    found.now = (found.now + by + many) % many;
    const [start, end] = found.spans[found.now];
    tell();
    if (start < shown.from || end > shown.to) await turnTo(start);
    paint();
    const where = range(start, end);
    const folded = where && where.startContainer.parentElement.closest("details:not([open])");
    if (folded) folded.open = true;
    bring(where, true);
  }

  async function turnTo(start) {
    const number = ++asked;
    const answer = await server.leaf({ doc: shown.doc, at: `${start}-${start}`, lang }).catch(() => null);
    if (answer && number === asked) place(answer);
  }

  function tell() {
    const none = found.words.trim() ? said("none") : "";
    const count = found.count ? `${found.now + 1} / ${found.count}` : none;
    byId("find-count").textContent = count;
    byId("read-bar").classList.toggle("finding", found.spans.length > 0);
  }

  // The tools were made anew, in another language.
  function restore() {
    byId("find").value = found.words;
    tell();
  }

  // Browsers that cannot highlight ranges still scroll to them.
  function paint() {
    if (!window.CSS?.highlights) return;
    const near = found.spans.filter(([start, end]) => start >= shown.from && end <= shown.to);
    const now = found.spans[found.now];
    highlight("found", near.map((span) => range(...span)));
    highlight("found-now", now ? [range(...now)] : []);
  }

  function highlight(name, ranges) {
    CSS.highlights.set(`baipishu-${name}`, new Highlight(...ranges.filter(Boolean)));
  }

  let pending = 0;

  document.addEventListener("input", (event) => {
    if (event.target.id !== "find" || event.isComposing) return;
    window.clearTimeout(pending);
    pending = window.setTimeout(() => search(event.target.value), PAUSE);
  });

  document.addEventListener("compositionend", (event) => {
    if (event.target.id === "find") search(event.target.value);
  });

  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "find" || event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") {
      event.preventDefault();
      window.clearTimeout(pending);
      if (event.target.value === found.words) step(event.shiftKey ? -1 : 1);
      else search(event.target.value);
    } else if (event.key === "Escape") {
      event.target.value = "";
      search("");
    }
  });

  // What this chat has cited: the cards of the conversation say where.

  function cited() {
    return [...document.querySelectorAll(".card[id^='card-'][data-doc]")]
      .filter(({ dataset }) => dataset.doc === shown.doc)
      .map((card) => {
        const [, turn, marker] = card.id.match(/^card-(.*)-(\d+)$/) || [];
        return { turn, marker, start: Number(card.dataset.start), end: Number(card.dataset.end) };
      });
  }

  function markCited() {
    for (const old of root.querySelectorAll(".cited-mark")) old.remove();
    const all = cited();
    for (const block of blocks()) {
      const [start, end] = [Number(block.dataset.start), Number(block.dataset.end)];
      const those = all.filter((each) => each.start < end && each.end > start);
      if (those.length) block.append(citedMark(those));
    }
    if (window.CSS?.highlights) highlight("cited", all.map(({ start, end }) => range(start, end)));
  }

  // Without words of its own, so that the block still holds the document's and nothing else.
  function citedMark(those) {
    const { turn, marker } = those.at(-1);
    const mark = document.createElement("button");
    Object.assign(mark, { type: "button", className: "cited-mark" });
    Object.assign(mark.dataset, { act: "cited", turn, marker });
    mark.dataset.number = [...new Set(those.map((each) => each.marker))].slice(-2).join("·");
    mark.setAttribute("aria-label", `${said("cited")} [${marker}]`);
    mark.title = said("cited");
    return mark;
  }

  // Where the reader is in the section tree.

  let waiting = false;

  function follow() {
    if (waiting || !isOpen()) return;
    waiting = true;
    window.requestAnimationFrame(() => {
      waiting = false;
      // What is read stands in the upper third rather than at the very top.
      const top = byId("read-bar").getBoundingClientRect().bottom + window.innerHeight / 3;
      const passed = [...root.querySelectorAll("#leaf section[data-section]")].filter(
        (section) => section.getBoundingClientRect().top <= top,
      );
      here(passed.at(-1)?.dataset.section);
    });
  }

  function here(section) {
    const old = root.querySelector("[data-section][aria-current]");
    const now = section && root.querySelector(`#outline [data-section="${section}"]`);
    if (old === now) return;
    old?.removeAttribute("aria-current");
    now?.setAttribute("aria-current", "true");
    if (now && !NARROW.matches) now.scrollIntoView({ block: "nearest" });
  }

  Object.assign(window.baipishu.acts, {
    readother: () => {
      const pick = ([doc]) => doc && open({ doc });
      window.baipishu.picker.open({ picked: [shown.doc], single: true, pick });
    },
    section: (from) => {
      if (NARROW.matches) from.closest("details:not(.unsectioned)")?.removeAttribute("open");
      open(from.dataset);
    },
    // The span stands on the button, or on the card that it is in.
    read: (from) => {
      const { doc, start, end } = from.closest("[data-doc]").dataset;
      window.baipishu.goto("read", { doc, start: Number(start), end: Number(end) });
    },
    cited: ({ dataset }) => {
      window.baipishu.goto("ask");
      window.baipishu.acts.cite({ dataset });
    },
    findnext: () => step(1),
    findprevious: () => step(-1),
    copylink: copyLink,
  });

  window.baipishu.register("read", (detail) => {
    if (lang) open(detail);
    else led = detail;
  });

  return { attach, receive };
})();
