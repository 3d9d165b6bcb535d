import { html } from './dom.js';
import { number, times, timeElement } from './format.js';
import { anomalyFacts, facts } from './facts.js';
import { keyFigures, moveTo } from './figures.js';
import { dumbbells } from './nodes.js';
import { rates } from './rates.js';
import { ratio } from './ratio.js';
import { chipOf, lastStand } from './signals.js';
import { moveWords } from './timeline.js';

const SERIES = { rate: 'Rates', mean: 'Mean', share: 'Share' };
const FLOORS = { rate: 'calls/s over the fleet', mean: 'in the unit of the metric', share: 'of the calls' };

/** A part under a heading, put into a host. */
export function part(host, id, title, lead, ...children) {
  const made = html('section', { 'aria-labelledby': id }, html('h2', { id }, title), lead ? html('p', { class: 'lead' }, lead) : null, ...children);
  host.append(made);
  return made;
}

/** When something was said of a key, as lines for its plots. */
export function marksOf(run, key) {
  const marks = [];
  const seen = new Set();
  key.found.forEach((place) => run.found[place].changes.forEach((change) => {
    const resolved = change.state.startsWith('resolved') || change.state.startsWith('retracted');
    const label = resolved ? change.state.replace('resolved, ', '') : change.level;
    if (!seen.has(`${place} ${label}`) && (resolved || !seen.has(`${place} certified`))) {
      seen.add(`${place} ${label}`);
      marks.push({ ms: change.atMs, label, colour: resolved ? 'clean' : change.level === 'suspected' ? 'suspected' : 'confirmed', dash: resolved ? [2, 2] : change.level === 'suspected' ? [6, 3] : [] });
    }
  }));
  return marks;
}

/** All that is known of one key; placeTimeline() puts the timeline of its workload where it belongs. */
export function keyDetail(host, run, place, placeTimeline) {
  const key = run.keys[place];
  const workload = run.workloads[key.workload];
  const found = key.found.length ? run.found[key.found[0]] : null;
  const stand = lastStand(key);
  const version = found ? workload.versions.findIndex((one) => one.id === found.to) : stand ? stand.judged.version : -1;
  const move = moveTo(workload, version);
  const marks = marksOf(run, key);
  summary(host, run, key, found, move);
  placeTimeline();
  rates(part(host, 'rates', `${SERIES[key.kind]} by version`, 'What the settled nodes of each version did in each window, side by side. Warming and pending nodes are left out.'), run, key, workload, move, marks);
  const judged = key.judged.find((one) => one.version === version) || (stand && stand.judged);
  const course = part(host, 'ratio', 'Ratio and its bounds', 'What the upgraded nodes did, over what their own past times the index of the unchanged nodes let expect. The bounds hold at all times and over all keys together, but for the error budget.');
  if (judged && judged.at.length) {
    ratio(course, run, key, workload, judged, marks);
  } else {
    course.append(html('p', { class: 'note' }, 'Nothing was judged: no node with a past of its own moved to another version.'));
  }
  const pairs = key.pairs.find((made) => made.to === version) || key.pairs[0];
  const nodes = part(host, 'nodes', 'Each node before and after', `A node is compared with itself: its own rate before and after its own change, settled time alone, older windows weighing less (half-life ${run.range.halfLifeWindows} windows).`);
  if (pairs && move) {
    dumbbells(nodes, key, workload, pairs, move.from);
  } else {
    nodes.append(html('p', { class: 'note' }, move ? 'Its nodes before and after were not kept.' : 'No node moved to another version.'));
  }
}

function summary(host, run, key, found, move) {
  const workload = run.workloads[key.workload];
  const made = part(host, 'facts', found ? 'The facts' : 'What was looked at', found ? null : key.why);
  const box = keyFigures(run, key, found);
  if (box) {
    made.append(box);
  }
  if (found) {
    key.found.forEach((index) => made.append(anomalyFacts(run.found[index], key.found.length > 1)));
    return;
  }
  made.append(html('div', { class: 'card' }, facts([
    ['where', `${workload.cluster}/${workload.namespace}/${workload.daemonset}/${workload.container}`],
    ['signal', key.signal + key.group],
    ['roll-out', move ? [moveWords(move, workload), ', from ', timeElement(move.firstMs), ' to ', timeElement(move.lastMs)] : 'no node moved to another version'],
    ['outcome', [chipOf(run, key), ' ', key.why]],
    ['matters from', `${times(key.multiple)}, and a difference of ${number(key.floor)} ${FLOORS[key.kind]}`],
    ['rule', key.rule],
  ])));
}
