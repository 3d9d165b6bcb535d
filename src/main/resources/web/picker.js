import { html } from './dom.js';
import { plain } from './format.js';
import { outcomeOf } from './signals.js';
import { chosenSpan, followSpan, showSpan } from './span.js';

const BEFORE_MS = 15 * 60000;

/** Places of the keys, the one to look at first in front: anomalies by how serious they are, then by the number of calls. */
export function keyOrder(run) {
  const weights = run.keys.map((key) => weight(key));
  return run.keys.map((key, place) => place).sort((a, b) => weights[a] - weights[b] || a - b);
}

function weight(key) {
  if (key.found.length) {
    return Math.min(...key.found);
  }
  const calls = key.kind === 'rate' ? key.rates.reduce((sum, curve) => sum + curve.rate.reduce((all, rate, index) => all + rate * curve.nodes[index], 0), 0) : 0;
  return 1000 + 1 / (1 + calls);
}

/** Lets a reader choose the key to look at. */
export function picker(choose) {
  const select = html('select', { id: 'key' });
  select.addEventListener('change', () => choose(Number(select.value)));
  const offer = (run) => {
    const options = keyOrder(run).map((place) => {
      const key = run.keys[place];
      const where = run.workloads.length > 1 ? ` \u00b7 ${run.workloads[key.workload].cluster}/${run.workloads[key.workload].daemonset}` : '';
      return html('option', { value: place }, `${key.name} \u00b7 ${key.signal}${where} \u00b7 ${plain(outcomeOf(run, key))}`);
    });
    if (options.map((option) => option.value + option.text).join('\n') !== [...select.options].map((option) => option.value + option.text).join('\n')) {
      select.replaceChildren(...options);
    }
  };
  const spans = spanChoice();
  return { bar: html('div', { class: 'pick' }, html('label', { for: 'key' }, 'Looking at'), select, spans.choice), select, offer, spans };
}

/** Lets a reader choose between all of the time and the roll-out; of(run, workload) tells what these are. */
function spanChoice() {
  let rollout = null;
  const button = (text, range) => html('button', { type: 'button', 'data-name': text, onclick: () => showSpan(range()) }, text);
  const all = button('All of it', () => null);
  const moved = button('The roll-out', () => rollout);
  const choice = html('div', { class: 'spans only-screen', role: 'group', 'aria-label': 'Time that is shown' }, all, moved);
  const press = () => {
    const zoom = chosenSpan();
    all.setAttribute('aria-pressed', String(!zoom));
    moved.setAttribute('aria-pressed', String(Boolean(zoom && rollout && zoom.fromMs === rollout.fromMs)));
  };
  followSpan(choice, press);
  return {
    choice,
    of: (run, workload) => {
      const following = Boolean(chosenSpan() && rollout && chosenSpan().fromMs === rollout.fromMs);
      const first = workload.moves[0];
      const last = workload.moves[workload.moves.length - 1];
      rollout = first ? { fromMs: first.firstMs - BEFORE_MS, toMs: Math.max(run.range.toMs, last.lastMs) } : null;
      choice.hidden = !rollout || rollout.fromMs <= run.range.fromMs;
      if (following) {
        showSpan(rollout);
      }
      press();
    },
  };
}
