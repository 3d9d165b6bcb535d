import { html, words } from './dom.js';
import { atLeast, atMost, bytes, instant, isLocalTime, lasted, measureOf, number, odds, plain, power, times, timeElement, useLocalTime, zone } from './format.js';
import { chooseTheme, isDark, repaint, watchSurroundings } from './theme.js';
import { moveWords, timeline, whyLeftOut } from './timeline.js';
import { differences } from './differences.js';
import { rates } from './rates.js';
import { ratio } from './ratio.js';
import { dumbbells } from './nodes.js';
import { chip, chipOf, lastStand, outcomeOf, signals } from './signals.js';

const { run, provenance } = JSON.parse(document.getElementById('run').textContent);
const content = document.getElementById('content');
const closed = [];
const PRINTED_ROWS = 100;

function section(id, title, lead, ...children) {
  const made = html('section', { 'aria-labelledby': id }, html('h2', { id }, title), lead ? html('p', { class: 'lead' }, lead) : null, ...children);
  content.append(made);
  return made;
}

function facts(list) {
  return html('dl', { class: 'facts' }, list.flatMap(([name, text]) => [html('dt', {}, name), html('dd', {}, text)]));
}

function copied(text, label) {
  const button = html('button', { type: 'button', class: 'copy' }, 'Copy');
  button.setAttribute('aria-label', label);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(button.nextElementSibling);
    }
  });
  return [button, html('pre', {}, text)];
}

/* Tools */
function tools() {
  const time = html('button', { type: 'button', 'aria-pressed': 'false' }, 'Local time');
  time.addEventListener('click', () => {
    useLocalTime(!isLocalTime());
    time.setAttribute('aria-pressed', String(isLocalTime()));
    time.textContent = isLocalTime() ? `Local time (${zone(run.range.toMs)})` : 'Local time';
    repaint();
  });
  const theme = html('button', { type: 'button' }, '');
  const name = () => {
    theme.textContent = isDark() ? 'Light' : 'Dark';
  };
  theme.addEventListener('click', () => {
    chooseTheme(isDark() ? 'light' : 'dark');
    name();
  });
  name();
  const print = html('button', { type: 'button', onclick: () => globalThis.print() }, 'Print');
  const save = html('button', { type: 'button' }, 'Data as JSON');
  save.addEventListener('click', () => {
    const link = html('a', { download: 'upsurge-replay.json', href: URL.createObjectURL(new Blob([document.getElementById('run').textContent], { type: 'application/json' })) });
    link.click();
    URL.revokeObjectURL(link.href);
  });
  document.getElementById('tools').append(time, theme, print, save);
}

/* Verdict */
function verdict() {
  const host = document.getElementById('sentences');
  host.replaceChildren(...run.headline.sentences.map((sentence) => html('p', {}, words(sentence))));
  const eyebrow = document.getElementById('eyebrow');
  const nodes = run.workloads.reduce((sum, workload) => sum + workload.nodes.length + workload.furtherNodes, 0);
  eyebrow.replaceChildren(`${TONES[run.headline.tone]} \u00b7 ${nodes.toLocaleString('en-US')} nodes \u00b7 `, timeElement(run.range.fromMs), ' to ', timeElement(run.range.toMs));
}

const TONES = { confirmed: '\u25b2 Confirmed', suspected: '\u25b3 Suspected', clean: '\u2713 Clean', open: '\u25cb No alarm, and not all of it could be judged' };

/* What belongs to the chosen key */
function moveOf(key, version) {
  const { moves } = run.workloads[key.workload];
  return moves.find((move) => move.to === version) || moves[0];
}

function marksOf(key) {
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

function figures(key, found) {
  const stand = lastStand(key);
  const box = html('dl', { class: 'figures' });
  const add = (name, value, small) => box.append(html('div', {}, html('dt', {}, name), html('dd', {}, value, small ? html('small', {}, small) : null)));
  if (stand) {
    const { judged, index } = stand;
    const pairs = key.pairs.find((made) => made.to === judged.version);
    const [estimate, lower, upper] = found ? [found.ratio, found.lower, found.upper] : [judged.estimate[index] ?? judged.ratio[index], judged.lower[index], judged.upper[index]];
    if (estimate !== null) {
      add('Ratio', times(estimate), lower === null ? 'no bounds here' : `${atLeast(lower)} to ${atMost(upper)}, at all times`);
    }
    if (pairs && pairs.node.length) {
      const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
      add('Before \u2192 after', `${number(mean(pairs.before) * measureOf(key).factor)} \u2192 ${number(mean(pairs.after) * measureOf(key).factor)}`, `${key.kind === 'rate' ? 'calls/min' : measureOf(key).unit}; mean of ${pairs.node.length.toLocaleString('en-US')} nodes`);
      const above = pairs.node.filter((node, i) => pairs.after[i] > 0 && pairs.after[i] >= key.multiple * pairs.before[i]).length;
      add('Nodes above', `${above.toLocaleString('en-US')} of ${pairs.node.length.toLocaleString('en-US')}`, `at ${times(key.multiple)} of their own past or more`);
    }
    const known = judged.evidence.filter((value) => value !== null);
    if (known.length) {
      const most = Math.max(...known);
      add('Evidence', most > 9 ? `over ${power(9)}` : odds(most).replace(' to 1', ''), `to 1; ${odds(judged.threshold.filter((value) => value !== null).pop())} confirms`);
    }
  }
  if (found && found.projected > 0) {
    add('At full roll-out', `${number(found.projected)}/s`, key.budget === null ? 'calls of the fleet; no budget is configured' : `calls of the fleet, ${found.projected > key.budget ? 'above' : 'within'} the budget of ${number(key.budget)}/s`);
  }
  if (found) {
    const move = moveOf(key, run.workloads[key.workload].versions.findIndex((version) => version.id === found.to));
    const said = found.changes.find((change) => change.level !== 'suspected') || found.changes[0];
    if (move) {
      add('Time to say so', lasted(said.atMs - move.firstMs), `${said.level}, after the first upgrade`);
    }
  }
  return box.children.length ? box : null;
}

function detail(host, place, placeTimeline) {
  const key = run.keys[place];
  const workload = run.workloads[key.workload];
  const found = key.found.length ? run.found[key.found[0]] : null;
  const stand = lastStand(key);
  const version = found ? workload.versions.findIndex((one) => one.id === found.to) : stand ? stand.judged.version : -1;
  const move = moveOf(key, version);
  const marks = marksOf(key);
  const part = (id, title, lead) => {
    const made = html('section', { 'aria-labelledby': id }, html('h2', { id }, title), lead ? html('p', { class: 'lead' }, lead) : null);
    host.append(made);
    return made;
  };
  const summary = part('facts', found ? 'The facts' : 'What was looked at', found ? null : key.why);
  const box = figures(key, found);
  if (box) {
    summary.append(box);
  }
  if (found) {
    key.found.forEach((index) => summary.append(anomaly(run.found[index], key.found.length > 1)));
  } else {
    summary.append(html('div', { class: 'card' }, facts([
      ['where', `${workload.cluster}/${workload.namespace}/${workload.daemonset}/${workload.container}`],
      ['signal', key.signal + key.group],
      ['roll-out', move ? [moveWords(move, workload), ', from ', timeElement(move.firstMs), ' to ', timeElement(move.lastMs)] : 'no node moved to another version'],
      ['outcome', [chipOf(run, key), ' ', key.why]],
      ['matters from', `${times(key.multiple)}, and a difference of ${number(key.floor)} ${FLOORS[key.kind]}`],
      ['rule', key.rule],
    ])));
  }
  placeTimeline();
  rates(part('rates', `${SERIES[key.kind]} by version`, 'What the settled nodes of each version did in each window, side by side. Warming and pending nodes are left out.'), run, key, workload, move, marks);
  const judged = key.judged.find((one) => one.version === version) || (stand && stand.judged);
  const course = part('ratio', 'Ratio and its bounds', 'What the upgraded nodes did, over what their own past times the index of the unchanged nodes let expect. The bounds hold at all times and over all keys together, but for the error budget.');
  if (judged && judged.at.length) {
    ratio(course, run, key, workload, judged, marks);
  } else {
    course.append(html('p', { class: 'note' }, 'Nothing was judged: no node with a past of its own moved to another version.'));
  }
  const pairs = key.pairs.find((made) => made.to === version) || key.pairs[0];
  const nodes = part('nodes', 'Each node before and after', `A node is compared with itself: its own rate before and after its own change, settled time alone, older windows weighing less (half-life ${run.range.halfLifeWindows} windows).`);
  if (pairs && move) {
    dumbbells(nodes, key, workload, pairs, move.from);
  } else {
    nodes.append(html('p', { class: 'note' }, move ? 'There was no room to keep the nodes of this key; the key with the anomaly has them.' : 'No node moved to another version.'));
  }
}

const SERIES = { rate: 'Rates', mean: 'Mean', share: 'Share' };
const FLOORS = { rate: 'calls/s over the fleet', mean: 'in the unit of the metric', share: 'of the calls' };

function anomaly(found, titled) {
  const card = html('div', { class: 'card' }, titled ? html('h3', {}, found.title) : null, facts(found.facts.map((fact) => [fact.name, words(fact.text)])));
  const steps = html('details', {}, html('summary', {}, `The course: ${found.changes.length} ${found.changes.length === 1 ? 'change' : 'changes'}`),
    html('div', { class: 'scrolls' }, html('table', {}, html('caption', { class: 'visually-hidden' }, 'Changes of the anomaly'),
      html('thead', {}, html('tr', {}, ['At', 'State', 'Level', 'Figures'].map((name) => html('th', { scope: 'col' }, name)))),
      html('tbody', {}, found.changes.map((change) => html('tr', {}, html('th', { scope: 'row' }, timeElement(change.atMs)), html('td', {}, change.state), html('td', {}, change.level), html('td', {}, change.text)))))));
  return html('div', {}, card, steps);
}

/* Sections that belong to the whole run */
function choice(choose) {
  const select = html('select', { id: 'key' });
  const order = run.keys.map((key, place) => place).sort((a, b) => rank(a) - rank(b) || a - b);
  order.forEach((place) => {
    const key = run.keys[place];
    const where = run.workloads.length > 1 ? ` \u00b7 ${run.workloads[key.workload].cluster}/${run.workloads[key.workload].daemonset}` : '';
    select.append(html('option', { value: place }, `${key.name} \u00b7 ${key.signal}${where} \u00b7 ${plain(outcomeOf(run, key))}`));
  });
  select.addEventListener('change', () => choose(Number(select.value)));
  return { bar: html('div', { class: 'pick' }, html('label', { for: 'key' }, 'Looking at'), select), select, first: order[0] };
}

function rank(place) {
  const key = run.keys[place];
  if (key.found.length) {
    return Math.min(...key.found);
  }
  const calls = key.kind === 'rate' ? key.rates.reduce((sum, curve) => sum + curve.rate.reduce((all, rate, index) => all + rate * curve.nodes[index], 0), 0) : 0;
  return 1000 + 1 / (1 + calls);
}

function others() {
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
  const made = section('others', 'What else was seen', 'Things beside the upgrade that may explain a part. No cause is claimed.', list);
  if (!list.children.length) {
    list.replaceWith(html('p', {}, 'Nothing that is watched for: no covariate moved, no unchanged node restarted, no node was left out, no record was refused.'));
  }
  const advice = [...new Set(run.found.slice(0, 1).flatMap((found) => found.advice))];
  if (advice.length) {
    made.append(html('h3', {}, 'What to check next'), html('ul', { class: 'plain' }, advice.map((line) => html('li', {}, words(line)))));
  }
}

function method() {
  const made = section('method', 'How it was decided', null,
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

function origin() {
  const made = section('origin', 'Where this comes from', 'The same inputs under the same configuration give this report again, to the byte.');
  if (provenance.command) {
    made.append(html('h3', {}, 'To make it again'), ...copied(provenance.command, 'Copy the command'));
  }
  const read = [`${run.totals.scrapes.toLocaleString('en-US')} scrapes with ${run.totals.samples.toLocaleString('en-US')} samples and ${run.totals.facts.toLocaleString('en-US')} roll-out facts were taken`];
  if (run.totals.outside) read.push(`${run.totals.outside.toLocaleString('en-US')} records were outside of the asked range`);
  made.append(html('h3', {}, 'Inputs'), html('p', { class: 'note' }, `${read.join('; ')}; ${instant(run.range.fromMs)} to ${instant(run.range.toMs)} ${zone(run.range.toMs)}.`));
  if (provenance.inputs.length) {
    made.append(html('div', { class: 'scrolls' }, html('table', {}, html('caption', { class: 'visually-hidden' }, 'Inputs'),
      html('thead', {}, html('tr', {}, ['Input', 'Format', 'Size', 'Records', 'SHA-256'].map((heading) => html('th', { scope: 'col' }, heading)))),
      html('tbody', {}, provenance.inputs.map((input) => html('tr', {}, html('th', { scope: 'row' }, input.name), html('td', {}, input.format || '\u2013'), html('td', {}, bytes(input.bytes)),
        html('td', {}, input.records < 0 ? '\u2013' : input.records.toLocaleString('en-US')), html('td', { class: 'mono name' }, input.sha256 || '\u2013')))))));
  }
  if (provenance.configHash) {
    made.append(html('h3', {}, 'Configuration'), html('p', {}, 'Hash ', html('code', {}, provenance.configHash), ': engine, detector and signals. Two runs over the same records with the same hash give the same answer.'));
  }
  const keys = Object.entries(provenance.configuration);
  if (keys.length) {
    made.append(html('details', {}, html('summary', {}, `All ${keys.length} settings that decide`), html('pre', {}, keys.map(([key, value]) => `${key}: ${value}`).join('\n'))));
  }
}

/* All of it */
function show() {
  tools();
  verdict();
  if (!run.keys.length) {
    run.workloads.forEach((workload) => timeline(section('timeline', 'Roll-out by node', null), run, workload));
    others();
    method();
    origin();
    return;
  }
  const detailHost = html('div', { id: 'detail' });
  const timelineHost = section('timeline', 'Roll-out by node', 'A row is a node, in the order in which they moved; a bar is the version it ran.');
  let timelineOf = -1;
  const placeTimeline = (workloadPlace) => {
    detailHost.append(timelineHost);
    if (timelineOf !== workloadPlace) {
      timelineOf = workloadPlace;
      timelineHost.replaceChildren(...[...timelineHost.children].slice(0, 2));
      const workload = run.workloads[workloadPlace];
      timelineHost.append(html('p', { class: 'note' }, `${workload.cluster}/${workload.namespace}/${workload.daemonset}/${workload.container}: ${workload.moves.map((move) => moveWords(move, workload)).join('; ') || 'no node moved to another version'}.`));
      timelineHost.append(...differences(workload));
      timeline(timelineHost, run, workload);
    }
  };
  const choose = (place) => {
    detailHost.replaceChildren();
    detail(detailHost, place, () => placeTimeline(run.keys[place].workload));
    picker.select.value = String(place);
    document.querySelectorAll('.multiples button').forEach((button) => button.setAttribute('aria-pressed', String(Number(button.dataset.key) === place)));
  };
  const jump = (place) => {
    choose(place);
    picker.bar.scrollIntoView({ block: 'start' });
    picker.select.focus({ preventScroll: true });
  };
  const picker = choice(choose);
  if (run.found.length > 1) {
    content.insertBefore(html('section', { 'aria-labelledby': 'found' }, html('h2', { id: 'found' }, `${run.found.length} anomalies`), html('ul', { class: 'found' }, run.found.map((found) =>
      html('li', {}, html('button', { type: 'button', disabled: found.key < 0, onclick: () => jump(found.key) }, chip(found.level, found.level === 'suspected' ? 'suspected' : 'confirmed'), html('span', {}, found.title), html('span', { class: 'why' }, `${found.level}; ${found.state}`)))))), timelineHost);
  }
  content.append(picker.bar, detailHost);
  choose(picker.first);
  signals(section('signals', 'Every key, also those that did not fire', 'A row is a key: a signal and what it is told apart by. Silence is not a pass, so each says why.'), run, jump);
  document.querySelectorAll('.multiples button').forEach((button) => button.setAttribute('aria-pressed', String(Number(button.dataset.key) === picker.first)));
  others();
  method();
  origin();
}

watchSurroundings(() => {
  document.querySelectorAll('details').forEach((details) => {
    if (!details.open && (details.rows || 0) <= PRINTED_ROWS) {
      closed.push(details);
      details.open = true;
      details.dispatchEvent(new Event('toggle'));
    }
  });
}, () => closed.splice(0).forEach((details) => {
  details.open = false;
}));
show();
document.documentElement.dataset.ready = 'yes';
