import { html, tableDetails } from './dom.js';
import { colour, faint, isPrinting, keepPainted, versionColour, widthOf } from './theme.js';
import { day, instant, lasted, minute, timeElement, zone } from './format.js';
import { legend } from './plot.js';
import { followSpan, spanOf } from './span.js';

const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';
const NAMED = 90;
const ROW = 15;
const OVERVIEW = 460;
const AXIS = 40;
const PHASES = ['settled', 'warming up', 'pending'];
const REASONS = {
  'no-baseline': 'new, or not watched long enough before it moved',
  warming: 'never settled: it restarted so lately that the calls of the start still count',
  pending: 'a restart without a roll-out fact, or a fact without a restart',
  unobserved: 'not scraped since it moved',
};

/** Why a node was left out, in words. */
export function whyLeftOut(reason) {
  return REASONS[reason] || reason;
}

/** Which node ran which version when: a row a node, in the order in which they moved. */
export function timeline(host, run, workload) {
  const { nodes, versions } = workload;
  host.append(legend([
    ...versions.slice(0, 6).map((version, index) => ['area', versionColour(index), version.id]),
    ['hatch', 'v5', 'warming up, not counted'],
    ['area', 'line', 'pending'],
    ['tick', 'ink', 'restart'],
    ...(nodes.some((node) => node.leftOut) ? [['tick', 'soft', 'name in grey: left out of the judgement']] : []),
  ]));
  const readout = html('p', { class: 'readout', 'aria-hidden': 'true' }, 'Point at a row to see its node.');
  const label = `Roll-out timeline: ${nodes.length} nodes, sorted by when they moved; the table below says the same.`;
  if (nodes.length <= NAMED) {
    picture(host, run, workload, label, readout, ROW, nodes.length * ROW);
  } else {
    const overview = html('div', {});
    const note = html('p', { class: 'note' });
    host.append(note, overview);
    picture(overview, run, workload, label, readout, OVERVIEW / nodes.length, OVERVIEW);
    const scroller = scrolling(run, workload, readout);
    scroller.hidden = true;
    const button = html('button', { type: 'button', class: 'only-screen', 'data-switch': 'names', 'aria-pressed': 'false' }, 'Show every node by name');
    button.addEventListener('click', () => {
      scroller.hidden = !scroller.hidden;
      overview.hidden = !scroller.hidden;
      button.setAttribute('aria-pressed', String(!scroller.hidden));
      (scroller.hidden ? overview : scroller).firstChild.dispatchEvent(new Event('shown'));
    });
    note.append(`All ${nodes.length.toLocaleString('en-US')} nodes; a line of the picture stands for ${number(nodes.length / OVERVIEW)} of them. `, button);
    host.append(scroller);
  }
  host.append(readout);
  if (workload.furtherNodes > 0) {
    host.append(html('p', { class: 'note' }, `There were up to ${workload.furtherNodes.toLocaleString('en-US')} more nodes at a time, which the rates count and this picture does not show.`));
  }
  host.append(nodeTable(workload));
}

function number(value) {
  return value <= 1 ? 'one' : value < 2 ? 'one or two' : `about ${Math.round(value)}`;
}

function picture(host, run, workload, label, readout, row, height) {
  const canvas = html('canvas', { role: 'img', 'aria-label': label });
  const figure = html('div', { class: 'plot' }, canvas);
  host.append(figure);
  const named = row >= 10;
  const paint = () => {
    const width = widthOf(figure);
    const scale = isPrinting() && named ? 0.72 : 1;
    const area = sheet(canvas, width, height * scale + AXIS);
    const left = gutter(width, named);
    area.font = scale < 1 ? FONT.replace('12px', '10px') : FONT;
    rows(area, run, workload, { left, width, row: row * scale, first: 0, count: workload.nodes.length, named });
    area.font = FONT;
    axis(area, run, left, width, height * scale);
  };
  figure.addEventListener('shown', paint);
  followSpan(figure, () => figure.clientWidth && paint());
  keepPainted(figure, paint);
  pointing(canvas, run, workload, readout, (y) => Math.floor(y / row), () => gutter(canvas.clientWidth, named));
}

function scrolling(run, workload, readout) {
  const canvas = html('canvas', { 'aria-hidden': 'true' });
  const spacer = html('div', { class: 'spacer' }, canvas);
  spacer.style.height = `${workload.nodes.length * ROW}px`;
  const scroller = html('div', { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': 'Every node by name; scroll with the arrow keys' }, spacer);
  const paint = () => {
    if (!scroller.clientWidth) {
      return;
    }
    const width = scroller.clientWidth;
    const height = scroller.clientHeight;
    const area = sheet(canvas, width, height);
    const first = Math.floor(scroller.scrollTop / ROW);
    const shift = scroller.scrollTop - first * ROW;
    area.translate(0, -shift);
    rows(area, run, workload, { left: gutter(width, true), width, row: ROW, first, count: Math.ceil(height / ROW) + 1, named: true });
  };
  scroller.addEventListener('scroll', () => requestAnimationFrame(paint));
  spacer.addEventListener('shown', paint);
  followSpan(spacer, paint);
  keepPainted(spacer, paint);
  pointing(canvas, run, workload, readout, (y) => Math.floor((scroller.scrollTop + y) / ROW), () => gutter(canvas.clientWidth, true));
  return scroller;
}

function gutter(width, named) {
  return named ? Math.min(190, Math.round(width * 0.3)) : width < 520 ? 52 : 64;
}

/** A canvas of this size on the screen, sharp on any. */
export function sheet(canvas, width, height) {
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const area = canvas.getContext('2d');
  area.scale(ratio, ratio);
  area.font = FONT;
  return area;
}

function rows(area, run, workload, shown) {
  const { left, width, row, first, count, named } = shown;
  const { fromMs, toMs } = spanOf(run.range);
  const x = (ms) => left + ((Math.min(toMs, Math.max(fromMs, ms)) - fromMs) / (toMs - fromMs)) * (width - left - 8);
  const hatches = workload.versions.map((version, index) => hatch(area, versionColour(index)));
  const gap = row >= 10 ? 3 : row >= 4 ? 1 : 0;
  area.textBaseline = 'middle';
  const last = Math.min(workload.nodes.length, first + count);
  let drawnTo = -1;
  for (let i = first; i < last; i++) {
    const node = workload.nodes[i];
    const top = (i - first) * row;
    const paintedTop = row < 1 ? Math.floor(top) : top;
    if (row < 1 && paintedTop === drawnTo) {
      continue;
    }
    drawnTo = paintedTop;
    const height = Math.max(1, row - gap);
    node.stretches.forEach(([from, to, version, phase]) => {
      if (to <= fromMs || from >= toMs) {
        return;
      }
      const start = x(from);
      const length = Math.max(0.75, x(to) - start);
      const name = versionColour(version);
      area.fillStyle = phase === 0 ? faint(name, node.leftOut ? 0.4 : 0.85) : phase === 1 ? faint(name, 0.25) : colour('line');
      area.fillRect(start, paintedTop, length, height);
      if (phase === 1 && row >= 4) {
        area.fillStyle = hatches[Math.max(0, version)];
        area.fillRect(start, paintedTop, length, height);
      }
    });
    if (row >= 3) {
      area.fillStyle = colour('ink');
      node.restartsMs.forEach((ms) => ms >= fromMs && ms <= toMs && area.fillRect(x(ms) - 0.75, paintedTop - (row >= 10 ? 1 : 0), 1.5, height + (row >= 10 ? 2 : 0)));
    }
    if (named) {
      area.fillStyle = colour(node.leftOut ? 'soft' : 'ink');
      area.textAlign = 'right';
      area.fillText(fitted(area, node.name, left - 12), left - 8, paintedTop + height / 2 + 0.5);
    }
  }
  if (!named) {
    area.fillStyle = colour('soft');
    area.textAlign = 'right';
    const step = niceStep(workload.nodes.length / 6);
    for (let i = 0; i < workload.nodes.length; i += step) {
      area.fillText((i + 1 === 1 ? 1 : i).toLocaleString('en-US'), left - 8, Math.max(7, i * row));
    }
  }
}

function niceStep(least) {
  const unit = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((times) => times * unit).find((step) => step >= least);
}

/** A name cut in the middle, so that it fits; its end tells nodes apart as often as its beginning. */
export function fitted(area, text, width) {
  if (area.measureText(text).width <= width) {
    return text;
  }
  let keep = text.length - 1;
  const cut = () => `${text.slice(0, Math.ceil(keep / 2))}\u2026${text.slice(text.length - Math.floor(keep / 2))}`;
  while (keep > 4 && area.measureText(cut()).width > width) {
    keep--;
  }
  return cut();
}

function hatch(area, name) {
  const tile = document.createElement('canvas');
  tile.width = 6;
  tile.height = 6;
  const pen = tile.getContext('2d');
  pen.strokeStyle = colour(name);
  pen.lineWidth = 1.3;
  pen.beginPath();
  pen.moveTo(-1, 7);
  pen.lineTo(7, -1);
  pen.moveTo(-1, 1);
  pen.lineTo(1, -1);
  pen.moveTo(5, 7);
  pen.lineTo(7, 5);
  pen.stroke();
  return area.createPattern(tile, 'repeat');
}

/** Instants that are whole in the reader's time, so that about this many fit. */
export function timeTicks(fromMs, toMs, most) {
  const minute = 60000;
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080].map((minutes) => minutes * minute);
  const step = steps.find((length) => (toMs - fromMs) / length <= most) || steps[steps.length - 1];
  const ticks = [];
  for (let ms = Math.ceil(fromMs / step) * step; ms <= toMs; ms += step) {
    ticks.push(ms);
  }
  return ticks;
}

function axis(area, run, left, width, top) {
  const { fromMs, toMs } = spanOf(run.range);
  area.strokeStyle = colour('line');
  area.fillStyle = colour('soft');
  area.textAlign = 'center';
  area.textBaseline = 'top';
  area.lineWidth = 1;
  let before = '';
  timeTicks(fromMs, toMs, (width - left) / 75).forEach((ms) => {
    const x = Math.round(left + ((ms - fromMs) / (toMs - fromMs)) * (width - left - 8)) + 0.5;
    area.beginPath();
    area.moveTo(x, top + 2);
    area.lineTo(x, top + 7);
    area.stroke();
    area.fillText(minute(ms), Math.min(x, width - 18), top + 10);
    if (day(ms) !== before) {
      area.fillText(day(ms), Math.min(x, width - 36), top + 25);
      before = day(ms);
    }
  });
}

function pointing(canvas, run, workload, readout, rowAt, leftOf) {
  canvas.addEventListener('mousemove', (event) => {
    const box = canvas.getBoundingClientRect();
    const node = workload.nodes[rowAt(event.clientY - box.top)];
    if (!node) {
      return;
    }
    const { fromMs, toMs } = spanOf(run.range);
    const left = leftOf();
    const ms = fromMs + ((event.clientX - box.left - left) / (box.width - left - 8)) * (toMs - fromMs);
    const at = node.stretches.find(([from, to]) => ms >= from && ms < to);
    readout.textContent = [
      node.name + (node.zone ? ` (${node.zone})` : ''),
      at ? `${instant(ms).slice(0, 16)} ${zone(ms)}: ${nameOf(workload, at[2])}, ${PHASES[at[3]]}` : 'not observed then',
      node.movedMs ? `moved at ${instant(node.movedMs)}` : 'did not move',
      node.leftOut ? `left out: ${whyLeftOut(node.leftOut)}` : '',
    ].filter(Boolean).join(' \u00b7 ');
  });
}

function nameOf(workload, version) {
  return version < 0 ? 'unknown' : workload.versions[version].id;
}

function nodeTable(workload) {
  const path = (node) => node.stretches.map((stretch) => stretch[2]).filter((version, index, all) => version !== all[index - 1]).map((version) => nameOf(workload, version)).join(' \u2192 ');
  return tableDetails(`Table of the ${workload.nodes.length.toLocaleString('en-US')} nodes`, [
    { name: 'Node', value: (node) => node.name, show: (node) => node.name },
    { name: 'Zone', value: (node) => node.zone, show: (node) => node.zone || '\u2013' },
    { name: 'Moved', value: (node) => node.movedMs || Infinity, show: (node) => (node.movedMs ? timeElement(node.movedMs) : '\u2013') },
    { name: 'Versions', value: path, show: path },
    { name: 'Restarts', num: true, value: (node) => node.restartsMs.length, show: (node) => String(node.restartsMs.length) },
    { name: 'Left out', value: (node) => node.leftOut, show: (node) => (node.leftOut ? whyLeftOut(node.leftOut) : 'no') },
  ], workload.nodes, 'Nodes, when they moved and what they ran');
}

/** How long the move took, in words. */
export function moveWords(move, workload) {
  return `${nameOf(workload, move.from)} \u2192 ${nameOf(workload, move.to)} on ${move.nodes.toLocaleString('en-US')} of ${(workload.nodes.length + workload.furtherNodes).toLocaleString('en-US')} nodes within ${lasted(move.lastMs - move.firstMs)}`;
}
