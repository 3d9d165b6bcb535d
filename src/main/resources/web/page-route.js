/** Where in the page a reader is: what stands behind the # of the address. */

/** The place that an address names: { page, parts, query }; null if it names none. */
export function placeIn(hash) {
  if (!hash.startsWith('#/')) {
    return hash === '' || hash === '#' ? { page: 'now', parts: [], query: new URLSearchParams() } : null;
  }
  const [path, query] = hash.slice(2).split('?', 2);
  const [page, ...parts] = path.split('/').map(decoded);
  return { page: page || 'now', parts, query: new URLSearchParams(query || '') };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of a workload, and of one of its keys if one is given. */
export function workloadPath(workload, key) {
  const path = ['workload', workload.cluster, workload.namespace, workload.daemonset, workload.container].map(encodeURIComponent).join('/');
  return key ? `#/${path}?${new URLSearchParams({ signal: key.signal, group: key.group })}` : `#/${path}`;
}

/** The address of an anomaly. */
export function anomalyPath(id) {
  return `#/anomaly/${encodeURIComponent(id)}`;
}

/** The address of events with filters; empty ones are left out. */
export function eventsPath(filters) {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value));
  return query.size ? `#/events?${query}` : '#/events';
}
