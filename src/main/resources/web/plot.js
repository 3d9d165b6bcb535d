import { colour, keepPainted, widthOf } from './theme.js';
import { day, minute, isLocalTime, zone } from './format.js';
import { svg, html } from './dom.js';
import { nowRead, readAgain, readWithKeys } from './plot-reading.js';
import { followSpan, showSpan, spanOf } from './span.js';

const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';

/** A piece of line or area for a legend. */
export function swatch(kind, name, dash) {
  const image = svg('svg', { width: 26, height: 12, 'aria-hidden': 'true' });
  const stroke = `var(--${name})`;
  if (kind === 'line') {
    image.append(styled(svg('line', { x1: 1, x2: 25, y1: 6, y2: 6, 'stroke-width': 2.4, 'stroke-dasharray': (dash || []).join(' ') || null }), 'stroke', stroke));
  } else if (kind === 'band') {
    image.append(styled(svg('rect', { x: 1, y: 1, width: 24, height: 10, 'fill-opacity': 0.25 }), 'fill', stroke));
  } else if (kind === 'area') {
    image.append(styled(svg('rect', { x: 1, y: 0.5, width: 24, height: 11, rx: 1 }), 'fill', stroke));
  } else if (kind === 'hatch') {
    image.append(styled(svg('rect', { x: 1, y: 1, width: 24, height: 10, 'fill-opacity': 0.25 }), 'fill', stroke));
    for (let x = -8; x < 24; x += 5) {
      image.append(styled(svg('line', { x1: Math.max(x, 1), x2: Math.min(x + 10, 25), y1: 11 - Math.max(0, 1 - x), y2: 1 + Math.max(0, x + 10 - 25), 'stroke-width': 1.3 }), 'stroke', stroke));
    }
  } else if (kind === 'tick') {
    image.append(styled(svg('path', { d: 'M13 1V11', 'stroke-width': 2 }), 'stroke', stroke));
  } else if (kind === 'hollow') {
    image.append(styled(styled(svg('circle', { cx: 13, cy: 6, r: 4, 'stroke-width': 2 }), 'stroke', stroke), 'fill', 'var(--paper)'));
  } else {
    image.append(styled(svg('path', { d: 'M13 1L18 6L13 11L8 6Z' }), 'fill', stroke));
  }
  return image;
}

/** Sets a style the way a strict content security policy allows. */
export function styled(element, property, value) {
  element.style.setProperty(property, value);
  return element;
}

/** A legend; entries are [kind, colour, text, dash]. */
export function legend(entries) {
  return html('ul', { class: 'legend' }, entries.map(([kind, name, text, dash]) => html('li', {}, swatch(kind, name, dash), text)));
}

/** Instants on the time axis: the minute, and the day where it changes. */
export function timeLabels(values, spaceMs) {
  let before = '';
  return values.map((ms) => {
    const date = day(ms);
    const label = spaceMs >= 86400000 ? date.slice(5) : date === before ? minute(ms) : `${minute(ms)}\n${date}`;
    before = date;
    return label;
  });
}

/**
 * Curves over time by uPlot, in the range of the run.
 *
 * options: label (what a screen reader says), range {fromMs, toMs}, times (ms), curves [{ values, colour, dash, width, points }],
 * bands [[upper index, lower index, colour]], height, y { log, min, max, format, label, splits }, shades [{ fromMs, toMs, colour, label }],
 * marks [{ ms, label, colour, dash }], levels [{ value, label, colour }], read(index) -> text for the line below, at a point
 */
export function timePlot(host, options) {
  const readout = html('p', { class: 'readout', 'aria-hidden': 'true' }, options.hint || '\u00a0');
  const figure = html('div', { class: 'plot', role: 'img', tabindex: 0, 'aria-label': options.label, 'aria-keyshortcuts': 'ArrowLeft ArrowRight + - Escape' });
  host.append(figure, readout);
  keepPainted(figure, () => {
    figure.replaceChildren();
    figure.plot = new globalThis.uPlot(settings(options, widthOf(figure), readout), data(options), figure);
    figure.plot.over.addEventListener('dblclick', () => showSpan(null));
    readAgain(figure, options);
  });
  readWithKeys(figure, options, readout);
  followSpan(figure, () => {
    const { min, max } = figure.plot.scales.x;
    figure.plot.setScale('x', { min, max });
  });
  return figure;
}

function seconds({ fromMs, toMs }) {
  return [fromMs / 1000, toMs / 1000];
}

function data(options) {
  return [options.times.map((ms) => ms / 1000), ...options.curves.map((curve) => curve.values)];
}

function settings(options, width, readout) {
  const narrow = width < 520;
  const axis = { stroke: colour('soft'), font: FONT, grid: { stroke: colour('grid'), width: 1 }, ticks: { stroke: colour('line'), width: 1, size: 4 } };
  const y = options.y;
  return {
    width,
    height: options.height + 24,
    padding: [(options.marks || []).some((mark) => mark.label) ? 38 : 14, narrow ? 10 : 18, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: true, y: false, setScale: false, dist: 6 }, sync: { key: 'upsurge' }, points: { size: 6 } },
    tzDate: isLocalTime() ? undefined : (seconds) => globalThis.uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    scales: {
      x: { time: true, range: () => seconds(spanOf(options.range)) },
      y: { distr: y.log ? 3 : 1, log: y.log || 10, range: () => [y.min, y.max] },
    },
    axes: [
      { ...axis, size: 44, space: narrow ? 56 : 70, values: (plot, splits, index, space, increment) => timeLabels(splits.map((s) => s * 1000), increment * 1000) },
      { ...axis, size: narrow ? 52 : 64, space: 34, splits: y.splits ? () => y.splits : undefined, filter: y.splits ? (plot, splits) => splits : undefined,
        values: (plot, splits) => splits.map((value) => (value === null ? '' : y.format(value))) },
    ],
    series: [{}, ...options.curves.map((curve) => ({
      stroke: curve.width === 0 ? undefined : colour(curve.colour), width: curve.width ?? 2, dash: curve.dash, spanGaps: Boolean(curve.spans),
      points: { show: Boolean(curve.points), size: 5, fill: colour('paper') },
    }))],
    bands: (options.bands || []).map(([upper, lower, fill]) => ({ series: [upper + 1, lower + 1], fill })),
    hooks: {
      drawClear: [(plot) => drawShades(plot, options.shades || [])],
      draw: [(plot) => { drawLevels(plot, options.levels || []); drawMarks(plot, options.marks || []); drawUnit(plot, y.label); }],
      setSelect: [(plot) => {
        const { left, width: size } = plot.select;
        if (size > 0) {
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          showSpan({ fromMs: plot.posToVal(left, 'x') * 1000, toMs: plot.posToVal(left + size, 'x') * 1000 });
        }
      }],
      setCursor: [(plot) => {
        const index = plot.cursor.idx;
        nowRead(index === null || index === undefined ? null : options.times[index]);
        readout.textContent = index === null || index === undefined
          ? options.hint || '\u00a0'
          : `${day(options.times[index])} ${minute(options.times[index])} ${zone(options.times[index])}: ${options.read(index)}`;
      }],
    },
  };
}

function pixels(plot, ms) {
  const { left, width } = plot.bbox;
  return Math.min(left + width, Math.max(left, plot.valToPos(ms / 1000, 'x', true)));
}

function drawShades(plot, shades) {
  const { ctx } = plot;
  const { top, height } = plot.bbox;
  const ratio = devicePixelRatio || 1;
  ctx.save();
  ctx.font = FONT.replace('12px', `${11 * ratio}px`);
  ctx.textBaseline = 'bottom';
  shades.forEach((shade) => {
    const from = pixels(plot, shade.fromMs);
    const to = pixels(plot, shade.toMs);
    if (to - from > 0.5) {
      ctx.fillStyle = colour(shade.colour);
      ctx.fillRect(from, top, to - from, height);
      if (shade.label && ctx.measureText(shade.label).width + 6 * ratio < to - from) {
        ctx.fillStyle = colour('soft');
        ctx.textAlign = 'center';
        ctx.fillText(shade.label, (from + to) / 2, top + 15 * ratio);
      }
    }
  });
  ctx.restore();
}

function drawLevels(plot, levels) {
  const { ctx } = plot;
  const { left, width, top, height } = plot.bbox;
  const ratio = devicePixelRatio || 1;
  ctx.save();
  ctx.font = FONT.replace('12px', `${11 * ratio}px`);
  levels.forEach((level) => {
    const at = plot.valToPos(level.value, 'y', true);
    if (at < top || at > top + height) {
      return;
    }
    ctx.strokeStyle = colour(level.colour);
    ctx.lineWidth = 1.2 * ratio;
    ctx.setLineDash((level.dash || [4, 3]).map((part) => part * ratio));
    ctx.beginPath();
    ctx.moveTo(left, at);
    ctx.lineTo(left + width, at);
    ctx.stroke();
    ctx.textAlign = level.right ? 'right' : 'left';
    ctx.textBaseline = 'bottom';
    haloed(ctx, level.label, level.right ? left + width - 5 * ratio : left + 5 * ratio, at - 2 * ratio, level.colour, ratio);
  });
  ctx.restore();
}

function drawMarks(plot, marks) {
  const { ctx } = plot;
  const { left, width, top, height } = plot.bbox;
  const ratio = devicePixelRatio || 1;
  ctx.save();
  ctx.font = FONT.replace('12px', `${11 * ratio}px`);
  const taken = [];
  marks.forEach((mark) => {
    const at = plot.valToPos(mark.ms / 1000, 'x', true);
    if (at < left - 1 || at > left + width + 1) {
      return;
    }
    ctx.strokeStyle = colour(mark.colour);
    ctx.lineWidth = 1.4 * ratio;
    ctx.setLineDash((mark.dash || []).map((part) => part * ratio));
    ctx.beginPath();
    ctx.moveTo(at, top);
    ctx.lineTo(at, top + height);
    ctx.stroke();
    if (!mark.label) {
      return;
    }
    const length = ctx.measureText(mark.label).width;
    const start = Math.min(Math.max(at - length / 2, 2 * ratio), left + width + 12 * ratio - length);
    let row = 0;
    while (taken.some((other) => other.row === row && start < other.end && start + length > other.start)) {
      row++;
    }
    taken.push({ row, start: start - 6 * ratio, end: start + length + 6 * ratio });
    ctx.textAlign = 'left';
    ctx.textBaseline = 'bottom';
    haloed(ctx, mark.label, start, top - (4 + Math.min(row, 1) * 15) * ratio, mark.colour, ratio);
  });
  ctx.restore();
}

function haloed(ctx, text, x, y, name, ratio) {
  ctx.setLineDash([]);
  ctx.lineWidth = 3.5 * ratio;
  ctx.lineJoin = 'round';
  ctx.strokeStyle = colour('paper');
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour(name);
  ctx.fillText(text, x, y);
}

function drawUnit(plot, label) {
  const { ctx } = plot;
  const ratio = devicePixelRatio || 1;
  ctx.save();
  ctx.font = FONT.replace('12px', `${11 * ratio}px`);
  ctx.fillStyle = colour('soft');
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  ctx.translate(2 * ratio, plot.bbox.top + plot.bbox.height / 2);
  ctx.rotate(-Math.PI / 2);
  ctx.textAlign = 'center';
  ctx.fillText(label, 0, 0);
  ctx.restore();
}
