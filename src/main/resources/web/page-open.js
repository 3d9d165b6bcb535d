import { html, svg } from './dom.js';
import { atLeast, atMost, number, times, timeElement } from './format.js';
import { chip } from './signals.js';
import { styled } from './plot.js';
import { anomalyPath, workloadPath } from './page-route.js';
import { since } from './page-time.js';

/** A name of a workload as text: cluster / namespace / DaemonSet / container. */
export function nameOf(workload) {
  return [workload.cluster, workload.namespace, workload.daemonset, workload.container].join(' / ');
}

/** How sure, as a label. */
export function levelChip(level) {
  return chip(level, level === 'suspected' ? 'suspected' : 'confirmed');
}

/** Versions with an arrow between them. */
export function versions(from, to) {
  return from ? `${from} \u2192 ${to}` : to;
}

/** A fact of an anomaly by its name; null without it. */
export function factOf(found, ...names) {
  const fact = found.facts.find((one) => names.includes(one.name));
  return fact ? fact.text : null;
}

/** An open anomaly in short: what, where, how much, since when, and what it becomes. */
export function openCard(found, isNew) {
  return html('li', { class: `open-card ${found.level === 'suspected' ? 'suspected' : 'confirmed'}`, 'data-id': found.id },
    html('p', { class: 'card-top' }, levelChip(found.level), isNew ? html('span', { class: 'new' }, 'new') : null,
      html('span', {}, 'since ', timeElement(found.openedMs, 'minute'), ', for ', since(found.openedMs))),
    html('h3', {}, html('a', { href: anomalyPath(found.id) }, found.title)),
    inShort(found));
}

/** Where it is, how much, and what it becomes. */
export function inShort(found) {
  const nodes = factOf(found, 'nodes');
  return [
    html('p', { class: 'where' }, html('a', { href: workloadPath(found.workload) }, nameOf(found.workload)), html('span', {}, versions(found.from, found.to))),
    html('dl', { class: 'short' },
      short('Ratio', found.ratio === null ? 'new calls' : times(found.ratio), found.lower === null ? 'no bounds' : `${atLeast(found.lower)} to ${atMost(found.upper)}, at all times`),
      short('Nodes above', nodesAbove(found) ?? '\u2013', nodes ? nodes.replace(/^[^;]*; /, '') : ''),
      projection(found)),
  ];
}

function short(name, value, small) {
  return html('div', {}, html('dt', {}, name), html('dd', {}, html('b', {}, value), html('small', {}, small)));
}

function nodesAbove(found) {
  const match = /^([\d,]+) of ([\d,]+) judged/.exec(factOf(found, 'nodes') || '');
  return match ? `${match[1]} of ${match[2]}` : null;
}

/** What the whole fleet will call, against what the API allows. */
function projection(found) {
  if (!(found.projected > 0)) {
    return null;
  }
  const budget = found.budget ?? null;
  const share = budget === null ? null : found.projected / budget;
  const small = budget === null
    ? 'calls of the fleet; no budget is configured'
    : html('span', {}, `${share > 1 ? '\u25b2 ' : ''}${number(share * 100)}% of the budget of ${number(budget)}/s`);
  return html('div', { class: 'projection' }, html('dt', {}, 'At full roll-out'), html('dd', {}, html('b', {}, `${number(found.projected)}/s`), budget === null ? null : budgetBar(found.projected, budget), html('small', {}, small)));
}

function budgetBar(projected, budget) {
  const end = Math.max(projected, budget) * 1.08;
  const x = (value) => (value / end) * 100;
  const over = projected > budget;
  const picture = svg('svg', { class: 'budget', viewBox: '0 0 100 12', preserveAspectRatio: 'none', role: 'img', 'aria-label': `${number(projected)} calls/s at full roll-out, the budget is ${number(budget)} calls/s` });
  picture.append(
    styled(svg('rect', { x: 0, y: 3, width: 100, height: 6 }), 'fill', 'var(--grid)'),
    styled(svg('rect', { x: 0, y: 3, width: x(Math.min(projected, budget)), height: 6 }), 'fill', over ? 'var(--confirmed)' : 'var(--v0)'),
    styled(svg('rect', { x: x(budget), y: 3, width: over ? x(projected) - x(budget) : 0, height: 6, 'fill-opacity': 0.55 }), 'fill', 'var(--confirmed)'),
    styled(svg('line', { x1: x(budget), x2: x(budget), y1: 0, y2: 12, 'stroke-width': 2, 'vector-effect': 'non-scaling-stroke' }), 'stroke', 'var(--ink)'));
  return picture;
}
