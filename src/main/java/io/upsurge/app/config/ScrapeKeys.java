package io.upsurge.app.config;

import io.upsurge.app.config.ValueType.DurationValue;
import io.upsurge.app.config.ValueType.TextValue;
import io.upsurge.app.config.ValueType.TruthValue;
import io.upsurge.app.config.ValueType.WholeValue;
import java.util.List;
import java.util.Optional;

/** The keys of the scraper. */
final class ScrapeKeys {
    private static final TextValue NAME = new TextValue("[^/\\s]+", "a name without slash or space");

    static final Key<Boolean> ENABLED =
            Key.of("scrape.enabled", new TruthValue(), "false", "Whether upsurge run scrapes too.");
    static final Key<Long> TIMEOUT = Key.of(
            "scrape.timeout",
            DurationValue.between("100ms", "5m"),
            "10s",
            "How long an answer may take; shorter than engine.scrape-interval.");
    static final Key<Integer> CONCURRENCY =
            Key.of("scrape.concurrency", new WholeValue(1, 256), "16", "Targets scraped at once.");
    static final Key<Integer> MAX_PAGE =
            Key.of("scrape.max-page-mib", new WholeValue(1, 512), "16", "Largest page, packed and unpacked, MiB.");

    static final Key<String> URL = Key.required(
            "url",
            new TextValue("https?://[^/\\s]+(/\\S*)?", "an http:// or https:// address"),
            "Address of the page.");
    static final Key<String> CLUSTER = Key.optional(
            "cluster", new TextValue("[^\\x00-\\x1f\\x7f]+", "a name"), "Cluster; without it labels.default-cluster.");
    static final Key<String> NODE = Key.required("node", NAME, "Node whose calls the page counts.");
    static final Key<String> TARGET_NAMESPACE = Key.required("namespace", NAME, "Namespace of the DaemonSet.");
    static final Key<String> DAEMONSET = Key.required("daemonset", NAME, "Name of the DaemonSet.");
    static final Key<String> TARGET_CONTAINER = Key.required("container", NAME, "Container whose page it is.");

    static final ItemList TARGETS = new ItemList(
            "scrape.targets",
            "target",
            Scope.ofItem(List.of(URL, CLUSTER, NODE, TARGET_NAMESPACE, DAEMONSET, TARGET_CONTAINER)),
            Optional.empty(),
            false,
            "Pages at fixed addresses.");

    static final Key<String> NAMESPACE = Key.required("namespace", NAME, "Namespace of the pods.");
    static final Key<String> SELECTOR =
            Key.required("selector", TextValue.ANY, "Label selector of the pods, such as k8s-app=aws-node.");
    static final Key<String> PORT = Key.required(
            "port",
            new TextValue("[a-z0-9-]{1,15}", "a number or name of a port"),
            "Port of the page, by number or name.");
    static final Key<String> PATH = Key.of("path", new TextValue("/\\S*", "a path"), "/metrics", "Path of the page.");
    static final Key<String> CONTAINER = Key.optional(
            "container", NAME, "Container whose page it is; without it the one that has the port, or the only one.");

    static final ItemList PODS = new ItemList(
            "scrape.pods",
            "pod",
            Scope.ofItem(List.of(NAMESPACE, SELECTOR, PORT, PATH, CONTAINER)),
            Optional.empty(),
            false,
            "Pages of pods, in the clusters that watch names.");

    private ScrapeKeys() {}
}
