import { faint, versionColour } from './theme.js';
import { atLeast, atMost, odds, power, times } from './format.js';
import { legend, timePlot } from './plot.js';
import { middle } from './rates.js';
import { html } from './dom.js';

const WIDEST = 16;

/** The ratio since the upgrade with its running bounds, what matters, and when it was said; below it the evidence. */
export function ratio(host, run, key, workload, judged, marks) {
  const name = versionColour(judged.version);
  const version = workload.versions[judged.version].id;
  const given = judged.estimate.some((value) => value !== null);
  const centre = (given ? judged.estimate : judged.ratio).filter((value) => value !== null && value > 0);
  if (!centre.length) {
    host.append(html('p', { class: 'note' }, `No ratio can be given for ${version}: the baseline is near zero, and twice nothing is nothing. The rates above and the nodes below are the figures to look at.`));
    return;
  }
  const settled = centre.slice(Math.floor(centre.length / 4));
  const low = 2 ** Math.floor(Math.log2(Math.max(1 / WIDEST, Math.min(0.5, ...settled.map((value) => value / 1.3)))));
  const high = 2 ** Math.ceil(Math.log2(Math.min(1024, Math.max(2, key.multiple * 1.3, ...settled.map((value) => value * 1.6)))));
  const within = (value) => (value === null ? null : Math.min(high * 4, Math.max(low / 4, value)));
  const from = judged.at.length ? middle(run, judged.at[0]) : run.range.fromMs;
  const range = { fromMs: Math.max(run.range.fromMs, from - 10 * run.range.stepMs), toMs: Math.min(run.range.toMs, middle(run, judged.at[judged.at.length - 1]) + 10 * run.range.stepMs) };
  host.append(legend([
    ...(given ? [['line', name, `ratio of ${version} since the upgrade`], ['band', name, 'between its lower and upper bound, at all times together']] : []),
    ['line', 'soft', 'ratio over the last windows alone', [2, 3]],
  ]));
  const last = judged.at.length - 1;
  timePlot(host, {
    label: `Ratio of ${version} to what was expected, over time. At the end ${times(judged.estimate[last] ?? judged.ratio[last])}, at least ${times(judged.lower[last])}, at most ${times(judged.upper[last])}. The multiple is ${times(key.multiple)}.`,
    range,
    times: judged.at.map((step) => middle(run, step)),
    curves: [
      { values: judged.upper.map(within), width: 0, colour: name },
      { values: judged.lower.map(within), width: 0, colour: name },
      { values: judged.ratio.map((value) => (value === null || value <= 0 ? null : within(value))), colour: 'soft', width: 1.3, dash: [2, 3] },
      { values: judged.estimate.map(within), colour: name, width: 2.4 },
    ],
    bands: [[0, 1, faint(name, 0.2)]],
    height: 270,
    y: { log: 2, min: low, max: high, format: (value) => `${Number(value.toPrecision(3))}x`, label: 'ratio, logarithmic', splits: powers(low, high) },
    levels: [{ value: 1, label: 'no change', colour: 'soft', dash: [1, 3], right: true }, { value: key.multiple, label: `the multiple, ${times(key.multiple)}`, colour: 'ink', dash: [6, 3], right: true }],
    marks,
    read: (index) => [
      judged.estimate[index] === null ? null : `${times(judged.estimate[index])} since the upgrade, at least ${atLeast(judged.lower[index])}, at most ${atMost(judged.upper[index])}`,
      judged.ratio[index] === null ? null : `${times(judged.ratio[index])} over the last windows`,
    ].filter(Boolean).join(' \u00b7 ') || 'nothing observed',
  });
  if (given) {
    evidence(host, run, judged, range, marks);
  }
}

function powers(low, high) {
  const all = [];
  for (let value = low; value <= high; value *= 2) {
    all.push(value);
  }
  return all;
}

function evidence(host, run, judged, range, marks) {
  const known = judged.evidence.filter((value) => value !== null);
  const threshold = judged.threshold.filter((value) => value !== null).pop() ?? 0;
  const top = Math.min(Math.max(threshold * 1.5, ...known) * 1.08, Math.max(20, threshold * 4));
  const bottom = Math.max(-4, Math.min(-1, ...known));
  host.append(html('h3', {}, 'Evidence'), html('p', { class: 'lead' }, 'What one, staked on a change in a bet that is fair if nothing changed, would have become.' + (Math.max(...known) > top ? ` Drawn up to ${power(top)}.` : '')));
  timePlot(host, {
    label: `Evidence over time. Most: ${odds(Math.max(...known))}. What confirms: ${odds(threshold)}.`,
    range,
    times: judged.at.map((step) => middle(run, step)),
    curves: [{ values: judged.evidence.map((value) => (value === null ? null : Math.min(top, Math.max(bottom, value)))), colour: versionColour(judged.version), width: 2.2 }],
    height: 150,
    y: { min: bottom, max: top, label: 'to 1, logarithmic', format: (value) => (value < 0 ? Number((10 ** value).toPrecision(1)) : value < 5 ? Math.round(10 ** value).toLocaleString('en-US') : power(value)),
      splits: tens(bottom, top) },
    levels: [{ value: threshold, label: `confirms: ${odds(threshold)}`, colour: 'ink', dash: [6, 3], right: true }],
    marks: marks.map((mark) => ({ ...mark, label: '' })),
    read: (index) => odds(judged.evidence[index]),
  });
}

function tens(bottom, top) {
  const step = Math.max(1, Math.ceil((top - bottom) / 5));
  const all = [];
  for (let value = Math.ceil(bottom / step) * step; value <= top; value += step) {
    all.push(value);
  }
  return all;
}
