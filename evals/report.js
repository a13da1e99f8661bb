"use strict";

// Filters the table of questions. Without scripts the whole table stands there, unfiltered.

const form = document.getElementById("filters");
const shown = document.getElementById("shown");
const rows = [...document.querySelectorAll("#every tbody tr")];
const texts = new Map();

const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");

function text(row) {
  if (!texts.has(row)) texts.set(row, folded(row.textContent));
  return texts.get(row);
}

function hasOutcome(row, wanted, run) {
  const outcomes = row.dataset.outcomes.split(" ");
  if (!wanted) return true;
  if (wanted === "differ") return new Set(outcomes).size > 1;
  return run ? outcomes[Number(run)] === wanted : outcomes.includes(wanted);
}

function filter() {
  const words = folded(form.querySelector("#words").value).split(" ").filter(Boolean);
  const chosen = [...form.querySelectorAll("[data-field]")].filter((select) => select.value);
  const outcome = form.querySelector("#outcome").value;
  const run = form.querySelector("#run")?.value ?? "";
  let count = 0;
  for (const row of rows) {
    const fits =
      chosen.every((select) => row.dataset[select.dataset.field] === select.value) &&
      hasOutcome(row, outcome, run) &&
      words.every((word) => text(row).includes(word));
    row.hidden = !fits;
    count += fits;
  }
  shown.textContent =
    count === rows.length ? `${count} questions` : `${count} of ${rows.length} questions`;
}

form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
// The fields are empty only after the event.
form.addEventListener("reset", () => setTimeout(filter));
// A browser may bring back what was chosen before the page was loaded again.
window.addEventListener("pageshow", filter);

// Paper cannot be unfolded.
window.addEventListener("beforeprint", () => {
  for (const sides of document.querySelectorAll("details.sides")) sides.open = true;
});
