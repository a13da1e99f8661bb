// What the browser keeps of the conversation: one entry a turn, sealed by the server, so that a
// reload, a restarted server or a second tab of the same chat finds every turn with its evidence.
"use strict";

window.baipishu.kept = (() => {
  const CHAT = "baipishu-chat";
  const TURN = "baipishu-turn:";
  const DOCS = "baipishu-docs:";
  // Beyond this many the oldest go; it is what the server shows again.
  const MOST = 200;
  const PAST = 10;
  const SEAL = 64;
  // Stands in for a storage that is closed or full; it lasts as long as the page.
  const memory = new Map();
  let unkept = false;
  let chat = read(CHAT) || begin();

  function read(name) {
    try {
      return window.localStorage.getItem(name) ?? memory.get(name) ?? null;
    } catch {
      return memory.get(name) ?? null;
    }
  }

  function write(name, value) {
    memory.set(name, value);
    try {
      window.localStorage.setItem(name, value);
    } catch {
      unkept = true;
    }
  }

  function remove(name) {
    memory.delete(name);
    try {
      window.localStorage.removeItem(name);
    } catch {
      // What was never kept is gone already.
    }
  }

  // What is kept under names that begin so.
  function named(start) {
    let stored = [];
    try {
      stored = Object.keys(window.localStorage);
    } catch {
      // Only what this page holds.
    }
    const own = [...new Set([...stored, ...memory.keys()])];
    return own.filter((name) => name.startsWith(start)).sort();
  }

  function names() {
    return named(`${TURN}${chat}:`);
  }

  function begin() {
    const made = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16));
    write(CHAT, made.join(""));
    return made.join("");
  }

  const keyOf = (name) => name.slice(name.lastIndexOf(":") + 1);

  // Entries are never rewritten: two tabs of one chat each add their own.
  function add(key, sealed) {
    if (!sealed) return;
    const all = names();
    if (all.some((name) => keyOf(name) === key)) return;
    write(`${TURN}${chat}:${String(Date.now()).padStart(15, "0")}:${key}`, sealed);
    all.slice(0, Math.max(0, all.length + 1 - MOST)).forEach(remove);
  }

  // Every turn of this chat, or the `last` of them.
  function sealed(last = Infinity) {
    return names().slice(-last).map(read).filter(Boolean);
  }

  // One turn as the server sealed it, or "".
  function sealedTurn(key) {
    const name = names().find((each) => keyOf(each) === key);
    return (name && read(name)) || "";
  }

  // The turn that stands in a sealed text, unchecked: the server checks the seal.
  function turn(text) {
    try {
      return JSON.parse(text.slice(SEAL));
    } catch {
      return {};
    }
  }

  function questions() {
    return sealed().map((text) => turn(text).question).filter(Boolean);
  }

  // The last questions that were answered, as the server takes them.
  function past() {
    const answered = sealed(PAST).map(turn).filter((each) => each.answer);
    return JSON.stringify(answered.map((each) => each.question));
  }

  // Which documents this chat asks, by their ids; none stands for all.
  function chosen() {
    try {
      const ids = JSON.parse(read(DOCS + chat) || "[]");
      return Array.isArray(ids) ? ids : [];
    } catch {
      return [];
    }
  }

  function choose(ids) {
    if (ids.length) write(DOCS + chat, JSON.stringify(ids));
    else remove(DOCS + chat);
  }

  // What the server is told along with a question.
  const sent = () => ({ past: past(), chosen: JSON.stringify(chosen()) });

  // An empty chat; what the old one held is forgotten in this browser.
  function fresh() {
    names().forEach(remove);
    choose([]);
    chat = begin();
  }

  // Another tab of the same chat has added a turn.
  function whenAdded(told) {
    window.addEventListener("storage", (event) => {
      if (event.newValue && event.key && event.key.startsWith(`${TURN}${chat}:`)) {
        told(event.newValue);
      }
    });
  }

  return {
    add,
    choose,
    chosen,
    fresh,
    isUnkept: () => unkept,
    // Of every turn that this browser keeps, also of other chats.
    keys: () => named(TURN).map(keyOf),
    questions,
    sealed,
    sealedTurn,
    sent,
    store: { named, read, remove, write },
    whenAdded,
  };
})();
