import { html, words } from './dom.js';
import { plain, timeElement } from './format.js';
import { anomalyFacts } from './facts.js';
import { keeping } from './keep.js';
import { others, method } from './run-notes.js';
import { placeOf, runView, workloadTimeline } from './run-view.js';
import { inShort, levelChip, nameOf } from './page-open.js';
import { nextSteps } from './page-commands.js';
import { workloadPath } from './page-route.js';
import { since } from './page-time.js';

const TOLD = ['blind', 'calls', 'mean', 'share', 'sure', 'also seen'];
const TONES = { confirmed: '\u25b2 Confirmed', suspected: '\u25b3 Suspected', clean: '\u2713 Clean', open: '\u25cb No alarm, and not all of it could be judged' };

/**
 * A workload, or an anomaly of one. wanted: { signal, group } of the key to look at, or { id } of the anomaly; both may be
 * missing. It gives show(run, anomaly), to be called again with each later state; anomaly is null where none is looked at.
 */
export function workloadView(host, workload, wanted, chosen) {
  const top = html('div', {});
  const next = html('div', {});
  const middle = html('div', {});
  const notes = html('div', {});
  host.append(crumbs(workload), top, next, middle, notes);
  let key = null;
  let show = null;
  let closer = false;
  return (run, anomaly) => {
    const open = anomaly || run.found.find((found) => /^(open|updated)/.test(found.state)) || null;
    keeping(top, () => top.replaceChildren(anomaly ? anomalyVerdict(anomaly) : verdict(run)));
    keeping(next, () => next.replaceChildren(...(open && open.verdict !== 'blind' && (anomaly || /^(open|updated)/.test(open.state)) ? [nextSteps(open)] : [])));
    if (!run.keys.length) {
      keeping(middle, () => {
        middle.replaceChildren(...(anomaly ? [anomalyFacts(anomaly, false)] : []));
        run.workloads.forEach((one) => workloadTimeline(middle, run, one));
      });
    } else {
      if (!show) {
        middle.replaceChildren();
        show = runView(middle, (place) => {
          key = run.keys[place];
          chosen(key);
        });
        closer = isUnderWay(run);
      }
      show(run, key ? placeOf(run, key) : placeWanted(run, wanted));
      const place = Number(middle.querySelector('#key').value);
      key = run.keys[place];
      if (closer) {
        closer = false;
        middle.querySelector('[data-name="The roll-out"]').click();
      }
    }
    keeping(notes, () => {
      notes.replaceChildren();
      others(notes, run);
      method(notes, run);
    });
  };
}

/** Whether the last roll-out is so young that it would be a sliver at the end of all of the time. */
function isUnderWay(run) {
  const { moves } = run.workloads[0];
  const { fromMs, toMs } = run.range;
  return moves.length > 0 && toMs - moves[0].firstMs < (toMs - fromMs) / 4;
}

/** An anomaly of which the curves are forgotten: what was said of it. */
export function rememberedView(host, found) {
  host.append(crumbs(found.workload), html('section', { class: 'verdict open', 'aria-labelledby': 'title' },
    html('p', { class: 'eyebrow' }, levelChip(found.level), ` ${plain(found.state)} \u00b7 since `, timeElement(found.openedMs)),
    html('h1', { id: 'title' }, found.title),
    html('p', { class: 'lead' }, 'Its curves are older than what is remembered here; this is what was said of it.')),
  found.facts ? anomalyFacts(found, false) : html('pre', { class: 'told' }, found.text));
}

function crumbs(workload) {
  return html('nav', { class: 'crumbs', 'aria-label': 'Where this is' }, html('a', { href: '#/' }, 'Now'), html('span', { 'aria-hidden': 'true' }, '\u203a'), html('a', { href: workloadPath(workload) }, nameOf(workload)));
}

function placeWanted(run, wanted) {
  if (wanted.id) {
    return run.keys.findIndex((key) => key.found.some((place) => run.found[place].id === wanted.id));
  }
  return run.keys.findIndex((key) => key.signal === wanted.signal && key.group === wanted.group);
}

function verdict(run) {
  const nodes = run.workloads.reduce((sum, workload) => sum + workload.nodes.length + workload.furtherNodes, 0);
  return html('section', { class: `verdict ${run.headline.tone}`, 'aria-labelledby': 'title' },
    html('p', { class: 'eyebrow' }, `${TONES[run.headline.tone]} \u00b7 ${nodes.toLocaleString('en-US')} nodes \u00b7 `, timeElement(run.range.fromMs), ' to ', timeElement(run.range.toMs)),
    html('h1', { id: 'title' }, run.headline.title),
    html('div', { class: 'sentences' }, run.headline.sentences.map((sentence) => html('p', {}, words(sentence)))));
}

function anomalyVerdict(found) {
  const open = /^(open|updated)/.test(found.state);
  const tone = !open ? 'open' : found.verdict === 'blind' ? 'blind' : found.level === 'suspected' ? 'suspected' : 'confirmed';
  return html('section', { class: `verdict ${tone}`, 'aria-labelledby': 'title' },
    html('p', { class: 'eyebrow' }, levelChip(found.level), ` ${plain(found.state)} \u00b7 since `, timeElement(found.openedMs), open ? [', for ', since(found.openedMs)] : null),
    html('h1', { id: 'title' }, found.title),
    html('div', { class: 'open-card lead-card' }, found.verdict === 'blind' ? null : inShort(found)),
    html('div', { class: 'sentences' }, found.facts.filter((fact) => TOLD.includes(fact.name)).map((fact) => html('p', {}, `${fact.name}: `, words(fact.text)))));
}
