import { html, words } from './dom.js';
import { timeElement } from './format.js';

/** Facts by name; a fact is text, an element, or several of them. */
export function facts(list) {
  return html('dl', { class: 'facts' }, list.flatMap(([name, text]) => [html('dt', {}, name), html('dd', {}, text)]));
}

/** A text to be taken along, and the button that does so. */
export function copied(text, label) {
  const button = html('button', { type: 'button', class: 'copy' }, 'Copy');
  const line = html('pre', {}, text);
  button.setAttribute('aria-label', label);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(line);
      button.textContent = 'Selected';
    }
  });
  return html('div', { class: 'copied' }, line, button);
}

/** What is known of an anomaly, and its course. */
export function anomalyFacts(found, titled) {
  const card = html('div', { class: 'card' }, titled ? html('h3', {}, found.title) : null, facts(found.facts.map((fact) => [fact.name, words(fact.text)])));
  return html('div', {}, card, course(found.changes));
}

function course(changes) {
  const head = html('thead', {}, html('tr', {}, ['At', 'State', 'Level', 'Figures'].map((name) => html('th', { scope: 'col' }, name))));
  const body = html('tbody', {}, changes.map((change) => html('tr', {},
    html('th', { scope: 'row' }, timeElement(change.atMs)), html('td', {}, change.state), html('td', {}, change.level), html('td', {}, change.text))));
  return html('details', {}, html('summary', {}, `The course: ${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`),
    html('div', { class: 'scrolls' }, html('table', {}, html('caption', { class: 'visually-hidden' }, 'Changes of the anomaly'), head, body)));
}
