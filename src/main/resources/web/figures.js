import { html } from './dom.js';
import { atLeast, atMost, lasted, measureOf, number, odds, power, times } from './format.js';
import { lastStand } from './signals.js';

/** Figures side by side; entries are [name, value, what it is]. */
export function figureBox(entries) {
  return html('dl', { class: 'figures' }, entries.map(([name, value, small]) =>
    html('div', {}, html('dt', {}, name), html('dd', {}, value, small ? html('small', {}, small) : null))));
}

/** The roll-out to a version: the one that led to it, or the first. */
export function moveTo(workload, version) {
  return workload.moves.find((move) => move.to === version) || workload.moves[0];
}

/** The figures of a key, and of its anomaly if it has one; null where there are none. */
export function keyFigures(run, key, found) {
  const stand = lastStand(key);
  const entries = [...(stand ? standing(key, found, stand) : []), ...(found ? saying(run, key, found) : [])];
  return entries.length ? figureBox(entries) : null;
}

function standing(key, found, { judged, index }) {
  const entries = [];
  const pairs = key.pairs.find((made) => made.to === judged.version);
  const [estimate, lower, upper] = found ? [found.ratio, found.lower, found.upper] : [judged.estimate[index] ?? judged.ratio[index], judged.lower[index], judged.upper[index]];
  if (estimate !== null) {
    entries.push(['Ratio', times(estimate), lower === null ? 'no bounds here' : `${atLeast(lower)} to ${atMost(upper)}, at all times`]);
  }
  if (pairs && pairs.node.length) {
    const measure = measureOf(key);
    const mean = (values) => (values.reduce((sum, value) => sum + value, 0) / values.length) * measure.factor;
    const above = pairs.node.filter((node, i) => pairs.after[i] > 0 && pairs.after[i] >= key.multiple * pairs.before[i]).length;
    const nodes = pairs.node.length.toLocaleString('en-US');
    entries.push(['Before \u2192 after', `${number(mean(pairs.before))} \u2192 ${number(mean(pairs.after))}`, `${key.kind === 'rate' ? 'calls/min' : measure.unit}; mean of ${nodes} nodes`]);
    entries.push(['Nodes above', `${above.toLocaleString('en-US')} of ${nodes}`, `at ${times(key.multiple)} of their own past or more`]);
  }
  const known = judged.evidence.filter((value) => value !== null);
  if (known.length) {
    const most = Math.max(...known);
    entries.push(['Evidence', most > 9 ? `over ${power(9)}` : odds(most).replace(' to 1', ''), `to 1; ${odds(judged.threshold.filter((value) => value !== null).pop())} confirms`]);
  }
  return entries;
}

function saying(run, key, found) {
  const entries = [];
  if (found.projected > 0) {
    entries.push(['At full roll-out', `${number(found.projected)}/s`, key.budget === null ? 'calls of the fleet; no budget is configured' : `calls of the fleet, ${found.projected > key.budget ? 'above' : 'within'} the budget of ${number(key.budget)}/s`]);
  }
  const workload = run.workloads[key.workload];
  const move = moveTo(workload, workload.versions.findIndex((version) => version.id === found.to));
  const said = found.changes.find((change) => change.level !== 'suspected') || found.changes[0];
  if (move) {
    entries.push(['Time to say so', lasted(said.atMs - move.firstMs), `${said.level}, after the first upgrade`]);
  }
  return entries;
}
