/** What the server knows, asked for and kept. Addresses are relative to the page. */
const held = new Map();

/** Why the server did not answer, in words. */
class Unanswered extends Error {
  constructor(text, status) {
    super(text);
    this.status = status;
  }
}

/** What is at an address: { body, fresh, nowMs }: whether it differs from what was there before, and the time at the server. */
export async function ask(path) {
  const known = held.get(path);
  let response;
  try {
    response = await fetch(path, { headers: known && known.tag ? { 'If-None-Match': known.tag } : {}, cache: 'no-store', signal: AbortSignal.timeout(20000) });
  } catch {
    throw new Unanswered('The server cannot be reached', 0);
  }
  const nowMs = Date.parse(response.headers.get('Date')) || Date.now();
  if (response.status === 304 && known) {
    return { body: known.body, fresh: false, nowMs };
  }
  if (!response.ok) {
    throw new Unanswered(await trouble(response), response.status);
  }
  const text = await response.text();
  if (known && known.text === text) {
    known.tag = response.headers.get('ETag');
    return { body: known.body, fresh: false, nowMs };
  }
  const next = { tag: response.headers.get('ETag'), text: path.includes('/run?') ? null : text, body: JSON.parse(text) };
  held.set(path, next);
  while (held.size > KEPT) {
    held.delete(held.keys().next().value);
  }
  return { body: next.body, fresh: true, nowMs };
}

const KEPT = 8;

async function trouble(response) {
  try {
    const problem = await response.json();
    return problem.detail || problem.title || `The server answered ${response.status}`;
  } catch {
    return `The server answered ${response.status}`;
  }
}

/** An address with parameters; empty ones are left out. */
export function address(path, parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== '' && value !== null && value !== undefined));
  return query.size ? `${path}?${query}` : path;
}

/**
 * Listens to what happens while the page is looked at: told() after every event, state(open) when the line opens or breaks. It
 * opens again by itself. A browser keeps few lines to one server, so a page that nobody sees gives its own back.
 */
export function listen(told, state) {
  let source = null;
  let waiting = 0;
  const close = () => {
    clearTimeout(waiting);
    if (source) {
      source.close();
      source = null;
      state(false);
    }
  };
  const open = () => {
    close();
    if (document.visibilityState === 'hidden') {
      return;
    }
    source = new EventSource('api/v1/events');
    source.addEventListener('open', () => state(true));
    source.addEventListener('error', () => {
      state(false);
      if (source && source.readyState === EventSource.CLOSED) {
        waiting = setTimeout(open, RETRY_MS);
      }
    });
    source.addEventListener('anomaly', told);
    source.addEventListener('window', told);
    source.addEventListener('reload', told);
  };
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? close() : open()));
  addEventListener('pagehide', close);
  addEventListener('pageshow', (event) => event.persisted && open());
  open();
}

const RETRY_MS = 15000;
