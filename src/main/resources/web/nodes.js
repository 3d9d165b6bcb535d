import { html, svg, tableDetails } from './dom.js';
import { colour, isPrinting, keepPainted, versionColour, widthOf } from './theme.js';
import { measureOf, measured, number, times } from './format.js';
import { legend, styled } from './plot.js';
import { fitted, sheet } from './timeline.js';

const MOST_ROWS = 64;
const TOP = 24;
const BOTTOM = 8;
const ROW = 18;
const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';

/** Each node before and after its own change; the largest change first. */
export function pairsOf(workload, pairs) {
  return pairs.node.map((place, index) => {
    const before = pairs.before[index];
    const after = pairs.after[index];
    return { node: workload.nodes[place], before, after, ratio: before > 0 ? after / before : after > 0 ? Infinity : 1, over: pairs.seconds[index] };
  }).sort((a, b) => b.ratio - a.ratio || b.after - a.after || (a.node.name < b.node.name ? -1 : 1));
}

/** The middle of some numbers. */
export function median(values) {
  const sorted = values.slice().sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Before and after, node by node. */
export function dumbbells(host, key, workload, pairs, from) {
  const rows = pairsOf(workload, pairs);
  if (!rows.length) {
    host.append(html('p', { class: 'note' }, 'No node has settled time both before and after its own change.'));
    return;
  }
  const measure = measureOf(key);
  const beforeColour = versionColour(from);
  const afterColour = versionColour(pairs.to);
  const above = rows.filter((row) => row.after > 0 && row.after >= key.multiple * row.before).length;
  const first = rows[0];
  const last = rows[rows.length - 1];
  const fresh = rows.filter((row) => row.ratio === Infinity).length;
  const many = (count) => count.toLocaleString('en-US');
  host.append(html('p', {}, fresh > rows.length / 2
    ? `${many(fresh)} of ${many(rows.length)} nodes make such calls now and made none before; the median is ${measured(key, median(rows.map((row) => row.after)))}.`
    : `${many(above)} of ${many(rows.length)} nodes are at or above ${times(key.multiple)} of their own past. Median ${times(median(rows.map((row) => row.ratio)))}; most ${first.ratio === Infinity ? 'new' : times(first.ratio)} (${first.node.name}), least ${times(last.ratio)} (${last.node.name}).`));
  host.append(legend([
    ['hollow', beforeColour, `before, on ${workload.versions[from].id}`],
    ['diamond', afterColour, `after, on ${workload.versions[pairs.to].id}`],
  ]));
  const all = rows.length <= MOST_ROWS;
  if (!all && fresh <= rows.length / 2) {
    host.append(html('h3', {}, `All ${rows.length.toLocaleString('en-US')} nodes`));
    scatter(host, key, rows, afterColour, measure);
  }
  if (!all) {
    host.append(html('h3', {}, `The ${TOP} that changed most and the ${BOTTOM} that changed least`));
  }
  const shown = all ? rows : [...rows.slice(0, TOP), null, ...rows.slice(rows.length - BOTTOM)];
  chart(host, key, shown, rows, beforeColour, afterColour, measure);
  host.append(tableDetails(`Table of the ${rows.length.toLocaleString('en-US')} nodes before and after`, [
    { name: 'Node', value: (row) => row.node.name, show: (row) => row.node.name },
    { name: 'Zone', value: (row) => row.node.zone, show: (row) => row.node.zone || '\u2013' },
    { name: `Before${unitOf(measure)}`, num: true, value: (row) => row.before, show: (row) => number(row.before * measure.factor) },
    { name: `After${unitOf(measure)}`, num: true, value: (row) => row.after, show: (row) => number(row.after * measure.factor) },
    { name: 'Ratio', num: true, value: (row) => row.ratio, show: (row) => (row.ratio === Infinity ? 'new' : times(row.ratio)) },
  ], rows, `Nodes before and after, in ${measure.unit}`));
}

function unitOf(measure) {
  return measure.short ? `, ${measure.short.trim().replace('/min', 'calls/min')}` : '';
}

function chart(host, key, shown, rows, beforeColour, afterColour, measure) {
  const figure = html('div', { class: 'plot', role: 'img', 'aria-label': `Calls before and after on ${shown.length} nodes; the table below says the same.` });
  host.append(figure);
  const highest = Math.max(...rows.map((row) => Math.max(row.before, row.after))) * measure.factor || 1;
  keepPainted(figure, () => {
    const width = widthOf(figure);
    const left = Math.min(210, Math.round(width * 0.32));
    const right = 58;
    const size = isPrinting() ? 13.5 : ROW;
    const height = shown.length * size + 40;
    const step = niceTicks(highest, (width - left - right) / 80);
    const end = Math.ceil(highest / step) * step;
    const x = (value) => left + ((value * measure.factor) / end) * (width - left - right);
    const picture = svg('svg', { class: 'dumbbell', viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' });
    for (let tick = 0; tick <= end + step / 2; tick += step) {
      const at = Math.round(x(tick / measure.factor)) + 0.5;
      picture.append(
        styled(svg('line', { x1: at, x2: at, y1: 4, y2: height - 36 }), 'stroke', 'var(--grid)'),
        svg('text', { x: at, y: height - 22, 'text-anchor': 'middle' }, number(tick)));
    }
    picture.append(svg('text', { x: left + (width - left - right) / 2, y: height - 5, 'text-anchor': 'middle' }, measure.unit));
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = FONT;
    shown.forEach((row, index) => {
      const y = index * size + 12;
      if (row === null) {
        picture.append(svg('text', { x: left - 10, y: y + 4, 'text-anchor': 'end' }, `\u2026 ${(rows.length - TOP - BOTTOM).toLocaleString('en-US')} more`));
        return;
      }
      const from = x(row.before);
      const to = x(row.after);
      picture.append(
        svg('text', { class: 'node', x: left - 10, y: y + 4, 'text-anchor': 'end' }, svg('title', {}, row.node.name), fitted(pen, row.node.name, left - 14)),
        styled(svg('line', { x1: from, x2: to, y1: y, y2: y, 'stroke-width': 2, 'stroke-opacity': 0.45 }), 'stroke', `var(--${afterColour})`),
        styled(styled(svg('circle', { cx: from, cy: y, r: 4, 'stroke-width': 2 }), 'stroke', `var(--${beforeColour})`), 'fill', 'var(--paper)'),
        styled(svg('path', { d: `M${to} ${y - 5}l5 5l-5 5l-5 -5Z` }), 'fill', `var(--${afterColour})`),
        svg('text', { x: width - 4, y: y + 4, 'text-anchor': 'end' }, Number.isFinite(row.ratio) ? times(row.ratio) : 'new'));
    });
    figure.replaceChildren(picture);
  });
}

/** The distance of ticks from nought to a value, so that at most so many are drawn. */
export function niceTicks(highest, most) {
  const least = highest / Math.max(2, most);
  const unit = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * unit).find((step) => step >= least);
}

function scatter(host, key, rows, afterColour, measure) {
  const canvas = html('canvas', { role: 'img', 'aria-label': `Calls after against calls before, a point a node, ${rows.length} nodes.` });
  const figure = html('div', { class: 'plot' }, canvas);
  const readout = html('p', { class: 'readout', 'aria-hidden': 'true' }, 'A point is a node. On the line nothing changed. Point at one to see its name.');
  host.append(figure, readout);
  const values = rows.flatMap((row) => [row.before, row.after]).map((value) => value * measure.factor).filter((value) => value > 0).sort((a, b) => a - b);
  if (!values.length) {
    return;
  }
  const low = Math.max(values[0], values[values.length - 1] / 1e4) / 1.25;
  const high = values[values.length - 1] * 1.25;
  let box = null;
  keepPainted(figure, () => {
    const width = widthOf(figure);
    const height = Math.min(430, Math.max(300, width * 0.55));
    const area = sheet(canvas, width, height);
    box = { left: 62, right: width - 14, top: 10, bottom: height - 44 };
    const scale = (value) => (Math.log(Math.max(low, value)) - Math.log(low)) / (Math.log(high) - Math.log(low));
    box.x = (value) => box.left + scale(value) * (box.right - box.left);
    box.y = (value) => box.bottom - scale(value) * (box.bottom - box.top);
    area.font = FONT;
    logTicks(low, high).forEach((tick) => {
      area.strokeStyle = colour('grid');
      area.beginPath();
      area.moveTo(box.x(tick), box.top);
      area.lineTo(box.x(tick), box.bottom);
      area.moveTo(box.left, box.y(tick));
      area.lineTo(box.right, box.y(tick));
      area.stroke();
      area.fillStyle = colour('soft');
      area.textAlign = 'center';
      area.textBaseline = 'top';
      area.fillText(number(tick), box.x(tick), box.bottom + 6);
      area.textAlign = 'right';
      area.textBaseline = 'middle';
      area.fillText(number(tick), box.left - 8, box.y(tick));
    });
    area.textAlign = 'center';
    area.textBaseline = 'bottom';
    area.fillText(`before, ${measure.unit}`, (box.left + box.right) / 2, height - 2);
    area.save();
    area.translate(13, (box.top + box.bottom) / 2);
    area.rotate(-Math.PI / 2);
    area.fillText(`after, ${measure.unit}`, 0, 0);
    area.restore();
    area.save();
    area.beginPath();
    area.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    area.clip();
    area.globalAlpha = rows.length > 500 ? 0.35 : 0.6;
    area.fillStyle = colour(afterColour);
    rows.forEach((row) => {
      area.beginPath();
      area.arc(box.x(row.before * measure.factor), box.y(row.after * measure.factor), rows.length > 500 ? 2.4 : 3.4, 0, 7);
      area.fill();
    });
    area.globalAlpha = 1;
    [[1, 'no change', [1, 3]], [key.multiple, times(key.multiple), [6, 3]]].forEach(([factor, label, dash]) => {
      area.strokeStyle = colour(factor === 1 ? 'soft' : 'ink');
      area.setLineDash(dash);
      area.lineWidth = 1.3;
      area.beginPath();
      area.moveTo(box.x(low), box.y(low * factor));
      area.lineTo(box.x(high / factor), box.y(high));
      area.lineTo(box.x(high), box.y(high * factor));
      area.stroke();
      area.setLineDash([]);
      const at = high / factor / 1.15;
      area.textAlign = 'right';
      area.textBaseline = 'middle';
      area.strokeStyle = colour('paper');
      area.lineWidth = 4;
      area.strokeText(label, box.x(at) - 6, box.y(at * factor));
      area.fillStyle = colour(factor === 1 ? 'soft' : 'ink');
      area.fillText(label, box.x(at) - 6, box.y(at * factor));
    });
    area.restore();
  });
  canvas.addEventListener('mousemove', (event) => {
    const at = canvas.getBoundingClientRect();
    let nearest = null;
    let best = 400;
    rows.forEach((row) => {
      const dx = box.x(row.before * measure.factor) - (event.clientX - at.left);
      const dy = box.y(row.after * measure.factor) - (event.clientY - at.top);
      if (dx * dx + dy * dy < best) {
        best = dx * dx + dy * dy;
        nearest = row;
      }
    });
    if (nearest) {
      readout.textContent = `${nearest.node.name}: ${measured(key, nearest.before)} \u2192 ${measured(key, nearest.after)}, ${times(nearest.ratio)}`;
    }
  });
}

function logTicks(low, high) {
  const all = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    [1, 2, 5].forEach((digit) => {
      const tick = digit * 10 ** power;
      if (tick >= low && tick <= high) {
        all.push(tick);
      }
    });
  }
  return all.length > 8 ? all.filter((tick) => Number.isInteger(Math.round(Math.log10(tick) * 1e6) / 1e6)) : all;
}
