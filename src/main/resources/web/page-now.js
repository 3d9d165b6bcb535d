import { html, sortable } from './dom.js';
import { number, timeElement } from './format.js';
import { figureBox } from './figures.js';
import { chip } from './signals.js';
import { inShort, levelChip, nameOf, openCard, versions } from './page-open.js';
import { anomalyPath, workloadPath } from './page-route.js';
import { since } from './page-time.js';

const WEIGHTS = { certified: 0, confirmed: 1, suspected: 2 };

/** What is open now: the verdict first. isNew(id) says whether an anomaly came while the reader was here. */
export function nowView(host, overview, isNew) {
  const open = overview.open.slice().sort((a, b) => (WEIGHTS[a.level] ?? 3) - (WEIGHTS[b.level] ?? 3) || b.openedMs - a.openedMs);
  const moving = movingOf(overview);
  host.append(
    verdict(overview, open, moving, isNew),
    ...part('open', open.length > 1 ? 'Open anomalies' : null, () => html('ul', { class: 'open-list' }, open.map((found) => openCard(found, isNew(found.id))))),
    ...part('blind', overview.blind.length ? 'Blind: silence means nothing here' : null, () => html('ul', { class: 'blind-list' }, overview.blind.map(blindRow))),
    ...part('moving', moving.length ? 'Roll-outs in progress' : null, () => html('ul', { class: 'rollouts' }, moving.map(({ workload, rollout }) => rolloutRow(workload, rollout, open)))),
    ...part('workloads', overview.workloads.length ? 'Workloads' : null, () => workloadTable(overview)));
}

function part(id, title, make) {
  return title ? [html('section', { 'aria-labelledby': id }, html('h2', { id }, title), make())] : [];
}

/** The roll-outs in progress, with their workloads. */
export function movingOf(overview) {
  return overview.workloads.flatMap((workload) => workload.rollouts.filter((rollout) => rollout.inProgress).map((rollout) => ({ workload, rollout })));
}

function many(count, one, more) {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : more || `${one}s`}`;
}

function sum(list, value) {
  return list.reduce((all, one) => all + value(one), 0);
}

function verdict(overview, open, moving, isNew) {
  const workloads = overview.workloads;
  const nodes = sum(workloads, (workload) => workload.nodes);
  const keys = sum(workloads, keysOf);
  const judgedKeys = sum(workloads, (workload) => workload.judgedKeys);
  const [tone, mark, title] = headline(overview, open, moving.some(({ workload }) => workload.judgedKeys < keysOf(workload)));
  const first = open[0];
  const only = open.length === 1 ? first : null;
  const eyebrow = only ? [`${mark} ${only.level[0].toUpperCase()}${only.level.slice(1)} \u00b7 since `, timeElement(only.openedMs, 'minute'), ', for ', since(only.openedMs), isNew(only.id) ? [' ', html('span', { class: 'new' }, 'new')] : null]
    : open.length ? [`${mark} ${levels(open)}`] : [mark];
  const judged = !workloads.length
    ? html('p', {}, 'No node of a watched DaemonSet has been scraped yet. When samples come, they are shown here within a window.')
    : html('p', {}, `${many(keys, 'key')} of ${many(workloads.length, 'workload')} on ${many(nodes, 'node')} watched through `, overview.throughMs ? timeElement(overview.throughMs) : 'no window yet', `; ${judgedWords(judgedKeys, keys, workloads)}.`);
  return html('section', { class: `verdict now ${tone}`, 'aria-labelledby': 'title' },
    html('p', { class: 'eyebrow' }, eyebrow),
    html('h1', { id: 'title' }, only ? html('a', { href: anomalyPath(only.id) }, title) : title),
    only ? html('div', { class: 'open-card lead-card', 'data-id': only.id }, inShort(only), html('p', { class: 'more' }, html('a', { href: anomalyPath(only.id) }, 'What it rests on, node by node, and what to do'))) : null,
    html('div', { class: 'sentences' }, judged, overview.blind.length && open.length ? html('p', {}, `${many(overview.blind.length, 'source')} cannot be seen; see below.`) : null),
    workloads.length ? figureBox([
      ['Open', open.length.toLocaleString('en-US'), levels(open)],
      ['Blind', overview.blind.length.toLocaleString('en-US'), overview.blind.length ? 'sources that say nothing' : 'every source is heard'],
      ['Rolling out', moving.length.toLocaleString('en-US'), moving.length ? `${sum(moving, ({ rollout }) => rollout.moved).toLocaleString('en-US')} of ${many(sum(moving, ({ rollout }) => rollout.nodes), 'node')} moved` : 'no version is on its way'],
      ['Judged', `${judgedKeys.toLocaleString('en-US')} of ${keys.toLocaleString('en-US')}`, `keys on ${many(nodes, 'node')}`],
      ['Judged through', overview.throughMs ? timeElement(overview.throughMs, 'minute') : '\u2013', overview.throughMs ? html('span', {}, since(overview.throughMs), ' ago') : 'no window is closed yet'],
    ]) : null);
}

function keysOf(workload) {
  return workload.keys ?? workload.judgedKeys;
}

function judgedWords(judged, keys, workloads) {
  if (judged === keys) {
    return 'all of them judged';
  }
  return judged || workloads.some((workload) => workload.rollouts.length) ? `${judged ? `${many(judged, 'key')} judged` : 'none judged yet'}, and silence of the others is not a pass` : 'no node has changed its version, so there is nothing to judge';
}

function headline(overview, open, early) {
  if (open.length === 1) {
    return [open[0].level === 'suspected' ? 'suspected' : 'confirmed', open[0].level === 'suspected' ? '\u25b3' : '\u25b2', open[0].title];
  }
  if (open.length) {
    const sure = open.some((found) => found.level !== 'suspected');
    return [sure ? 'confirmed' : 'suspected', sure ? '\u25b2' : '\u25b3', `${open.length} anomalies are open`];
  }
  if (overview.blind.length) {
    return ['blind', '\u25cc Blind', `Nothing is open, but ${many(overview.blind.length, 'source')} cannot be seen`];
  }
  if (!overview.workloads.length || !overview.throughMs) {
    return ['open', '\u25cb Waiting', 'Nothing has been judged yet'];
  }
  return early ? ['open', '\u25cb Not all of it can be judged yet', 'Nothing is open'] : ['clean', '\u2713 All quiet', 'Nothing is open'];
}

function levels(open) {
  if (!open.length) {
    return 'anomalies';
  }
  const counts = new Map();
  open.forEach((found) => counts.set(found.level, (counts.get(found.level) || 0) + 1));
  return [...counts].map(([level, count]) => `${count} ${level}`).join(', ');
}

function rolloutRow(workload, rollout, open) {
  const share = rollout.nodes ? rollout.moved / rollout.nodes : 0;
  const bar = html('div', { class: 'progress', role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': rollout.nodes, 'aria-valuenow': rollout.moved, 'aria-label': `${rollout.to} on ${nameOf(workload)}`, 'aria-valuetext': `${rollout.moved} of ${rollout.nodes} nodes` }, html('span', {}));
  bar.firstChild.style.width = `${share * 100}%`;
  const hit = open.find((found) => nameOf(found.workload) === nameOf(workload) && found.to === rollout.to);
  return html('li', {},
    html('div', { class: 'rollout-head' }, html('a', { href: workloadPath(workload) }, nameOf(workload)), html('span', { class: 'versions' }, versions(rollout.from, rollout.to)), hit ? levelChip(hit.level) : verdictChip(rollout.verdict)),
    html('div', { class: 'rollout-bar' }, bar, html('b', {}, `${rollout.moved.toLocaleString('en-US')} of ${rollout.nodes.toLocaleString('en-US')}`), html('span', { class: 'why' }, `${number(share * 100)}%`)),
    html('p', { class: 'why' }, 'first node at ', timeElement(rollout.firstMs, 'minute'), ', for ', since(rollout.firstMs), '; last so far at ', timeElement(rollout.lastMs, 'minute')));
}

const SAID = { pass: ['\u2713', 'clean so far', 'clean'], fail: ['\u25b2', 'would not pass', 'confirmed'], insufficient: ['?', 'too early to tell', 'open'] };

function verdictChip(verdict) {
  const [mark, text, tone] = SAID[verdict] || SAID.insufficient;
  return html('span', { class: `chip ${tone}`, 'data-mark': mark }, text);
}

function blindRow(blind) {
  return html('li', {}, html('p', { class: 'card-top' }, html('span', { class: 'chip blind', 'data-mark': '\u25cc' }, 'blind'), html('span', {}, 'since ', timeElement(blind.openedMs, 'minute'), ', for ', since(blind.openedMs))),
    html('h3', {}, blind.id ? html('a', { href: anomalyPath(blind.id) }, blind.title) : blind.title),
    html('p', { class: 'why' }, nameOf(blind.workload)));
}

function workloadTable(overview) {
  const several = new Set(overview.workloads.map((workload) => workload.cluster)).size > 1;
  const short = (workload) => [several ? workload.cluster : null, workload.namespace, workload.daemonset, workload.container === workload.daemonset ? null : workload.container].filter(Boolean).join(' / ');
  const isBlind = (workload) => overview.blind.some((blind) => nameOf(blind.workload) === nameOf(workload));
  const last = (workload) => workload.rollouts[workload.rollouts.length - 1];
  const ran = (workload) => workload.versions.filter((version) => version.nodes > 0).map((version) => `${version.id} on ${version.nodes.toLocaleString('en-US')}`).join(', ') || '\u2013';
  return html('div', { class: 'scrolls wide', tabindex: 0, role: 'region', 'aria-label': 'Table of the workloads' }, sortable([
    { name: 'Workload', value: short, show: (workload) => html('a', { href: workloadPath(workload) }, short(workload)) },
    { name: 'Outcome', value: (workload) => -workload.openAnomalies - (isBlind(workload) ? 0.5 : 0), show: (workload) => (isBlind(workload) ? html('span', { class: 'chip blind', 'data-mark': '\u25cc' }, 'blind') : workload.openAnomalies ? html('span', { class: 'chip confirmed', 'data-mark': '\u25b2' }, `${workload.openAnomalies.toLocaleString('en-US')} open`) : chip(workload.outcome || 'no-upgrade')) },
    { name: 'Nodes', num: true, value: (workload) => workload.nodes, show: (workload) => workload.nodes.toLocaleString('en-US') },
    { name: 'Runs', value: ran, show: ran },
    { name: 'Last roll-out', value: (workload) => (last(workload) ? last(workload).lastMs : 0), show: (workload) => (last(workload) ? html('span', {}, `${versions(last(workload).from, last(workload).to)}, ${last(workload).moved.toLocaleString('en-US')} of ${last(workload).nodes.toLocaleString('en-US')}`) : '\u2013') },
    { name: 'Judged', num: true, value: (workload) => workload.judgedKeys, show: (workload) => `${workload.judgedKeys.toLocaleString('en-US')} of ${keysOf(workload).toLocaleString('en-US')}` },
    { name: 'Scraped', num: true, value: (workload) => workload.scrapedMs, show: (workload) => (workload.scrapedMs ? html('span', {}, since(workload.scrapedMs), ' ago') : 'never') },
  ], overview.workloads, 'Workloads, the versions they run, and what became of their roll-outs'));
}
