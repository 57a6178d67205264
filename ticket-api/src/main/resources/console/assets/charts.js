// Draws the charts of a page; each has its figures in a table, too.
(function () {
  'use strict';
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const charts = [];
  function draw(canvas) {
    const told = JSON.parse(canvas.dataset.chart);
    const line = colour('line');
    const faint = colour('faint');
    const chart = new Chart(canvas, {
      data: {
        labels: told.labels,
        datasets: told.sets.map((set) => ({
          type: set.type,
          label: set.label,
          data: set.values,
          backgroundColor: colour(set.colour) + (set.type === 'line' ? '' : 'cc'),
          borderColor: colour(set.colour),
          borderWidth: set.type === 'line' ? 2 : 0,
          borderRadius: 3,
          pointRadius: set.values.length > 40 ? 0 : 2,
          pointHitRadius: 10,
          tension: 0.25,
          yAxisID: set.type === 'line' ? 'y1' : 'y',
          order: set.type === 'line' ? 0 : 1,
        })),
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: 'index', intersect: false },
        onClick: (event) => {
          const hit = chart.getElementsAtEventForMode(event, 'nearest', { intersect: true }, true)[0];
          const link = hit && told.sets[hit.datasetIndex].links[hit.index];
          if (link) {
            location.href = link;
          }
        },
        onHover: (event, hits) => { canvas.style.cursor = hits.length ? 'pointer' : 'default'; },
        plugins: { legend: { position: 'top', align: 'start', labels: { color: colour('soft'), boxWidth: 10, boxHeight: 10, useBorderRadius: true, borderRadius: 3 } } },
        scales: {
          x: { grid: { display: false }, ticks: { color: faint, maxRotation: 0, autoSkipPadding: 18 }, border: { color: line } },
          y: { beginAtZero: true, grid: { color: line }, ticks: { color: faint, precision: 0 }, border: { display: false } },
          y1: { position: 'right', beginAtZero: true, grid: { display: false }, ticks: { color: faint, precision: 0 }, border: { display: false } },
        },
      },
    });
    charts.push(chart);
    canvas.dataset.drawn = 'true';
  }
  function all() {
    charts.splice(0).forEach((chart) => chart.destroy());
    document.querySelectorAll('canvas[data-chart]').forEach(draw);
  }
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  document.addEventListener('desk:theme', all);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', all);
  all();
})();
