package io.upsurge.app.config;

import io.upsurge.ingest.kubernetes.ClusterAccess;
import io.upsurge.ingest.kubernetes.PodSelection;
import io.upsurge.ingest.kubernetes.WatchSettings;
import io.upsurge.ingest.scrape.ScrapeSettings;
import io.upsurge.ingest.scrape.ScrapeTarget;
import io.upsurge.ingest.scrape.TargetLabelNames;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.Signal;
import io.upsurge.model.WorkloadPattern;
import io.upsurge.place.PlacementSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts the values together. The result is of use only if no problem was noted on the way. */
final class Assembler {
    static final String REGISTRY_URL_SETTING = "schema.registry.url";

    private final Values values;
    private final Document document;
    private final Origin file;

    Assembler(Values values, Document document) {
        this.values = values;
        this.document = document;
        this.file = Origin.file(document.name(), 0);
    }

    UpsurgeConfig assemble() {
        read(Keys.BOOTSTRAP_SERVERS);
        return new UpsurgeConfig(
                values.section("kafka"),
                registry(),
                topics(),
                pipeline(),
                engine(),
                rule(),
                labels(),
                watch(),
                scrape(),
                receiver(),
                HttpKeys.read(values, file),
                UpsurgeConfig.LogFormat.valueOf(read(Keys.LOG_FORMAT).toUpperCase(Locale.ROOT)),
                document.items(InputKeys.INPUTS).stream()
                        .map(item -> InputKeys.read(values, item))
                        .toList(),
                document.items(Keys.SIGNALS).stream().map(this::signal).toList());
    }

    private Map<String, String> registry() {
        read(Keys.REGISTRY_URL);
        Map<String, String> settings = new LinkedHashMap<>();
        values.section("registry")
                .forEach((name, value) -> settings.put(name.equals("url") ? REGISTRY_URL_SETTING : name, value));
        return settings;
    }

    private UpsurgeConfig.Topics topics() {
        return new UpsurgeConfig.Topics(
                read(Keys.TOPIC_PREFIX),
                read(Keys.PARTITIONS),
                read(Keys.REPLICATION_FACTOR).shortValue());
    }

    private UpsurgeConfig.Pipeline pipeline() {
        return new UpsurgeConfig.Pipeline(
                read(Keys.APPLICATION_ID),
                Path.of(read(Keys.STATE_DIR)),
                read(Keys.THREADS),
                read(Keys.EXACTLY_ONCE),
                read(Keys.COMMIT_INTERVAL),
                UpsurgeConfig.StoreKind.valueOf(read(Keys.STORE).toUpperCase(Locale.ROOT)),
                read(Keys.IDLE_AFTER),
                read(Keys.MAX_THREAD_REPLACEMENTS),
                read(Keys.STALLED_AFTER),
                values.section("pipeline.streams"));
    }

    private EngineSettings engine() {
        return new EngineSettings(
                read(Keys.WINDOW),
                graceMs(),
                read(Keys.WARM_UP),
                read(Keys.MAX_GAP),
                read(Keys.PENDING),
                read(Keys.AWAIT_RESET),
                read(Keys.FUTURE_TOLERANCE),
                read(Keys.NODE_EXPIRY),
                read(Keys.MAX_SERIES_PER_CONTAINER),
                read(Keys.MAX_KEYS_PER_WORKLOAD),
                read(Keys.BASELINE_HALF_LIFE),
                read(Keys.ADOPT_AFTER),
                read(Keys.BLIND_AFTER));
    }

    private RuleSettings rule() {
        return new RuleSettings(
                RuleSettings.Mode.valueOf(read(Keys.MODE).toUpperCase(Locale.ROOT)),
                read(Keys.ERROR_BUDGET),
                read(Keys.STRICT),
                read(Keys.WINDOWS),
                read(Keys.FOR_WINDOWS),
                read(Keys.MIN_NODES),
                read(Keys.MIN_CALLS),
                read(Keys.RESOLVE_WINDOWS),
                read(Keys.EXPIRE_AFTER));
    }

    private PlacementSettings labels() {
        return new PlacementSettings(
                read(LabelKeys.CLUSTER),
                read(LabelKeys.NODE),
                read(LabelKeys.NAMESPACE),
                read(LabelKeys.DAEMONSET),
                read(LabelKeys.POD),
                read(LabelKeys.POD_UID),
                read(LabelKeys.CONTAINER),
                read(LabelKeys.ZONE),
                read(LabelKeys.DROP),
                values.find(LabelKeys.DEFAULT_CLUSTER, "").orElse(""),
                read(LabelKeys.BUILD_INFO),
                read(LabelKeys.MAX_SERIES));
    }

    private UpsurgeConfig.Watch watch() {
        Optional<WatchSettings.Lease> lease = values.find(WatchKeys.LEASE_NAMESPACE, "")
                .map(namespace -> new WatchSettings.Lease(namespace, read(WatchKeys.LEASE_NAME)));
        read(WatchKeys.LEASE_NAME);
        List<ClusterAccess> clusters = new ArrayList<>(
                document.items(WatchKeys.CLUSTERS).stream().map(this::cluster).toList());
        Optional<String> only = values.find(WatchKeys.CLUSTER, "").or(() -> values.find(LabelKeys.DEFAULT_CLUSTER, ""));
        Optional<Path> kubeconfig = values.find(WatchKeys.KUBECONFIG, "").map(Path::of);
        Optional<String> context = values.find(WatchKeys.CONTEXT, "");
        if (clusters.isEmpty()) {
            only.ifPresent(name -> clusters.add(new ClusterAccess(name, kubeconfig, context)));
        }
        return new UpsurgeConfig.Watch(
                read(WatchKeys.ENABLED), new WatchSettings(clusters, read(WatchKeys.SNAPSHOT_INTERVAL), lease));
    }

    private UpsurgeConfig.Scraping scrape() {
        TargetLabelNames names = TargetLabelNames.of(labels());
        return new UpsurgeConfig.Scraping(
                read(ScrapeKeys.ENABLED),
                new ScrapeSettings(
                        Duration.ofMillis(read(Keys.SCRAPE_INTERVAL)),
                        Duration.ofMillis(read(ScrapeKeys.TIMEOUT)),
                        read(ScrapeKeys.CONCURRENCY),
                        read(ScrapeKeys.MAX_PAGE) << 20),
                document.items(ScrapeKeys.TARGETS).stream()
                        .map(item -> target(item, names))
                        .flatMap(Optional::stream)
                        .toList(),
                document.items(ScrapeKeys.PODS).stream().map(this::pods).toList());
    }

    /** Empty where the address is wrong, which was noted. */
    private Optional<ScrapeTarget> target(Document.Item item, TargetLabelNames names) {
        String prefix = item.path() + '.';
        Origin where = item.origin();
        String url = values.read(ScrapeKeys.URL, prefix, where);
        String node = values.read(ScrapeKeys.NODE, prefix, where);
        String namespace = values.read(ScrapeKeys.TARGET_NAMESPACE, prefix, where);
        String daemonset = values.read(ScrapeKeys.DAEMONSET, prefix, where);
        String container = values.read(ScrapeKeys.TARGET_CONTAINER, prefix, where);
        String cluster = values.find(ScrapeKeys.CLUSTER, prefix)
                .or(() -> values.find(LabelKeys.DEFAULT_CLUSTER, ""))
                .orElse("");
        if (url == null || node == null || namespace == null || daemonset == null || container == null) {
            return Optional.empty();
        }
        try {
            URI address = new URI(url);
            Map<String, String> labels =
                    new LinkedHashMap<>(names.labels(cluster, node, namespace, daemonset, container));
            labels.put("instance", address.getAuthority());
            return Optional.of(new ScrapeTarget(address, labels));
        } catch (URISyntaxException e) {
            values.refuse(
                    prefix + ScrapeKeys.URL.path(),
                    "not an address",
                    ScrapeKeys.URL.type().allowed());
            return Optional.empty();
        }
    }

    private PodSelection pods(Document.Item item) {
        String prefix = item.path() + '.';
        Origin where = item.origin();
        return new PodSelection(
                values.read(ScrapeKeys.NAMESPACE, prefix, where),
                values.read(ScrapeKeys.SELECTOR, prefix, where),
                values.read(ScrapeKeys.PORT, prefix, where),
                values.find(ScrapeKeys.PATH, prefix).orElse("/metrics"),
                values.find(ScrapeKeys.CONTAINER, prefix).orElse(""));
    }

    private ClusterAccess cluster(Document.Item item) {
        String prefix = item.path() + '.';
        return new ClusterAccess(
                values.read(WatchKeys.ITEM_CLUSTER, prefix, item.origin()),
                values.find(WatchKeys.ITEM_KUBECONFIG, prefix).map(Path::of),
                values.find(WatchKeys.ITEM_CONTEXT, prefix));
    }

    private UpsurgeConfig.Receiver receiver() {
        return new UpsurgeConfig.Receiver(
                read(ReceiverKeys.ENABLED),
                read(ReceiverKeys.LISTEN),
                values.find(ReceiverKeys.BEARER_TOKEN, ""),
                values.find(ReceiverKeys.USER, ""),
                values.find(ReceiverKeys.PASSWORD, ""),
                read(ReceiverKeys.MAX_BODY),
                read(ReceiverKeys.MAX_PLAIN),
                read(ReceiverKeys.MAX_REQUESTS),
                read(ReceiverKeys.MAX_IN_HAND),
                read(ReceiverKeys.MAX_SAMPLES),
                read(ReceiverKeys.RETRY_AFTER),
                read(ReceiverKeys.HEARTBEAT),
                read(ReceiverKeys.MAX_CLUSTERS));
    }

    private Signal signal(Document.Item item) {
        String prefix = item.path() + '.';
        Origin where = item.origin();
        return new Signal(
                values.read(Keys.SIGNAL_ID, prefix, where),
                new WorkloadPattern(
                        values.read(Keys.CLUSTER, prefix, where),
                        values.read(Keys.NAMESPACE, prefix, where),
                        values.read(Keys.DAEMONSET, prefix, where),
                        values.read(Keys.CONTAINER, prefix, where)),
                values.read(Keys.SERIES, prefix, where),
                values.read(Keys.GROUP_BY, prefix, where),
                Signal.Kind.valueOf(values.read(Keys.KIND, prefix, where).toUpperCase(Locale.ROOT)),
                values.read(Keys.MULTIPLE, prefix, where),
                values.read(Keys.FLOOR, prefix, where),
                values.find(Keys.BUDGET, prefix).map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                values.find(Keys.PER, prefix),
                values.find(Keys.COVARIATE, prefix));
    }

    /** Zero where the scrape interval it follows from is wrong, which was noted. */
    private long graceMs() {
        return values.find(Keys.GRACE, "").orElse(0L);
    }

    private <T> T read(Key<T> key) {
        return values.read(key, "", file);
    }
}
