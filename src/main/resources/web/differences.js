import { html } from './dom.js';

/** What differs between the revisions that nodes moved between, as the watcher read it: images, environment, arguments. */
export function differences(workload) {
  return workload.moves
    .map((move) => workload.versions[move.to])
    .filter((version) => version && version.differences.length)
    .map((version) => html('div', { class: 'differences' },
      html('p', {}, `What ${version.id} differs in from the revision before:`),
      html('ul', {}, ...version.differences.map((line) => html('li', {}, line)))));
}
