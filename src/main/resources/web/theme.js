/** Colours and dashes: dark or light as the reader's system says, or as the reader chooses; paper is light. */
const painters = new Set();
const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3], [5, 2], [1, 2]];
let painted = 0;

/** A colour by its name in the stylesheet. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The same, seen through. */
export function faint(name, opacity) {
  const hex = colour(name);
  const part = (at) => parseInt(hex.slice(at, at + 2), 16);
  return `rgba(${part(1)}, ${part(3)}, ${part(5)}, ${opacity})`;
}

/** Name of the colour of a version. */
export function versionColour(version) {
  return `v${Math.max(0, version) % 6}`;
}

/** Dashes of a version: told apart without colour. */
export function versionDash(version) {
  return DASHES[Math.max(0, version) % DASHES.length];
}

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

/** Chooses dark or light; null leaves it to the system. */
export function chooseTheme(theme) {
  if (theme) {
    document.documentElement.dataset.theme = theme;
  } else {
    delete document.documentElement.dataset.theme;
  }
  repaint();
}

/** Draws now, and again whenever colours, times or sizes change, until the host is gone. */
export function keepPainted(host, paint) {
  painters.add({ host, paint });
  paint();
  painted++;
}

export function repaint() {
  painters.forEach((painter) => {
    if (painter.host.isConnected) {
      painter.paint();
    } else {
      painters.delete(painter);
    }
  });
}

/** How many plots have been drawn. */
export function paintedPlots() {
  return painted;
}

/** Whether it is drawn for paper. */
export function isPrinting() {
  return Boolean(document.documentElement.dataset.printing);
}

/** Width that a plot may have, pixels. */
export function widthOf(host) {
  return isPrinting() ? 690 : Math.max(240, Math.floor(host.getBoundingClientRect().width));
}

/** Follows the system's choice, the window's size, and the printer. */
export function watchSurroundings(beforePrint, afterPrint) {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);
  let width = innerWidth;
  let waiting = 0;
  addEventListener('resize', () => {
    if (innerWidth !== width) {
      width = innerWidth;
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(repaint);
    }
  });
  let before = null;
  addEventListener('beforeprint', () => {
    before = document.documentElement.dataset.theme || null;
    document.documentElement.dataset.printing = 'yes';
    beforePrint();
    chooseTheme('light');
  });
  addEventListener('afterprint', () => {
    delete document.documentElement.dataset.printing;
    afterPrint();
    chooseTheme(before);
  });
}
