// The checking tab in the browser: results in their place, saved to a file, led into the source.
"use strict";

window.baipishu.check = (() => {
  const TYPES = { md: "text/markdown", json: "application/json" };
  let shown = null;

  // `html` was made and escaped by the server.
  function receive(value) {
    if (!value || value.html === undefined) return;
    shown = value;
    document.getElementById("checked").innerHTML = value.html;
  }

  function save(form) {
    if (!shown || !shown[form]) return;
    const url = URL.createObjectURL(new Blob([shown[form]], { type: TYPES[form] }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `baipishu-check.${form}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  Object.assign(window.baipishu.acts, {
    "check-save": (from) => save(from.dataset.form),
  });

  return { receive };
})();
