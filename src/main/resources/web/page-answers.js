/** The answers of the API in the form that the page works with. */

function workloadOf(one) {
  const { cluster, namespace, daemonset, container } = one.workload && typeof one.workload === 'object' ? one.workload : one;
  return { cluster, namespace, daemonset, container };
}

/** An anomaly with its workload. */
export function foundOf(one) {
  const { found, ...rest } = one;
  return { ...rest, ...found, workload: workloadOf(one), budget: (found || one).budget ?? null };
}

/** The overview, with the anomalies in that form. */
export function overviewOf(body) {
  return { ...body, open: body.open.map(foundOf), blind: body.blind.map(foundOf) };
}

/** The run in the answer about a workload. */
export function runOf(body) {
  return body.run || body;
}

/** An anomaly of a list: its last change in short. */
export function eventOf({ title, anomaly }) {
  return {
    id: anomaly.id,
    title,
    level: word(anomaly.level),
    verdict: word(anomaly.verdict),
    state: word(anomaly.state) + (anomaly.resolution ? `, ${word(anomaly.resolution)}` : ''),
    from: anomaly.fromVersion,
    to: anomaly.toVersion,
    openedMs: Date.parse(anomaly.openedAt),
    workload: workloadOf(anomaly.key),
  };
}

/** An anomaly by its id: its last change in short, and the whole of it as text. */
export function courseOf(body) {
  return { ...eventOf({ title: body.title, anomaly: body.changes[body.changes.length - 1] }), text: body.text };
}

function word(constant) {
  return constant.toLowerCase().replaceAll('_', ' ');
}
