/* Draws the charts of the report. Without it the numbers stand there as tables. */
(() => {
  'use strict';
  if (typeof echarts === 'undefined') {
    return;
  }
  const options = JSON.parse(document.getElementById('charts').textContent);
  const boxes = Array.from(document.querySelectorAll('.chart'));
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const drawn = new Map();
  const paper = { width: 640, height: 270 };
  let printing = false;

  document.documentElement.classList.add('scripted');
  document.querySelectorAll('details.numbers').forEach((numbers) => {
    numbers.open = false;
  });

  function draw(box) {
    let chart = drawn.get(box);
    if (!chart) {
      chart = echarts.init(box, null, { renderer: 'svg' });
      drawn.set(box, chart);
    }
    chart.resize(printing ? paper : { width: 'auto', height: 'auto' });
    chart.setOption(options[Number(box.dataset.chart)][dark.matches && !printing ? 'dark' : 'light'], true);
  }

  function redraw() {
    Array.from(drawn.keys()).forEach(draw);
  }

  /* Hundreds of charts: each is drawn when it comes near the window, all of them for paper. */
  if (boxes.length <= 24) {
    boxes.forEach(draw);
  } else {
    const near = new IntersectionObserver((entries) => {
      entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
        near.unobserve(entry.target);
        draw(entry.target);
      });
    }, { rootMargin: '600px' });
    boxes.forEach((box) => near.observe(box));
  }

  const width = new ResizeObserver((entries) => {
    entries.forEach((entry) => {
      const chart = drawn.get(entry.target);
      if (chart && !printing && Math.abs(chart.getWidth() - entry.target.clientWidth) > 1) {
        chart.resize();
      }
    });
  });
  boxes.forEach((box) => width.observe(box));

  dark.addEventListener('change', redraw);
  window.addEventListener('beforeprint', () => {
    printing = true;
    boxes.forEach(draw);
  });
  window.addEventListener('afterprint', () => {
    printing = false;
    redraw();
  });
})();
