import { chosenSpan, showSpan } from './span.js';

/** The point that the reader looks at, the same in all plots over time. */
const view = { atMs: null };

/** What is read now; null, where the reader looked away, changes nothing. */
export function nowRead(ms) {
  view.atMs = ms ?? view.atMs;
}

/** Lets a plot be read with the keyboard: arrows go from point to point, + and - look closer, Escape shows all. */
export function readWithKeys(figure, options, readout) {
  figure.addEventListener('keydown', (event) => steer(event, figure, options));
  figure.addEventListener('focus', () => {
    listen(readout, true);
    readAgain(figure, options);
  });
  figure.addEventListener('blur', () => listen(readout, false));
}

function listen(readout, on) {
  readout.setAttribute('aria-hidden', String(!on));
  readout.setAttribute('aria-live', on ? 'polite' : 'off');
}

/** Reads the point again that was read before, in a plot that was made anew or that the reader turned to. */
export function readAgain(figure, options) {
  const index = view.atMs === null || !figure.matches(':hover, :focus') ? -1 : nearest(options.times, view.atMs);
  if (index >= 0) {
    queueMicrotask(() => read(figure, options, index));
  }
}

function nearest(times, ms) {
  let best = -1;
  times.forEach((time, index) => {
    if (best < 0 || Math.abs(time - ms) < Math.abs(times[best] - ms)) {
      best = index;
    }
  });
  return best;
}

function read(figure, options, index) {
  figure.plot.setCursor({ left: figure.plot.valToPos(options.times[index] / 1000, 'x'), top: 1 });
}

function steer(event, figure, options) {
  const { plot } = figure;
  const [fromMs, toMs] = [plot.scales.x.min * 1000, plot.scales.x.max * 1000];
  const shown = options.times.map((ms, index) => (ms >= fromMs && ms <= toMs ? index : -1)).filter((index) => index >= 0);
  if (event.ctrlKey || event.metaKey || event.altKey || !shown.length) {
    return;
  }
  const [first, last] = [shown[0], shown[shown.length - 1]];
  const at = plot.cursor.idx ?? (event.key === 'ArrowRight' ? first - 1 : last + 1);
  const step = event.shiftKey ? 10 : 1;
  const move = { ArrowLeft: at - step, ArrowRight: at + step, Home: first, End: last }[event.key];
  if (move !== undefined) {
    read(figure, options, Math.min(last, Math.max(first, move)));
  } else if (event.key === '+' || event.key === '-') {
    const centre = plot.cursor.idx === null || plot.cursor.idx === undefined ? (fromMs + toMs) / 2 : options.times[plot.cursor.idx];
    const half = ((toMs - fromMs) / 2) * (event.key === '+' ? 0.6 : 1 / 0.6);
    showSpan({ fromMs: centre - half, toMs: centre + half });
  } else if (event.key === 'Escape' && chosenSpan()) {
    showSpan(null);
  } else {
    return;
  }
  event.preventDefault();
}
