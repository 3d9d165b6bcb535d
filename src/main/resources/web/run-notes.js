import { html, words } from './dom.js';
import { lasted, plain, timeElement } from './format.js';
import { part } from './key-detail.js';
import { moveWords, whyLeftOut } from './timeline.js';

/** What else was seen, and what to check next. */
export function others(host, run) {
  const list = html('ul', { class: 'plain' });
  const seen = new Map();
  run.found.forEach((found) => found.confounders.forEach((one) => seen.set(one.what, Math.max(one.nodes, seen.get(one.what) || 0))));
  seen.forEach((nodes, what) => list.append(html('li', {}, `${what} on ${nodes} ${nodes === 1 ? 'node' : 'nodes'}, in the interval of an anomaly. It may explain a part.`)));
  run.workloads.forEach((workload) => {
    const name = `${workload.cluster}/${workload.daemonset}`;
    const again = workload.nodes.filter((node) => node.restartsMs.some((ms) => ms > run.range.fromMs) && !node.movedMs).length;
    if (again) {
      list.append(html('li', {}, `${name}: ${again} ${again === 1 ? 'node' : 'nodes'} restarted without moving to another version.`));
    }
    const reasons = new Map();
    workload.nodes.forEach((node) => node.leftOut && reasons.set(node.leftOut, (reasons.get(node.leftOut) || 0) + 1));
    reasons.forEach((nodes, reason) => list.append(html('li', {}, `${name}: ${nodes} ${nodes === 1 ? 'node was' : 'nodes were'} left out (${plain(reason)}): ${whyLeftOut(reason)}.`)));
    workload.moves.slice(1).forEach((move) => list.append(html('li', {}, `${name}: a further move, ${moveWords(move, workload)}, from `, timeElement(move.firstMs), '.')));
  });
  Object.entries(run.totals.events).forEach(([what, count]) => list.append(html('li', {}, `${plain(what)}: ${count.toLocaleString('en-US')} times.`)));
  if (run.totals.refused) {
    list.append(html('li', {}, `${run.totals.refused.toLocaleString('en-US')} records were refused.`, html('ul', { class: 'plain' }, run.totals.refusals.map((refusal) => html('li', {}, refusal)))));
  }
  if (run.totals.belated) {
    list.append(html('li', {}, `${run.totals.belated.toLocaleString('en-US')} roll-out facts were observed late; here they count from the instant they speak of.`));
  }
  const made = part(host, 'others', 'What else was seen', 'Things beside the upgrade that may explain a part. No cause is claimed.', list);
  if (!list.children.length) {
    list.replaceWith(html('p', {}, 'Nothing that is watched for: no covariate moved, no unchanged node restarted, no node was left out, no record was refused.'));
  }
  const advice = [...new Set(run.found.slice(0, 1).flatMap((found) => found.advice))];
  if (advice.length) {
    made.append(html('h3', {}, 'What to check next'), html('ul', { class: 'plain' }, advice.map((line) => html('li', {}, words(line)))));
  }
}

/** How it was decided: what is assumed, and what is known of it in this run. */
export function method(host, run) {
  const made = part(host, 'method', 'How it was decided', null,
    html('p', {}, 'Each node is compared with what it did before its own upgrade, corrected by what nodes that had not changed yet did at the same time. A bet on a change, at odds that are fair if nothing changed, goes on window after window; what it has become is the evidence. It may be looked at all the time: if nothing changed, the chance that it ever exceeds what confirms is the error budget. The bounds hold in the same way, at all times together.'));
  const rows = [];
  run.workloads.forEach((workload) => {
    const left = workload.nodes.filter((node) => node.leftOut).length;
    const name = run.workloads.length > 1 ? `${workload.cluster}/${workload.daemonset}: ` : '';
    const move = workload.moves[0];
    rows.push(
      ['Nodes that had not changed yet were there to compare with.', move ? `${name}up to ${move.controls.toLocaleString('en-US')} while upgraded nodes had settled.` : `${name}no roll-out.`],
      ['Nodes have a past of their own.', `${name}${(workload.nodes.length - left).toLocaleString('en-US')} of ${workload.nodes.length.toLocaleString('en-US')} could be judged.`],
      ['The order in which nodes were upgraded has nothing to do with how they call.', zones(workload, name)]);
  });
  rows.push(
    ['Start-up is not the upgrade\u2019s doing.', `Calls in the first ${lasted(run.range.warmUpMs)} after a start are left out, or counted less what a restart usually brings.`],
    ['Nothing else came with the upgrade on the same nodes.', 'Not checked, and it cannot be: a second container or a changed setting looks the same. What is watched is listed above.'],
    ['Missing scrapes are not missing calls.', `Rates are calls over observed time; a window is ${lasted(run.range.windowMs)}.`],
    ['Time is that of the samples.', 'The clock of the machine that replays plays no part; the same records give the same report.']);
  made.append(html('div', { class: 'scrolls' }, html('table', {}, html('caption', { class: 'visually-hidden' }, 'Assumptions and how they were checked'),
    html('thead', {}, html('tr', {}, html('th', { scope: 'col' }, 'What is assumed'), html('th', { scope: 'col' }, 'What is known of it here'))),
    html('tbody', {}, rows.map(([assumed, known]) => html('tr', {}, html('th', { scope: 'row' }, assumed), html('td', {}, known)))))));
  const notes = [];
  if (run.range.stepMs > run.range.windowMs) {
    notes.push(`The run is long, so a point of a curve stands for ${lasted(run.range.stepMs)}: calls and time are summed, percentiles are means, of judgements the last is shown. What was decided was decided window by window.`);
  }
  const left = run.left;
  if (left.keys) notes.push(`${left.keys} further keys were judged and had no room here.`);
  if (left.pairs) notes.push(`Of ${left.pairs} keys without an anomaly the nodes before and after had no room.`);
  if (left.anomalies) notes.push(`${left.anomalies} further anomalies had no room here.`);
  if (left.stretches) notes.push('Some nodes changed so often that a part of their timeline is missing.');
  made.append(...notes.map((note) => html('p', { class: 'note' }, note)));
}

function zones(workload, name) {
  const all = new Map();
  workload.nodes.forEach((node) => all.set(node.zone, (all.get(node.zone) || 0) + 1));
  if (all.size < 2) {
    return `${name}Not known: ${all.has('') || !all.size ? 'no roll-out fact tells a zone' : 'all nodes are in one zone'}.`;
  }
  const half = workload.nodes.filter((node) => node.movedMs).slice(0, Math.ceil(workload.nodes.length / 2));
  const early = [...all.keys()].sort().map((zone) => `${zone || 'no zone'} ${half.filter((node) => node.zone === zone).length} of ${all.get(zone)}`);
  return `${name}Among the first half to move: ${early.join(', ')}.`;
}
