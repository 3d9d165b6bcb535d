import { html, sortable, svg } from './dom.js';
import { versionColour, versionDash } from './theme.js';
import { atLeast, atMost, measured, odds, plain, power, times } from './format.js';
import { styled } from './plot.js';

const MARKS = { confirmed: '\u25b2', certified: '\u25b2', suspected: '\u25b3', clean: '\u2713', 'not-enough-evidence': '?', 'below-floor': '\u2193', 'below-multiple': '\u2194', 'near-zero': '0', 'no-control': '\u2205', 'insufficient-data': '\u2026', 'no-upgrade': '\u2013' };

/** An outcome as a small label: a mark and a word, not a colour alone. */
export function chip(outcome, tone) {
  return html('span', { class: `chip ${tone || (outcome === 'clean' ? 'clean' : 'open')}`, 'data-mark': MARKS[outcome] || '' }, plain(outcome));
}

/** What became of a key in a word: the level of its anomaly, or why there is none. */
export function outcomeOf(run, key) {
  return key.found.length ? run.found[key.found[0]].level : key.outcome;
}

/** The same as a small label. */
export function chipOf(run, key) {
  const level = outcomeOf(run, key);
  return key.found.length ? chip(level, level === 'suspected' ? 'suspected' : 'confirmed') : chip(key.outcome);
}

/** How the candidate that was looked at last stood when it was last known. */
export function lastStand(key) {
  const stands = key.judged.filter((judged) => judged.at.length);
  if (!stands.length) {
    return null;
  }
  const judged = stands.reduce((a, b) => (b.at[b.at.length - 1] > a.at[a.at.length - 1] ? b : a));
  let index = judged.at.length - 1;
  while (index > 0 && judged.estimate[index] === null && judged.ratio[index] === null) {
    index--;
  }
  return { judged, index };
}

function mean(values) {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}

/** Every key that was judged, also those that did not fire, and why. */
export function signals(host, run, choose) {
  const rows = run.keys.map((key, place) => {
    const stand = lastStand(key);
    const pairs = key.pairs.find((made) => stand && made.to === stand.judged.version) || key.pairs[0];
    const at = (values) => (stand ? values(stand.judged)[stand.index] : null);
    return {
      key, place,
      before: pairs ? mean(pairs.before) : null, after: pairs ? mean(pairs.after) : null,
      ratio: at((judged) => judged.estimate) ?? at((judged) => judged.ratio),
      lower: at((judged) => judged.lower), upper: at((judged) => judged.upper),
      evidence: stand ? Math.max(...stand.judged.evidence.filter((value) => value !== null)) : -Infinity,
    };
  });
  const several = new Set(run.keys.map((key) => key.workload)).size > 1;
  const table = sortable([
    { name: 'Key', value: (row) => row.key.name, show: (row) => html('span', {}, row.key.name, html('br', {}), html('span', { class: 'why' }, row.key.signal + (several ? `, ${run.workloads[row.key.workload].cluster}` : ''))) },
    { name: 'Outcome, and why', value: (row) => outcomeOf(run, row.key), show: (row) => html('div', { class: 'because' }, chipOf(run, row.key), ' ', html('span', { class: 'why' }, row.key.why)) },
    { name: 'Before', num: true, value: (row) => row.before, show: (row) => measured(row.key, row.before) },
    { name: 'After', num: true, value: (row) => row.after, show: (row) => measured(row.key, row.after) },
    { name: 'Ratio', num: true, value: (row) => row.ratio, show: (row) => times(row.ratio) },
    { name: 'Bounds', num: true, value: (row) => row.lower, show: (row) => (row.lower === null ? '\u2013' : `${atLeast(row.lower)} to ${atMost(row.upper)}`) },
    { name: 'Most evidence', num: true, value: (row) => row.evidence, show: (row) => (!Number.isFinite(row.evidence) ? '\u2013' : row.evidence < 0 ? 'below 1' : row.evidence > 9 ? `over ${power(9)}` : odds(row.evidence).replace(' to 1', '')) },
  ], rows, 'Every key that was looked at, what became of it and why');
  host.append(html('div', { class: 'scrolls signals', tabindex: 0, role: 'region', 'aria-label': 'Table of every key' }, table));
  const grid = html('div', { class: 'multiples' });
  run.keys.forEach((key, place) => {
    const button = html('button', { type: 'button', 'data-key': place, 'aria-pressed': 'false', title: `${key.signal}${key.group}`, onclick: () => choose(place) },
      html('span', { class: 'name' }, key.name),
      html('span', { class: 'sub' }, html('span', {}, key.signal), chipOf(run, key)),
      sparkline(run, key));
    grid.append(button);
  });
  host.append(html('h3', {}, 'Each key by version over time'), html('p', { class: 'note' }, 'Each from nought to its own highest rate. Choose one to see it in full above.'), grid);
}

function sparkline(run, key) {
  const width = 240;
  const height = 54;
  const steps = Math.max(1, (run.range.toMs - run.range.fromMs) / run.range.stepMs);
  const top = Math.max(...key.rates.flatMap((curve) => curve.rate.filter((rate) => rate !== null)), 0) || 1;
  const picture = svg('svg', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  picture.append(styled(svg('line', { x1: 0, x2: width, y1: height - 1, y2: height - 1, 'vector-effect': 'non-scaling-stroke' }), 'stroke', 'var(--line)'));
  key.rates.filter((curve) => curve.version >= 0).forEach((curve) => {
    let path = '';
    let before = null;
    curve.at.forEach((at, index) => {
      const rate = curve.rate[index];
      if (rate !== null) {
        const gap = before === null || at - before > 8;
        path += `${gap ? 'M' : 'L'}${(((at + 0.5) / steps) * width).toFixed(1)} ${(height - 2 - (rate / top) * (height - 6)).toFixed(1)}`;
        before = at;
      }
    });
    if (path) {
      picture.append(styled(svg('path', { d: path, fill: 'none', 'stroke-width': 1.4, 'stroke-dasharray': versionDash(curve.version).map((part) => part * 0.7).join(' ') || null, 'vector-effect': 'non-scaling-stroke' }), 'stroke', `var(--${versionColour(curve.version)})`));
    }
  });
  return picture;
}
