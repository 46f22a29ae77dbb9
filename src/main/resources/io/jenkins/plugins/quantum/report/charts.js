/* Draws the charts whose options stand in the page; no data is fetched. */
(function () {
  "use strict";

  const charts = new Map();

  /* What a colour of any notation looks like: the browser paints one pixel of it. */
  function pixel(colour) {
    const canvas = document.createElement("canvas");
    canvas.width = 1;
    canvas.height = 1;
    const context = canvas.getContext("2d");
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return context.getImageData(0, 0, 1, 1).data;
  }

  /* Light text means a dark page, whatever the theme is called. */
  function onDark(element) {
    const [red, green, blue] = pixel(getComputedStyle(element).color);
    return 0.299 * red + 0.587 * green + 0.114 * blue > 128;
  }

  function draw(element) {
    let chart = charts.get(element);
    if (!chart) {
      chart = echarts.init(element, null, { renderer: "svg" });
      charts.set(element, chart);
      width.observe(element);
    }
    chart.setOption(JSON.parse(onDark(element) ? element.dataset.dark : element.dataset.light), true);
  }

  function redraw() {
    charts.forEach(function (chart, element) {
      draw(element);
    });
  }

  const width = new ResizeObserver(function (entries) {
    entries.forEach(function (entry) {
      charts.get(entry.target).resize();
    });
  });

  /* A page may have many charts: each is drawn when it comes near the window. */
  const near = new IntersectionObserver(
    function (entries) {
      entries
        .filter(function (entry) {
          return entry.isIntersecting;
        })
        .forEach(function (entry) {
          near.unobserve(entry.target);
          draw(entry.target);
        });
    },
    { rootMargin: "400px" },
  );

  Behaviour.specify(".quantum-chart", "quantum-chart", 0, function (element) {
    near.observe(element);
  });

  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".quantum-chart").forEach(draw);
  });
})();
