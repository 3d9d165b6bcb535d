package io.upsurge.ingest.kubernetes;

/**
 * Pods to scrape.
 *
 * @param namespace their namespace
 * @param selector label selector as kubectl writes it, such as {@code k8s-app=aws-node}
 * @param port number or name of the port
 * @param path path of the page, beginning with a slash
 * @param container container whose series the page has; empty for the one that has the port, or the only one
 */
public record PodSelection(String namespace, String selector, String port, String path, String container) {}
