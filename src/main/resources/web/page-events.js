import { html } from './dom.js';
import { plain, timeElement } from './format.js';
import { keeping } from './keep.js';
import { eventOf } from './page-answers.js';
import { levelChip, nameOf, versions } from './page-open.js';
import { anomalyPath, eventsPath } from './page-route.js';
import { address, ask } from './page-server.js';

const PAGE = 50;
const FILTERS = [
  ['state', 'State', { open: 'open', past: 'over' }],
  ['level', 'Level', { confirmed: 'confirmed or surer', certified: 'certified' }],
  ['verdict', 'Verdict', Object.fromEntries(['surge', 'new-calls', 'decreased', 'late-onset', 'fleet-wide', 'transient', 'blind'].map((verdict) => [verdict, plain(verdict)]))],
];

/**
 * The list of what was found, the newest first, with filters that stand in the address. changed(path) is told of every new
 * choice. It gives show(overview), to be called again when something may have changed.
 */
export function eventsView(host, query, changed) {
  const chosen = Object.fromEntries(['state', 'level', 'verdict', 'cluster', 'workload', 'q'].map((name) => [name, query.get(name) || '']));
  const list = html('div', { class: 'events' });
  const count = html('p', { class: 'note', role: 'status' }, '\u00a0');
  const more = html('button', { type: 'button', hidden: true }, 'Show more');
  const bar = html('form', { class: 'filters', role: 'search', 'aria-label': 'Filters' });
  const state = { rows: [], cursor: null, asked: 0, wanted: PAGE };
  const load = async (further) => {
    const number = ++state.asked;
    const rows = further ? state.rows.slice() : [];
    let cursor = further ? state.cursor : null;
    const wanted = further ? state.wanted + PAGE : Math.max(PAGE, state.wanted);
    do {
      const { state: which, level, verdict, cluster } = chosen;
      const [namespace, daemonset] = chosen.workload.split('/');
      const { body } = await ask(address('api/v1/anomalies', { state: which, level, verdict, cluster, namespace, daemonset, limit: PAGE, after: cursor }));
      rows.push(...body.anomalies.map(eventOf));
      cursor = body.next ?? null;
    } while (cursor && rows.length < wanted);
    if (number === state.asked) {
      Object.assign(state, { rows, cursor, wanted });
      fill();
    }
  };
  const fill = () => {
    const rows = state.rows.filter((found) => holds(found, chosen.q));
    count.textContent = rows.length ? `${rows.length.toLocaleString('en-US')}${state.cursor ? ' and more' : ''} found` : state.cursor ? 'Nothing so far matches these filters.' : Object.values(chosen).some(Boolean) ? 'Nothing matches these filters.' : 'Nothing was found yet.';
    more.hidden = !state.cursor;
    keeping(list, () => list.replaceChildren(...(rows.length ? [html('ul', { class: 'event-list' }, rows.map(eventRow))] : [])));
  };
  const choose = (name, value) => {
    chosen[name] = value;
    changed(eventsPath(chosen));
    if (name === 'q') {
      fill();
    } else {
      state.wanted = PAGE;
      load(false);
    }
  };
  FILTERS.forEach(([name, label, values]) => bar.append(chooser(name, label, values, chosen[name], choose)));
  const places = html('span', { class: 'filter-places' });
  const text = html('input', { type: 'search', id: 'filter-q', value: chosen.q, placeholder: 'Text', 'aria-label': 'Text', autocomplete: 'off', spellcheck: 'false' });
  let waiting = 0;
  text.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => choose('q', text.value.trim()), 250);
  });
  bar.append(places, text);
  bar.addEventListener('submit', (event) => event.preventDefault());
  more.addEventListener('click', () => load(true));
  list.addEventListener('keydown', walk);
  host.append(html('h1', { class: 'page-title' }, 'Events'), html('p', { class: 'lead' }, 'Everything that was found, the newest first. The address of this page holds the filters.'), bar, count, list, more);
  let offered = '';
  return (overview) => {
    const clusters = [...new Set(overview.workloads.map((workload) => workload.cluster))].sort();
    const workloads = [...new Set(overview.workloads.map((workload) => `${workload.namespace}/${workload.daemonset}`))].sort();
    if (offered !== JSON.stringify([clusters, workloads])) {
      offered = JSON.stringify([clusters, workloads]);
      places.replaceChildren(chooser('cluster', 'Cluster', same(clusters), chosen.cluster, choose), chooser('workload', 'Workload', same(workloads), chosen.workload, choose));
    }
    return load(false);
  };
}

function same(names) {
  return Object.fromEntries(names.map((name) => [name, name]));
}

/** Whether an anomaly holds a text in anything that is shown of it. */
function holds(found, text) {
  return [found.title, nameOf(found.workload), found.from, found.to, found.state, found.id].join('\n').toLowerCase().includes(text.toLowerCase());
}

function chooser(name, label, values, value, choose) {
  const all = value && !(value in values) ? { ...values, [value]: value } : values;
  const select = html('select', { id: `filter-${name}`, 'aria-label': label }, html('option', { value: '' }, `${label}: any`), Object.entries(all).map(([one, text]) => html('option', { value: one, selected: one === value }, text)));
  select.addEventListener('change', () => {
    select.classList.toggle('chosen', select.value !== '');
    choose(name, select.value);
  });
  select.classList.toggle('chosen', value !== '');
  return select;
}

function eventRow(found) {
  return html('li', {}, html('a', { href: anomalyPath(found.id), 'data-name': found.id },
    html('span', { class: 'when' }, timeElement(found.openedMs, 'short')),
    levelChip(found.level),
    html('span', { class: 'what' }, html('b', {}, found.title), html('span', { class: 'why' }, `${nameOf(found.workload)} \u00b7 ${versions(found.from, found.to)}`)),
    html('span', { class: 'state' }, plain(found.state))));
}

/** Arrow keys walk through the list. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement);
  if (step && at >= 0 && links[at + step]) {
    links[at + step].focus();
    event.preventDefault();
  }
}
