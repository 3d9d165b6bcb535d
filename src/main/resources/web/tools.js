import { html } from './dom.js';
import { isLocalTime, useLocalTime, zone } from './format.js';
import { chooseTheme, isDark, repaint } from './theme.js';

/** A button between UTC and the reader's own time; changed(local) is told. */
export function timeTool(ms, changed) {
  const button = html('button', { type: 'button', 'aria-pressed': String(isLocalTime()) }, '');
  const name = () => {
    button.setAttribute('aria-pressed', String(isLocalTime()));
    button.textContent = isLocalTime() ? `Local time (${zone(ms)})` : 'Local time';
  };
  button.addEventListener('click', () => {
    useLocalTime(!isLocalTime());
    name();
    repaint();
    if (changed) {
      changed(isLocalTime());
    }
  });
  name();
  return button;
}

/** A button between dark and light; changed(theme) is told. */
export function themeTool(changed) {
  const button = html('button', { type: 'button' }, '');
  const name = () => {
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', isDark() ? 'Light colours' : 'Dark colours');
  };
  button.addEventListener('click', () => {
    chooseTheme(isDark() ? 'light' : 'dark');
    name();
    if (changed) {
      changed(isDark() ? 'dark' : 'light');
    }
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', name);
  name();
  return button;
}

/** A button that prints. */
export function printTool() {
  return html('button', { type: 'button', onclick: () => globalThis.print() }, 'Print');
}
