/* Draws charts: those whose options stand in the page, and those that one request of the page brings. */
(function () {
  "use strict";

  /* From here on points are painted instead of becoming one element each. */
  const MANY_POINTS = 2000;
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

  function show(element, option) {
    let chart = charts.get(element);
    if (!chart) {
      const points = option.series.reduce((sum, one) => sum + (one.data ? one.data.length : 0), 0);
      chart = echarts.init(element, null, { renderer: points > MANY_POINTS ? "canvas" : "svg" });
      charts.set(element, chart);
      width.observe(element);
    }
    chart.setOption(option, true);
  }

  function draw(element) {
    show(element, JSON.parse(onDark(element) ? element.dataset.dark : element.dataset.light));
  }

  function redraw() {
    charts.forEach(function (chart, element) {
      if (element.dataset.light) {
        draw(element);
      }
    });
    document.querySelectorAll(".quantum-remote").forEach(load);
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

  Behaviour.specify(".quantum-chart[data-light]", "quantum-chart", 0, function (element) {
    near.observe(element);
  });

  /* One request for all charts of a range; the range stands in the address of the page. */
  function load(box) {
    const query = new URLSearchParams(window.location.search);
    query.set("theme", onDark(box) ? "dark" : "light");
    fetch(box.dataset.url + "?" + query, { headers: { Accept: "application/json" } })
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        return answer.json();
      })
      .then(function (all) {
        all.forEach(function (one) {
          show(place(box, one), one.option);
        });
      })
      .catch(function () {
        box.textContent = box.dataset.failed;
      })
      .finally(function () {
        box.setAttribute("aria-busy", "false");
      });
  }

  function place(box, one) {
    let element = box.querySelector('[data-key="' + CSS.escape(one.key) + '"]');
    if (!element) {
      const figure = document.createElement("figure");
      figure.className = "quantum-figure";
      const caption = document.createElement("figcaption");
      caption.textContent = one.title;
      element = document.createElement("div");
      element.className = "quantum-chart";
      element.dataset.key = one.key;
      element.setAttribute("role", "img");
      element.setAttribute("aria-label", one.option.aria.label.description);
      figure.append(caption, element);
      box.append(figure);
    }
    return element;
  }

  Behaviour.specify(".quantum-remote", "quantum-remote", 0, function (box) {
    if (!box.dataset.ready) {
      box.dataset.ready = "true";
      load(box);
    }
  });

  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".quantum-chart[data-light]").forEach(draw);
  });
})();
