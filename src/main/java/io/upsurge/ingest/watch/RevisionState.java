package io.upsurge.ingest.watch;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What matters of a ControllerRevision.
 *
 * @param namespace its namespace
 * @param daemonset name of the DaemonSet it belongs to
 * @param hash its hash, the pods' label {@code controller-revision-hash}
 * @param template the pod template, {@code data.spec.template}
 */
public record RevisionState(String namespace, String daemonset, String hash, JsonNode template) {}
