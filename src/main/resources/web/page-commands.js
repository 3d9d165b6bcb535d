import { html, words } from './dom.js';
import { copied } from './facts.js';

const COMMAND = /^(.*?): (kubectl .*?)(?: \(([^()]*)\))?$/;

/** What to do about an anomaly: commands to take along, and what to check. */
export function nextSteps(found) {
  const checks = [];
  const commands = [['To read all of it in a terminal', `upsurge explain ${found.id}`, null]];
  found.advice.forEach((line) => {
    const match = COMMAND.exec(line);
    if (match) {
      commands.push([match[1], match[2], match[3] || null]);
    } else {
      checks.push(line);
    }
  });
  return html('section', { class: 'next', 'aria-labelledby': 'next' }, html('h2', { id: 'next' }, 'What to do next'),
    checks.length ? html('ul', { class: 'plain' }, checks.map((line) => html('li', {}, words(line)))) : null,
    commands.map(([what, command, risk]) => html('div', { class: 'command' }, html('p', {}, what, risk ? html('span', { class: 'why' }, `: ${risk}`) : null), copied(command, `Copy the command: ${what}`))));
}
