import { html } from './dom.js';
import { lasted } from './format.js';

/** The time at the server, as far as it is known. */
const clock = { aheadMs: 0 };

/** What the server said its time is. */
export function serverSays(nowMs) {
  clock.aheadMs = nowMs - Date.now();
}

/** The time at the server. */
export function serverNow() {
  return Date.now() + clock.aheadMs;
}

/** How long ago an instant is, which goes on: "for 12 min". */
export function since(ms) {
  const element = html('span', { class: 'since', 'data-since': ms }, '');
  element.textContent = ago(ms);
  return element;
}

function ago(ms) {
  return lasted(Math.max(0, serverNow() - ms));
}

/** Lets what was said by since() go on. */
export function goOn() {
  document.querySelectorAll('[data-since]').forEach((element) => {
    const text = ago(Number(element.dataset.since));
    if (element.textContent !== text) {
      element.textContent = text;
    }
  });
}
