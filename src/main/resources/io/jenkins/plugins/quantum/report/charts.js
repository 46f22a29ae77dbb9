/* Draws the charts whose options stand in the page; no data is fetched. */
(function () {
  "use strict";

  function dark(element) {
    const colour = getComputedStyle(element).getPropertyValue("color").match(/\d+(\.\d+)?/g);
    // light text means a dark page, whatever the theme is called
    return colour !== null && 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2] > 128;
  }

  Behaviour.specify(".quantum-chart", "quantum-chart", 0, function (element) {
    if (element.dataset.drawn === "true") {
      return;
    }
    element.dataset.drawn = "true";
    const chart = echarts.init(element, null, { renderer: "svg" });
    const draw = function () {
      chart.setOption(JSON.parse(dark(element) ? element.dataset.dark : element.dataset.light), true);
    };
    draw();
    new ResizeObserver(function () {
      chart.resize();
    }).observe(element);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  });
})();
