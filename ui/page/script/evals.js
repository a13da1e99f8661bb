// The tab of evaluation runs in the browser: asks for runs when it is first seen, and what to show.
"use strict";

window.baipishu.evals = (() => {
  const NOTHING = "/";
  const PLACES = { choice: "evals-choice", progress: "evals-progress", shown: "evals-shown" };
  let tell = null;
  // The choice that was made last, to which the focus returns.
  let chosen = "";

  // `events` are functions that each tell the server something.
  function attach(element, events) {
    tell = events;
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      tell.opened();
    });
    seen.observe(element);
  }

  // The server made and escaped what is shown; places that it leaves out stay as they are.
  function receive(value) {
    const choice = document.getElementById(PLACES.choice);
    const held = chosen || (choice.contains(document.activeElement) && document.activeElement.id);
    for (const [name, id] of Object.entries(PLACES)) {
      if (value && value[name] !== undefined) document.getElementById(id).innerHTML = value[name];
    }
    if (!value || value.choice === undefined) return;
    if (held) document.getElementById(held).focus();
    chosen = "";
  }

  // One choice at a time: until it is shown, no other can be made.
  function choose(from) {
    const run = document.getElementById("evals-run").value;
    const other = document.getElementById("evals-against").value;
    // What is shown already would be sent again unchanged, which gradio does not tell of.
    if (from.value === from.querySelector("[selected]")?.value) return;
    chosen = from.id;
    for (const select of document.querySelectorAll("#evals-choice select")) select.disabled = true;
    tell.choose({ run, against: other === NOTHING || other === run ? null : other });
  }

  document.addEventListener("change", (event) => {
    if (event.target.closest("#evals-choice")) choose(event.target);
  });

  // Until its run is shown, a button starts no other.
  window.baipishu.acts["evals-start"] = (from) => {
    if (from.getAttribute("aria-disabled") === "true") return;
    from.setAttribute("aria-disabled", "true");
    tell.start();
  };

  return { attach, receive };
})();
