import { html, openForPrint } from './dom.js';
import { instant, lasted, minute, useLocalTime, zone } from './format.js';
import { keeping, whenStill } from './keep.js';
import { showSpan } from './span.js';
import { chooseTheme, watchSurroundings } from './theme.js';
import { printTool, themeTool, timeTool } from './tools.js';
import { courseOf, overviewOf, runOf } from './page-answers.js';
import { eventsView } from './page-events.js';
import { nowView } from './page-now.js';
import { placeIn, workloadPath } from './page-route.js';
import { address, ask, listen } from './page-server.js';
import { rememberedView, workloadView } from './page-workload.js';
import { goOn, serverNow, serverSays } from './page-time.js';

const content = document.getElementById('content');
const main = document.getElementById('main');
const banner = document.getElementById('banner');
const pulse = document.getElementById('pulse');
const LATE_MS = 5 * 60000;
const SLOW_MS = 60000;
const QUICK_MS = 5000;

const state = { overview: null, heardMs: 0, failure: null, live: false, place: null, update: null, shown: '', known: null, fresh: new Set(), round: 0 };

function remembered(name, value) {
  try {
    if (value !== undefined) {
      localStorage.setItem(name, value);
    }
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/* What came, said once */
function announce(overview) {
  const all = [...overview.open, ...overview.blind];
  const ids = new Set(all.map((found) => found.id));
  if (state.known) {
    const came = all.filter((found) => !state.known.has(found.id));
    const gone = [...state.known].filter((id) => !ids.has(id));
    came.forEach((found) => state.fresh.add(found.id));
    const words = [...came.map((found) => `New: ${found.title}.`), ...(gone.length ? [`${gone.length === 1 ? 'An anomaly is' : `${gone.length} anomalies are`} over.`] : [])];
    if (words.length) {
      document.getElementById('announce').textContent = words.join(' ');
    }
  }
  state.known = ids;
}

function title(overview) {
  const parts = [overview.open.length ? `\u25b2 ${overview.open.length} open` : null, overview.blind.length ? `\u25cc ${overview.blind.length} blind` : null].filter(Boolean);
  return `${parts.join(', ') || '\u2713'} \u00b7 Upsurge`;
}

/* How old it is */
function atLeastMinutes(ms) {
  return ms < 60000 ? 'less than 1 min' : lasted(ms);
}

function age() {
  const { overview, failure } = state;
  const lag = overview && overview.throughMs ? serverNow() - overview.throughMs : 0;
  let text = null;
  if (failure) {
    text = overview
      ? `${failure.message}. What is shown here is ${atLeastMinutes(Date.now() - state.heardMs)} old; a rise since then does not show. Trying again.`
      : `${failure.message}. Trying again.`;
  } else if (overview && overview.throughMs && lag > LATE_MS) {
    text = `The last word is ${lasted(lag)} old: nothing is judged after ${instant(overview.throughMs)} ${zone(overview.throughMs)}, so a rise since then does not show.`;
  }
  if (banner.textContent !== (text || '')) {
    if (banner.hidden !== !text) {
      document.getElementById('announce').textContent = text || 'What is shown is up to date again.';
    }
    banner.textContent = text || '';
    banner.hidden = !text;
  }
  const well = overview && !failure && lag <= LATE_MS;
  pulse.className = `pulse ${failure ? 'cut' : !well ? 'late' : state.live ? 'live' : 'slow'}`;
  const said = !overview ? (failure ? 'no answer' : 'connecting') : failure ? 'no answer' : !overview.throughMs ? 'nothing judged yet' : `${well && state.live ? 'live' : well ? 'asking every minute' : 'late'} \u00b7 judged through ${minute(overview.throughMs)} ${zone(overview.throughMs)}`;
  if (pulse.textContent !== said) {
    pulse.textContent = said;
  }
}

/* The views */
function workloadOf(parts) {
  const [cluster, namespace, daemonset, container] = parts;
  return { cluster, namespace, daemonset, container };
}

/** An anomaly that is open, or what is remembered of one that is not. */
async function anomalyOf(id) {
  const open = [...state.overview.open, ...state.overview.blind].find((found) => found.id === id);
  return open || courseOf((await ask(`api/v1/anomalies/${encodeURIComponent(id)}`)).body);
}

/** The run of the workload of an anomaly; null where it is forgotten already. */
async function runOfAnomaly(found) {
  try {
    return await runAt(found.workload);
  } catch (failure) {
    if (failure.status === 404) {
      return { run: null, fresh: false };
    }
    throw failure;
  }
}

async function runAt(workload) {
  const { body, fresh } = await ask(address('api/v1/run', workload));
  return { run: runOf(body), fresh };
}

function viewNow() {
  return async () => {
    const seen = JSON.stringify([state.overview, [...state.fresh]]);
    if (state.shown !== seen) {
      state.shown = seen;
      whenStill(content, () => keeping(content, () => {
        content.replaceChildren();
        nowView(content, state.overview, (id) => state.fresh.has(id));
      }));
    }
  };
}

function viewWorkload(place) {
  const workload = place.page === 'workload' ? workloadOf(place.parts) : null;
  const wanted = { id: place.page === 'anomaly' ? place.parts[0] : null, signal: place.query.get('signal'), group: place.query.get('group') ?? '' };
  let show = null;
  let told = '';
  return async () => {
    const found = wanted.id ? await anomalyOf(wanted.id) : null;
    const { run, fresh } = found ? await runOfAnomaly(found) : await runAt(workload);
    if (state.place !== place) {
      return;
    }
    const inRun = found && run && run.found.find((one) => one.id === found.id);
    if (found && (!run || (!found.facts && !inRun))) {
      content.replaceChildren();
      rememberedView(content, found);
      show = null;
      return;
    }
    const anomaly = found && { ...found, ...inRun, budget: found.budget ?? inRun?.budget ?? null, workload: found.workload };
    const words = JSON.stringify(anomaly);
    if (!show) {
      content.replaceChildren();
      show = workloadView(content, workload || found.workload, wanted, (key) => {
        if (!wanted.id) {
          history.replaceState(null, '', workloadPath(workload, key));
        }
      });
    } else if (!fresh && told === words) {
      return;
    }
    told = words;
    whenStill(content, () => state.place === place && show(run, anomaly));
  };
}

function viewEvents(place) {
  content.replaceChildren();
  const show = eventsView(content, place.query, (path) => history.replaceState(null, '', path));
  return () => show(state.overview);
}

function viewUnknown() {
  return async () => content.replaceChildren(html('h1', { class: 'page-title' }, 'There is nothing at this address'), html('p', {}, html('a', { href: '#/' }, 'What is open now')));
}

function viewOf(place) {
  if (place.page === 'now') {
    return viewNow();
  }
  if (place.page === 'events') {
    return viewEvents(place);
  }
  return (place.page === 'anomaly' && place.parts.length === 1) || (place.page === 'workload' && place.parts.length === 4) ? viewWorkload(place) : viewUnknown();
}

/* Going somewhere */
async function go(byReader) {
  const place = placeIn(location.hash);
  if (!place) {
    return;
  }
  state.place = place;
  state.shown = '';
  showSpan(null);
  document.querySelectorAll('.pages a').forEach((link) => (link.dataset.page === place.page ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current')));
  if (!state.overview) {
    return;
  }
  state.update = viewOf(place);
  await show();
  if (byReader && state.place === place) {
    scrollTo({ top: 0, behavior: 'instant' });
    main.focus({ preventScroll: true });
  }
}

async function show() {
  const { place } = state;
  try {
    await state.update();
    document.documentElement.dataset.ready = 'yes';
  } catch (failure) {
    if (failure.status === undefined) {
      throw failure;
    }
    if (failure.status === 404 && state.place === place) {
      content.replaceChildren(html('h1', { class: 'page-title' }, 'Nothing is known of this'), html('p', {}, failure.message), html('p', {}, html('a', { href: '#/' }, 'What is open now')));
      document.documentElement.dataset.ready = 'yes';
      return;
    }
    throw failure;
  }
}

/* Asking */
async function refresh() {
  const round = ++state.round;
  try {
    const { body, nowMs } = await ask('api/v1/overview');
    if (round !== state.round) {
      return;
    }
    const first = !state.overview;
    state.overview = overviewOf(body);
    state.heardMs = Date.now();
    serverSays(nowMs);
    announce(state.overview);
    document.title = title(state.overview);
    if (first) {
      await go(false);
    } else {
      await show();
    }
    state.failure = null;
  } catch (failure) {
    if (failure.status === undefined) {
      throw failure;
    }
    state.failure = failure;
  } finally {
    age();
    goOn();
  }
}

let waiting = 0;
function soon() {
  waiting ||= setTimeout(() => {
    waiting = 0;
    refresh();
  }, 150);
}

let ticked = Date.now();
setInterval(() => {
  age();
  goOn();
  if (Date.now() - ticked >= (state.failure ? QUICK_MS : SLOW_MS)) {
    ticked = Date.now();
    soon();
  }
}, 1000);

chooseTheme(remembered('upsurge-theme'));
useLocalTime(remembered('upsurge-time') === 'local');
document.getElementById('tools').append(timeTool(Date.now(), (local) => {
  remembered('upsurge-time', local ? 'local' : 'utc');
  age();
}), themeTool((theme) => remembered('upsurge-theme', theme)), printTool());
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener('hashchange', () => go(true).catch((failure) => {
  state.failure = failure;
  age();
}));
const printing = openForPrint();
watchSurroundings(printing.open, printing.close);
go(false);
refresh();
listen(soon, (live) => {
  const again = state.live !== live;
  state.live = live;
  if (again) {
    soon();
  }
});
