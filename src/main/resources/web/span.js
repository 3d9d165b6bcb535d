/** Which part of the time all pictures show: a part that the reader chose, or all of it. */
const chosen = { zoom: null };
const followers = new Set();

/** Shows a part of the time, { fromMs, toMs }; null shows all of it. */
export function showSpan(range) {
  chosen.zoom = range;
  followers.forEach((follower) => {
    if (follower.host.isConnected) {
      follower.changed();
    } else {
      followers.delete(follower);
    }
  });
}

/** The chosen part; null if it is all. */
export function chosenSpan() {
  return chosen.zoom;
}

/** The part of a range that is shown: all of it where the chosen part lies elsewhere. */
export function spanOf(range) {
  const fromMs = Math.max(range.fromMs, chosen.zoom ? chosen.zoom.fromMs : range.fromMs);
  const toMs = Math.min(range.toMs, chosen.zoom ? chosen.zoom.toMs : range.toMs);
  return toMs - fromMs < 1000 ? { fromMs: range.fromMs, toMs: range.toMs } : { fromMs, toMs };
}

/** Tells of each choice, as long as the host is in the page. */
export function followSpan(host, changed) {
  followers.add({ host, changed });
}
