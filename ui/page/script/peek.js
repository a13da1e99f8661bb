// A small card over a marker: the quote, its section and its page, copied from the evidence.
"use strict";

(() => {
  // Time to move the pointer from the marker into the card.
  const GRACE = 160;
  const GAP = 6;
  let card = null;
  let from = null;
  let leaving = 0;

  function made() {
    if (card) return card;
    card = document.createElement("div");
    card.id = "peek";
    card.setAttribute("role", "tooltip");
    card.hidden = true;
    document.getElementById("main").append(card);
    card.addEventListener("pointerenter", () => clearTimeout(leaving));
    card.addEventListener("pointerleave", leave);
    return card;
  }

  function line(name, words) {
    const made = document.createElement("p");
    made.className = name;
    made.textContent = words;
    return made;
  }

  function show(marker) {
    clearTimeout(leaving);
    if (marker === from) return;
    const { turn, marker: number } = marker.dataset;
    const source = document.getElementById(`card-${turn}-${number}`);
    if (!source) return;
    hide();
    from = marker;
    const quote = line("peek-quote", source.querySelector("mark").textContent);
    quote.lang = "zh";
    const places = [...source.querySelectorAll(".path, .locator")];
    made().replaceChildren(quote, ...places.map((each) => line(each.className, each.textContent)));
    card.hidden = false;
    marker.setAttribute("aria-describedby", "peek");
    place(marker.getBoundingClientRect());
  }

  // Under the marker, or over it where there is more room.
  function place(at) {
    const left = Math.min(Math.max(at.left - 20, 8), window.innerWidth - card.offsetWidth - 8);
    const under = at.bottom + GAP + card.offsetHeight < window.innerHeight;
    card.style.left = `${left}px`;
    card.style.top = `${under ? at.bottom + GAP : Math.max(8, at.top - GAP - card.offsetHeight)}px`;
  }

  function hide() {
    clearTimeout(leaving);
    if (!from) return;
    from.removeAttribute("aria-describedby");
    from = null;
    card.hidden = true;
  }

  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(hide, GRACE);
  }

  const marker = (event) => event.target.closest && event.target.closest(".marker");

  document.addEventListener("pointerover", (event) => {
    // A finger has no hover: its tap leads to the evidence at once.
    if (marker(event) && event.pointerType === "mouse") show(marker(event));
  });
  document.addEventListener("pointerout", (event) => {
    if (marker(event)) leave();
  });
  document.addEventListener("focusin", (event) => {
    if (marker(event) && event.target.matches(":focus-visible")) show(marker(event));
  });
  document.addEventListener("focusout", (event) => {
    if (marker(event)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && from) {
      hide();
      event.stopPropagation();
    }
  }, true);
  document.addEventListener("scroll", hide, true);
  document.addEventListener("click", hide);
})();
