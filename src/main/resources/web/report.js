import { html, openForPrint, words } from './dom.js';
import { bytes, instant, timeElement, zone } from './format.js';
import { copied } from './facts.js';
import { part } from './key-detail.js';
import { others, method } from './run-notes.js';
import { runView } from './run-view.js';
import { timeline } from './timeline.js';
import { watchSurroundings } from './theme.js';
import { printTool, themeTool, timeTool } from './tools.js';

const { run, provenance } = JSON.parse(document.getElementById('run').textContent);
const content = document.getElementById('content');
const TONES = { confirmed: '\u25b2 Confirmed', suspected: '\u25b3 Suspected', clean: '\u2713 Clean', open: '\u25cb No alarm, and not all of it could be judged' };

function saveTool() {
  const save = html('button', { type: 'button' }, 'Data as JSON');
  save.addEventListener('click', () => {
    const link = html('a', { download: 'upsurge-replay.json', href: URL.createObjectURL(new Blob([document.getElementById('run').textContent], { type: 'application/json' })) });
    link.click();
    URL.revokeObjectURL(link.href);
  });
  return save;
}

function verdict() {
  const host = document.getElementById('sentences');
  host.replaceChildren(...run.headline.sentences.map((sentence) => html('p', {}, words(sentence))));
  const eyebrow = document.getElementById('eyebrow');
  const nodes = run.workloads.reduce((sum, workload) => sum + workload.nodes.length + workload.furtherNodes, 0);
  eyebrow.replaceChildren(`${TONES[run.headline.tone]} \u00b7 ${nodes.toLocaleString('en-US')} nodes \u00b7 `, timeElement(run.range.fromMs), ' to ', timeElement(run.range.toMs));
}

function origin() {
  const made = part(content, 'origin', 'Where this comes from', 'The same inputs under the same configuration give this report again, to the byte.');
  if (provenance.command) {
    made.append(html('h3', {}, 'To make it again'), copied(provenance.command, 'Copy the command'));
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

document.getElementById('tools').append(timeTool(run.range.toMs), themeTool(), printTool(), saveTool());
verdict();
if (run.keys.length) {
  runView(content)(run, -1);
} else {
  run.workloads.forEach((workload) => timeline(part(content, 'timeline', 'Roll-out by node', null), run, workload));
}
others(content, run);
method(content, run);
origin();
const printing = openForPrint();
watchSurroundings(printing.open, printing.close);
document.documentElement.dataset.ready = 'yes';
