// The checking tab in the browser: results in their place, saved to a file, led into the source.
"use strict";

window.baipishu.check = (() => {
  let shown = null;

  // `html` was made and escaped by the server.
  function receive(value) {
    if (!value || value.html === undefined) return;
    shown = value;
    document.getElementById("checked").innerHTML = value.html;
  }

  function save(form) {
    if (shown && shown[form]) window.baipishu.save(shown[form], "baipishu-check", form);
  }

  window.baipishu.acts["check-save"] = (from) => save(from.dataset.form);

  return { receive };
})();
