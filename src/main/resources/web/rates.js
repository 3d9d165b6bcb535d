import { faint, versionColour, versionDash } from './theme.js';
import { measureOf, number } from './format.js';
import { legend, timePlot } from './plot.js';

/** Middle of a step, milliseconds. */
export function middle(run, at) {
  return run.range.fromMs + (at + 0.5) * run.range.stepMs;
}

/** Steps of several curves in one order, and a function that lays a curve out on them. */
export function aligned(curves) {
  const steps = [...new Set(curves.flatMap((curve) => curve.at))].sort((a, b) => a - b);
  const place = new Map(steps.map((step, index) => [step, index]));
  const lay = (curve, values, convert) => {
    const laid = new Array(steps.length).fill(null);
    curve.at.forEach((step, index) => {
      const value = values[index];
      laid[place.get(step)] = value === null ? null : convert(value);
    });
    return laid;
  };
  return { steps, lay };
}

/** What is shaded: before, during and after the roll-out that the key was judged for. */
export function shades(run, workload, move) {
  if (!move) {
    return [];
  }
  const next = workload.moves.find((other) => other.firstMs > move.firstMs);
  const end = next ? next.firstMs : run.range.toMs;
  const rolledOut = Math.min(move.lastMs, end);
  const all = [
    { fromMs: run.range.fromMs, toMs: move.firstMs, colour: 'before', label: 'before' },
    { fromMs: move.firstMs, toMs: rolledOut, colour: 'rollout', label: 'roll-out' },
    { fromMs: rolledOut, toMs: end, colour: 'after', label: 'after' },
  ];
  if (next) {
    all.push({ fromMs: next.firstMs, toMs: next.lastMs, colour: 'rollout', label: next.to === move.from ? 'back' : 'next' });
  }
  return all;
}

/** How often the nodes of each version called, with the spread over nodes. */
export function rates(host, run, key, workload, move, marks) {
  const measure = measureOf(key);
  const shown = key.rates.filter((curve) => curve.version >= 0 && curve.rate.some((rate) => rate !== null));
  const { steps, lay } = aligned(shown);
  const convert = (value) => value * measure.factor;
  const curves = [];
  const bands = [];
  shown.forEach((curve) => {
    const name = versionColour(curve.version);
    const first = curves.length;
    curves.push(
      { values: lay(curve, curve.p90, convert), width: 0, colour: name },
      { values: lay(curve, curve.p10, convert), width: 0, colour: name },
      { values: lay(curve, curve.rate, convert), colour: name, dash: versionDash(curve.version), version: curve.version });
    bands.push([first, first + 1, faint(name, 0.2)]);
  });
  const highest = Math.max(...curves.flatMap((curve) => curve.values.filter((value) => value !== null)), 0);
  const lowest = key.kind === 'mean' ? Math.min(...curves.flatMap((curve) => curve.values.filter((value) => value !== null)), highest) : 0;
  const min = key.kind === 'mean' && lowest > highest / 2 ? Math.max(0, lowest - (highest - lowest) * 0.4) : 0;
  host.append(legend(shown.flatMap((curve) => [
    ['line', versionColour(curve.version), `${workload.versions[curve.version].id}, all settled nodes`, versionDash(curve.version)],
    ['band', versionColour(curve.version), '10th to 90th percentile of its nodes'],
  ])));
  return timePlot(host, {
    label: `${key.name}: ${measure.unit} by version over time. ${shown.map((curve) => summary(workload, curve, measure)).join('; ')}.`,
    range: run.range,
    times: steps.map((step) => middle(run, step)),
    curves,
    bands,
    height: 280,
    y: { min, max: highest > 0 ? highest * 1.12 : 1, format: number, label: measure.unit },
    shades: shades(run, workload, move),
    hint: 'Point at a plot, or use the arrow keys, to read its values; drag to look closer, double-click to see all.',
    marks,
    read: (index) => shown.map((curve, place) => {
      const [high, low, rate] = [0, 1, 2].map((offset) => curves[place * 3 + offset].values[index]);
      return rate === null ? null : `${workload.versions[curve.version].id} ${number(rate)}${measure.short} (${number(low)} to ${number(high)})`;
    }).filter(Boolean).join(' \u00b7 ') || 'nothing observed',
  });
}

function summary(workload, curve, measure) {
  const values = curve.rate.filter((rate) => rate !== null).map((rate) => rate * measure.factor).sort((a, b) => a - b);
  return `${workload.versions[curve.version].id} from ${number(values[0])} to ${number(values[values.length - 1])}, median ${number(values[Math.floor(values.length / 2)])}`;
}
