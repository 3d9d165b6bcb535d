/**
 * Builds the inside of a host anew so that a reader does not notice: what is unfolded, sorted, scrolled to, switched on and
 * focused stays so, and the page does not jump.
 */
export function keeping(host, build) {
  if (!host.firstChild) {
    build();
    return;
  }
  const state = look(host);
  host.style.minHeight = `${host.offsetHeight}px`;
  build();
  putBack(host, state);
  host.style.minHeight = '';
  if (state.anchor) {
    const now = document.getElementById(state.anchor.id);
    const shift = now ? now.getBoundingClientRect().top - state.anchor.top : 0;
    if (Math.abs(shift) >= 1) {
      scrollBy({ top: shift, behavior: 'instant' });
    }
  }
}

/** Runs something when no text inside of a host is selected: at once, or when the reader is done with it. */
export function whenStill(host, run) {
  const selection = getSelection();
  const busy = () => !selection.isCollapsed && host.contains(selection.anchorNode);
  if (!busy()) {
    run();
    return;
  }
  const wait = () => {
    if (!busy()) {
      document.removeEventListener('selectionchange', wait);
      run();
    }
  };
  document.addEventListener('selectionchange', wait);
}

function look(host) {
  const state = { open: new Set(), sorted: [], scrolled: [], pressed: [], focused: null, anchor: anchorOf(host) };
  named(host, 'details', (details, name) => details.open && state.open.add(name), (details) => details.querySelector('summary').textContent);
  named(host, 'table', (table, name) => {
    const column = [...table.querySelectorAll('thead th')].findIndex((head) => ['ascending', 'descending'].includes(head.getAttribute('aria-sort')));
    if (column >= 0) {
      state.sorted.push({ name, column, direction: table.querySelectorAll('thead th')[column].getAttribute('aria-sort') });
    }
  }, captionOf);
  named(host, '[role="region"]', (region, name) => (region.scrollTop || region.scrollLeft) && state.scrolled.push({ name, top: region.scrollTop, left: region.scrollLeft }), labelOf);
  named(host, 'button[data-switch]', (button, name) => button.getAttribute('aria-pressed') === 'true' && state.pressed.push(name), labelOf);
  if (host.contains(document.activeElement)) {
    named(host, document.activeElement.tagName, (element, name) => {
      if (element === document.activeElement) {
        state.focused = { tag: element.tagName, name };
      }
    }, labelOf);
  }
  return state;
}

function putBack(host, state) {
  named(host, 'button[data-switch]', (button, name) => state.pressed.includes(name) && button.click(), labelOf);
  named(host, 'details', (details, name) => {
    if (state.open.has(name)) {
      details.open = true;
      details.dispatchEvent(new Event('toggle'));
    }
  }, (details) => details.querySelector('summary').textContent);
  named(host, 'table', (table, name) => {
    const sorted = state.sorted.find((one) => one.name === name);
    const head = sorted && table.querySelectorAll('thead th')[sorted.column];
    for (let clicks = 0; head && clicks < 2 && head.getAttribute('aria-sort') !== sorted.direction; clicks++) {
      head.querySelector('button').click();
    }
  }, captionOf);
  named(host, '[role="region"]', (region, name) => {
    const scrolled = state.scrolled.find((one) => one.name === name);
    if (scrolled) {
      region.scrollTo({ top: scrolled.top, left: scrolled.left, behavior: 'instant' });
    }
  }, labelOf);
  if (state.focused) {
    named(host, state.focused.tag, (element, name) => name === state.focused.name && element.focus({ preventScroll: true }), labelOf);
  }
}

/** Visits elements with a name each: what they say, but for its numbers, and which of those that say the same it is. */
function named(host, selector, visit, says) {
  const seen = new Map();
  host.querySelectorAll(selector).forEach((element) => {
    const text = element.id || element.dataset.name || says(element).replaceAll(/[\d.,]+/g, '#');
    const nth = (seen.get(text) || 0) + 1;
    seen.set(text, nth);
    visit(element, `${text} ${nth}`);
  });
}

function captionOf(table) {
  return table.caption ? table.caption.textContent : '';
}

function labelOf(element) {
  return element.getAttribute('aria-label') || element.textContent.slice(0, 120);
}

/** The heading nearest to the top of the window: what must not move. */
function anchorOf(host) {
  let nearest = null;
  host.querySelectorAll('[id]').forEach((element) => {
    const { top } = element.getBoundingClientRect();
    if (top < innerHeight && (!nearest || Math.abs(top) < Math.abs(nearest.top))) {
      nearest = { id: element.id, top };
    }
  });
  return scrollY > 0 ? nearest : null;
}
