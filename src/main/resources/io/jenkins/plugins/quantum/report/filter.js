/* Narrows a table down by text and by verdict. Without it the whole table is shown. */
(function () {
  "use strict";

  Behaviour.specify(".quantum-filter", "quantum-filter", 0, function (bar) {
    const table = document.getElementById(bar.dataset.table);
    const text = bar.querySelector(".quantum-filter__text");
    const buttons = Array.from(bar.querySelectorAll(".quantum-filter__verdict"));
    const count = bar.querySelector(".quantum-filter__count");
    if (!table || bar.dataset.ready) {
      return;
    }
    bar.dataset.ready = "true";

    function apply() {
      const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
      const verdicts = buttons
        .filter((button) => button.getAttribute("aria-pressed") === "true")
        .map((button) => button.dataset.verdict);
      const rows = Array.from(table.tBodies[0].rows);
      let shown = 0;
      rows.forEach(function (row) {
        const content = row.textContent.toLowerCase();
        row.hidden = !(
          (verdicts.length === 0 || verdicts.includes(row.dataset.verdict)) &&
          words.every((word) => content.includes(word))
        );
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = shown === rows.length ? "" : count.dataset.all.replace("{0}", shown);
      const address = new URL(window.location.href);
      keep(address, "filter", text.value);
      keep(address, "verdict", verdicts.join(","));
      window.history.replaceState(null, "", address);
    }

    function keep(address, name, value) {
      if (value) {
        address.searchParams.set(name, value);
      } else {
        address.searchParams.delete(name);
      }
    }

    const asked = new URLSearchParams(window.location.search);
    text.value = asked.get("filter") || "";
    const verdicts = (asked.get("verdict") || "").split(",");
    buttons.forEach(function (button) {
      button.setAttribute("aria-pressed", String(verdicts.includes(button.dataset.verdict)));
      button.addEventListener("click", function () {
        button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
        apply();
      });
    });
    text.addEventListener("input", apply);
    apply();
  });
})();
