import { differences } from './differences.js';
import { html } from './dom.js';
import { keeping } from './keep.js';
import { keyDetail, part } from './key-detail.js';
import { keyOrder, picker } from './picker.js';
import { chip, signals } from './signals.js';
import { moveWords, timeline } from './timeline.js';

/** Where a key is in another state of the same run; -1 if it is not there. */
export function placeOf(run, one) {
  return run.keys.findIndex((key) => key.signal === one.signal && key.group === one.group && key.name === one.name && key.workload === one.workload);
}

/**
 * The keys of a run: a choice, what is known of the chosen one, and the table of all. chosen(place) is told of every choice.
 * It gives show(run, place), which fills it with a run and may be called again with a later state of it.
 */
export function runView(host, chosen) {
  const detail = html('div', { id: 'detail' });
  const all = html('div', {});
  const several = html('div', {});
  let run = null;
  let place = -1;
  const pressed = () => all.querySelectorAll('.multiples button').forEach((button) => button.setAttribute('aria-pressed', String(Number(button.dataset.key) === place)));
  const fill = () => {
    keeping(detail, () => {
      detail.replaceChildren();
      keyDetail(detail, run, place, () => workloadTimeline(detail, run, run.workloads[run.keys[place].workload]));
    });
    pick.select.value = String(place);
    pick.spans.of(run, run.workloads[run.keys[place].workload]);
  };
  const choose = (next) => {
    place = next;
    fill();
    pressed();
    if (chosen) {
      chosen(place);
    }
  };
  const jump = (next) => {
    choose(next);
    pick.bar.scrollIntoView({ block: 'start' });
    pick.select.focus({ preventScroll: true });
  };
  const pick = picker(choose);
  host.append(several, pick.bar, detail, all);
  return (state, wanted) => {
    run = state;
    place = wanted >= 0 ? wanted : keyOrder(run)[0];
    pick.offer(run);
    several.replaceChildren(...(run.found.length > 1 ? [anomalies(run, jump)] : []));
    fill();
    keeping(all, () => {
      all.replaceChildren();
      signals(part(all, 'signals', 'Every key, also those that did not fire', 'A row is a key: a signal and what it is told apart by. Silence is not a pass, so each says why.'), run, jump);
    });
    pressed();
  };
}

/** Which node ran what and when, under its heading. */
export function workloadTimeline(host, run, workload) {
  const made = part(host, 'timeline', 'Roll-out by node', 'A row is a node, in the order in which they moved; a bar is the version it ran.',
    html('p', { class: 'note' }, `${workload.cluster}/${workload.namespace}/${workload.daemonset}/${workload.container}: ${workload.moves.map((move) => moveWords(move, workload)).join('; ') || 'no node moved to another version'}.`));
  made.append(...differences(workload));
  timeline(made, run, workload);
}

function anomalies(run, jump) {
  return html('section', { 'aria-labelledby': 'found' }, html('h2', { id: 'found' }, `${run.found.length} anomalies`), html('ul', { class: 'found' }, run.found.map((found) =>
    html('li', {}, html('button', { type: 'button', disabled: found.key < 0, onclick: () => jump(found.key) }, chip(found.level, found.level === 'suspected' ? 'suspected' : 'confirmed'),
      html('span', {}, found.title), html('span', { class: 'why' }, `${found.level}; ${found.state}`))))));
}
