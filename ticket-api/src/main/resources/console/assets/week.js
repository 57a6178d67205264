// Paints the hours of a calendar: dragging over a day opens or closes half hours; the text beside it says the same.
(function () {
  'use strict';
  const DAY = 1440;
  const STEP = 30;
  const SVG = 'http://www.w3.org/2000/svg';
  const read = (text) => Array.from(text.matchAll(/(\d{1,2})(?::(\d\d))?(?::\d\d)?\s*[-–]\s*(\d{1,2})(?::(\d\d))?/g))
    .map((found) => [Number(found[1]) * 60 + Number(found[2] || 0), Number(found[3]) * 60 + Number(found[4] || 0)])
    .filter(([from, to]) => from < to && to <= DAY);
  const two = (number) => String(number).padStart(2, '0');
  const told = (minute) => two(Math.floor(minute / 60)) + ':' + two(minute % 60);
  const write = (spans) => spans.map(([from, to]) => told(from) + '-' + told(to)).join(', ');

  function draw(svg, spans) {
    svg.querySelectorAll('.open').forEach((old) => old.remove());
    spans.forEach(([from, to]) => {
      const rect = document.createElementNS(SVG, 'rect');
      rect.setAttribute('class', 'open');
      rect.setAttribute('x', from);
      rect.setAttribute('y', 0);
      rect.setAttribute('width', to - from);
      rect.setAttribute('height', 24);
      svg.insertBefore(rect, svg.querySelector('.tick'));
    });
  }
  function paint(spans, from, to, open) {
    const rest = [];
    spans.forEach(([a, b]) => {
      if (a < from) { rest.push([a, Math.min(b, from)]); }
      if (b > to) { rest.push([Math.max(a, to), b]); }
    });
    if (open) { rest.push([from, to]); }
    rest.sort((a, b) => a[0] - b[0]);
    return rest.reduce((all, [a, b]) => {
      const last = all[all.length - 1];
      if (last && last[1] >= a) { last[1] = Math.max(last[1], b); } else { all.push([a, b]); }
      return all;
    }, []);
  }
  document.querySelectorAll('svg[data-day]').forEach((svg) => {
    const field = document.getElementById(svg.dataset.day);
    let drag;
    const slot = (event) => {
      const box = svg.getBoundingClientRect();
      return Math.max(0, Math.min(DAY / STEP - 1, Math.floor((event.clientX - box.left) / box.width * (DAY / STEP))));
    };
    const stroke = (event) => {
      const at = slot(event);
      const from = Math.min(drag.start, at) * STEP;
      const to = (Math.max(drag.start, at) + 1) * STEP;
      const spans = paint(drag.before, from, to, drag.open);
      field.value = write(spans);
      draw(svg, spans);
    };
    svg.addEventListener('pointerdown', (event) => {
      const before = read(field.value);
      const middle = slot(event) * STEP + STEP / 2;
      drag = { start: slot(event), before, open: !before.some(([from, to]) => from <= middle && middle < to) };
      svg.setPointerCapture(event.pointerId);
      stroke(event);
      event.preventDefault();
    });
    svg.addEventListener('pointermove', (event) => { if (drag) { stroke(event); } });
    svg.addEventListener('pointerup', () => { drag = undefined; });
    svg.addEventListener('pointercancel', () => { drag = undefined; });
    field.addEventListener('input', () => draw(svg, read(field.value)));
  });
  document.querySelectorAll('input[data-into]').forEach((input) => input.addEventListener('change', async () => {
    if (input.files.length) {
      document.getElementById(input.dataset.into).value = await input.files[0].text();
    }
  }));
})();
