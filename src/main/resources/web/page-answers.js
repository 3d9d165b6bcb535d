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
