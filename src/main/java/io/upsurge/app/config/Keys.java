package io.upsurge.app.config;

import io.upsurge.app.config.ValueType.ChoiceValue;
import io.upsurge.app.config.ValueType.DecimalValue;
import io.upsurge.app.config.ValueType.DurationValue;
import io.upsurge.app.config.ValueType.LabelsValue;
import io.upsurge.app.config.ValueType.SelectorValue;
import io.upsurge.app.config.ValueType.TextValue;
import io.upsurge.app.config.ValueType.TruthValue;
import io.upsurge.app.config.ValueType.WholeValue;
import io.upsurge.model.SeriesSelector;
import java.util.List;
import java.util.Optional;

/**
 * Every key there is. Validation, defaults, environment names, the JSON Schema and the table in the documentation all come
 * from here.
 */
final class Keys {
    private static final TextValue NAME =
            new TextValue("[a-zA-Z0-9._-]{1,180}", "up to 180 letters, digits, dots, hyphens and underscores");
    private static final TextValue WORKLOAD_NAME =
            new TextValue("[^/\\s]+", "a name without slash or space, * for any run of characters");

    static final Key<String> BOOTSTRAP_SERVERS = Key.required(
            "kafka.bootstrap.servers", TextValue.ANY, "Brokers to begin with, host:port, separated by commas.");
    static final Key<String> REGISTRY_URL = Key.required(
            "registry.url",
            new TextValue("(https?|mock)://\\S+", "an http://, https:// or mock:// address"),
            "Address of the schema registry.");

    static final Key<String> TOPIC_PREFIX =
            Key.of("topics.prefix", NAME, "upsurge.", "What every topic name starts with.");
    static final Key<Integer> PARTITIONS =
            Key.of("topics.partitions", new WholeValue(1, 10_000), "8", "Partitions of each topic when it is created.");
    static final Key<Integer> REPLICATION_FACTOR = Key.of(
            "topics.replication-factor",
            new WholeValue(1, 100),
            "3",
            "Replicas of each partition when a topic is created; 1 with a single broker.");

    static final Key<String> APPLICATION_ID = Key.of(
            "pipeline.application-id",
            NAME,
            "upsurge",
            "Kafka Streams application id: consumer group, prefix of internal topics, name of the state folder.");
    static final Key<String> STATE_DIR = Key.of(
            "pipeline.state-dir",
            new TextValue("[^\\x00]*[^\\x00\\s][^\\x00]*", "a path"),
            "state",
            "Folder of local state; a relative path starts at the working directory. Kafka holds a copy.");
    static final Key<Integer> THREADS =
            Key.of("pipeline.threads", new WholeValue(1, 256), "1", "Stream threads of this process.");
    static final Key<Boolean> EXACTLY_ONCE = Key.of(
            "pipeline.exactly-once",
            new TruthValue(),
            "true",
            "Whether results and state are written in Kafka transactions; false means at least once.");
    static final Key<Long> COMMIT_INTERVAL = Key.of(
            "pipeline.commit-interval",
            DurationValue.between("10ms", "10s"),
            "1s",
            "Time between commits; readers that see committed records only see results that much later.");
    static final Key<String> STORE = Key.of(
            "pipeline.store",
            new ChoiceValue(List.of("memory", "rocksdb")),
            "memory",
            "Where the state of the nodes is held: on the heap, or in RocksDB for many millions of series.");
    static final Key<Long> IDLE_AFTER = Key.of(
            "pipeline.idle-after",
            DurationValue.between("0s", "24h"),
            "30s",
            "After how long a silent partition is no longer waited for; 0s waits for ever.");
    static final Key<Integer> MAX_THREAD_REPLACEMENTS = Key.of(
            "pipeline.max-thread-replacements",
            new WholeValue(0, 1_000_000),
            "10",
            "Stream threads replaced after uncaught errors before the process stops.");

    static final Key<Long> STALLED_AFTER = Key.of(
            "pipeline.stalled-after",
            DurationValue.between("1m", "24h"),
            "10m",
            "After how long without a round of a stream thread /livez asks for a restart; rebalancing does not count.");
    static final Key<String> LOG_FORMAT = Key.of(
            "logging.format",
            new ChoiceValue(List.of("text", "json")),
            "text",
            "How long-running commands write their log to standard error: text for people, or json, an object a line.");

    static final Key<Long> SCRAPE_INTERVAL = Key.of(
            "engine.scrape-interval",
            DurationValue.between("1s", "1h"),
            "30s",
            "Usual time between two scrapes of a node; it sets the default of the grace.");
    static final Key<Long> GRACE = new Key<>(
            "engine.grace",
            DurationValue.between("0s", "2h"),
            new Key.Derived(SCRAPE_INTERVAL, 10_000),
            "How long after an instant its records may still arrive, in event time; adds to the time to detect.");
    static final Key<Long> WINDOW = Key.of(
            "engine.window",
            DurationValue.between("10s", "1h"),
            "60s",
            "Length of a window, the unit in which rates are taken; must divide 24h evenly.");
    static final Key<Long> WARM_UP = Key.of(
            "engine.warm-up",
            DurationValue.between("0s", "24h"),
            "2m",
            "How long after a restart calls are left out, so that those of the start do not count.");
    static final Key<Long> MAX_GAP = Key.of(
            "engine.max-gap",
            DurationValue.between("10s", "7d"),
            "30m",
            "Longest time between two scrapes over which calls are still counted.");
    static final Key<Long> PENDING = Key.of(
            "engine.pending",
            DurationValue.between("0s", "24h"),
            "5m",
            "How long a restart waits for its roll-out fact before the node counts as unchanged.");
    static final Key<Long> AWAIT_RESET = Key.of(
            "engine.await-reset",
            DurationValue.between("0s", "24h"),
            "10m",
            "How long a roll-out fact waits for the restart it announces.");
    static final Key<Long> FUTURE_TOLERANCE = Key.of(
            "engine.future-tolerance",
            DurationValue.between("0s", "24h"),
            "5m",
            "How far ahead of the broker's clock a record may be dated; one beyond is refused.");
    static final Key<Long> NODE_EXPIRY = Key.of(
            "engine.node-expiry",
            DurationValue.between("1m", "90d"),
            "24h",
            "After how long without a scrape a node is forgotten.");
    static final Key<Integer> MAX_SERIES_PER_CONTAINER = Key.of(
            "engine.max-series-per-container",
            new WholeValue(1, 1_000_000),
            "2000",
            "Series kept for a container of a node; more are refused and counted.");
    static final Key<Integer> MAX_KEYS_PER_WORKLOAD = Key.of(
            "engine.max-keys-per-workload",
            new WholeValue(1, 1_000_000),
            "500",
            "Groups kept for a workload over all signals; more are refused and counted.");
    static final Key<Integer> BASELINE_HALF_LIFE = Key.of(
            "engine.baseline-half-life-windows",
            new WholeValue(1, 100_000),
            "60",
            "Half-life of the baseline of a node, in windows.");
    static final Key<Long> ADOPT_AFTER = Key.of(
            "engine.adopt-after",
            DurationValue.between("1m", "90d"),
            "24h",
            "After how long without an anomaly a new version becomes the baseline.");
    static final Key<Long> BLIND_AFTER = Key.of(
            "engine.blind-after",
            DurationValue.between("0s", "7d"),
            "15m",
            "After how long without samples, or without snapshots of roll-outs, a workload is called BLIND; 0s for never.");

    static final Key<String> MODE = Key.of(
            "detector.mode",
            new ChoiceValue(List.of("sequential", "multiple")),
            "sequential",
            "How it is decided: by evidence against concurrent controls, or by a multiple of the baseline alone.");
    static final Key<Double> ERROR_BUDGET = Key.of(
            "detector.error-budget",
            new DecimalValue(0, false),
            "0.001",
            "Chance of a false CONFIRMED over a whole roll-out with all its keys; below 0.5.");
    static final Key<Boolean> STRICT = Key.of(
            "detector.strict",
            new TruthValue(),
            "false",
            "Whether ratios somewhat below the multiple must stay silent, at the price of time and recall.");
    static final Key<Integer> WINDOWS =
            Key.of("detector.windows", new WholeValue(1, 1_440), "5", "Windows over which the plain ratio is taken.");
    static final Key<Integer> FOR_WINDOWS = Key.of(
            "detector.for-windows",
            new WholeValue(1, 1_440),
            "5",
            "Consecutive windows in which the ratio must reach the multiple.");
    static final Key<Integer> MIN_NODES = Key.of(
            "detector.min-nodes",
            new WholeValue(1, 1_000_000),
            "1",
            "Upgraded nodes past their warm-up that the plain rule needs.");
    static final Key<Double> MIN_CALLS = Key.of(
            "detector.min-calls",
            new DecimalValue(0, true),
            "100",
            "Calls on these nodes that the plain rule needs, over the windows of the ratio.");
    static final Key<Integer> RESOLVE_WINDOWS = Key.of(
            "detector.resolve-windows",
            new WholeValue(1, 10_080),
            "10",
            "Consecutive windows below the resolving ratio that end an anomaly.");
    static final Key<Long> EXPIRE_AFTER = Key.of(
            "detector.expire-after",
            DurationValue.between("1m", "365d"),
            "7d",
            "After how long an anomaly that nothing ends expires.");

    static final Key<String> SIGNAL_ID = Key.required(
            "id",
            new TextValue("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", "up to 63 small letters, digits and inner hyphens"),
            "Name of the signal, unique in the file; part of record keys and of the signal's environment names.");
    static final Key<String> CLUSTER = Key.of("workload.cluster", WORKLOAD_NAME, "*", "Cluster, or a pattern for it.");
    static final Key<String> NAMESPACE =
            Key.required("workload.namespace", WORKLOAD_NAME, "Namespace of the DaemonSet, or a pattern for it.");
    static final Key<String> DAEMONSET =
            Key.required("workload.daemonset", WORKLOAD_NAME, "Name of the DaemonSet, or a pattern for it.");
    static final Key<String> CONTAINER = Key.required(
            "workload.container",
            WORKLOAD_NAME,
            "Container whose version and counters are meant, or a pattern for it.");
    static final Key<SeriesSelector> SERIES =
            Key.required("series", new SelectorValue(), "Which cumulative series are counted.");
    static final Key<SeriesSelector> PER = Key.optional(
            "per",
            new SelectorValue(),
            "Cumulative series that count what a mean or a share is taken of; for these kinds required, else an error.");
    static final Key<SeriesSelector> COVARIATE = Key.optional(
            "covariate",
            new SelectorValue(),
            "Gauge that moves with the calls for reasons of its own, such as a number of interfaces; told beside them.");
    static final Key<List<String>> GROUP_BY = Key.of(
            "group-by",
            new LabelsValue(),
            "",
            "Labels by which the signal is told apart; series that agree in them are summed.");
    static final Key<String> KIND = Key.of(
            "kind",
            new ChoiceValue(List.of("rate", "mean", "share")),
            "rate",
            "What is computed: calls per second, or series over per as a mean, such as ms per call, or as a share of calls.");
    static final Key<Double> MULTIPLE = Key.of(
            "multiple",
            new DecimalValue(1, false),
            "1.5",
            "How many times the baseline it must reach before it matters.");
    static final Key<Double> FLOOR = Key.of(
            "floor",
            new DecimalValue(0, true),
            "0.1",
            "Difference below which nothing is said: extra calls per second of all upgraded nodes together; for a mean units"
                    + " of the metric per call, for a share a share.");
    static final Key<Double> BUDGET =
            Key.optional("budget", new DecimalValue(0, false), "Calls per second that the API allows the whole fleet.");

    /** What is watched. */
    static final ItemList SIGNALS = new ItemList(
            "signals",
            "signal",
            Scope.ofItem(List.of(
                    SIGNAL_ID, CLUSTER, NAMESPACE, DAEMONSET, CONTAINER, SERIES, PER, GROUP_BY, KIND, MULTIPLE, FLOOR,
                    BUDGET, COVARIATE)),
            Optional.of(SIGNAL_ID),
            true,
            "What is watched; at least one.");

    /** The top of the file. */
    static final Scope ROOT = new Scope(
            List.of(
                    BOOTSTRAP_SERVERS,
                    REGISTRY_URL,
                    TOPIC_PREFIX,
                    PARTITIONS,
                    REPLICATION_FACTOR,
                    APPLICATION_ID,
                    STATE_DIR,
                    THREADS,
                    EXACTLY_ONCE,
                    COMMIT_INTERVAL,
                    STORE,
                    IDLE_AFTER,
                    MAX_THREAD_REPLACEMENTS,
                    STALLED_AFTER,
                    SCRAPE_INTERVAL,
                    GRACE,
                    WINDOW,
                    WARM_UP,
                    MAX_GAP,
                    PENDING,
                    AWAIT_RESET,
                    FUTURE_TOLERANCE,
                    NODE_EXPIRY,
                    MAX_SERIES_PER_CONTAINER,
                    MAX_KEYS_PER_WORKLOAD,
                    BASELINE_HALF_LIFE,
                    ADOPT_AFTER,
                    BLIND_AFTER,
                    MODE,
                    ERROR_BUDGET,
                    STRICT,
                    WINDOWS,
                    FOR_WINDOWS,
                    MIN_NODES,
                    MIN_CALLS,
                    RESOLVE_WINDOWS,
                    EXPIRE_AFTER,
                    LabelKeys.CLUSTER,
                    LabelKeys.DEFAULT_CLUSTER,
                    LabelKeys.NODE,
                    LabelKeys.NAMESPACE,
                    LabelKeys.DAEMONSET,
                    LabelKeys.POD,
                    LabelKeys.POD_UID,
                    LabelKeys.CONTAINER,
                    LabelKeys.ZONE,
                    LabelKeys.DROP,
                    LabelKeys.BUILD_INFO,
                    LabelKeys.MAX_SERIES,
                    WatchKeys.ENABLED,
                    WatchKeys.CLUSTER,
                    WatchKeys.KUBECONFIG,
                    WatchKeys.CONTEXT,
                    WatchKeys.SNAPSHOT_INTERVAL,
                    WatchKeys.LEASE_NAMESPACE,
                    WatchKeys.LEASE_NAME,
                    ScrapeKeys.ENABLED,
                    ScrapeKeys.TIMEOUT,
                    ScrapeKeys.CONCURRENCY,
                    ScrapeKeys.MAX_PAGE,
                    ReceiverKeys.ENABLED,
                    ReceiverKeys.LISTEN,
                    ReceiverKeys.BEARER_TOKEN,
                    ReceiverKeys.USER,
                    ReceiverKeys.PASSWORD,
                    ReceiverKeys.MAX_BODY,
                    ReceiverKeys.MAX_PLAIN,
                    ReceiverKeys.MAX_REQUESTS,
                    ReceiverKeys.MAX_IN_HAND,
                    ReceiverKeys.MAX_SAMPLES,
                    ReceiverKeys.RETRY_AFTER,
                    ReceiverKeys.HEARTBEAT,
                    ReceiverKeys.MAX_CLUSTERS,
                    HttpKeys.ENABLED,
                    HttpKeys.LISTEN,
                    HttpKeys.OPEN,
                    HttpKeys.BEARER_TOKEN,
                    HttpKeys.USER,
                    HttpKeys.PASSWORD,
                    HttpKeys.TLS_CERTIFICATE,
                    HttpKeys.TLS_KEY,
                    HttpKeys.HEADER_TIMEOUT,
                    HttpKeys.IDLE_TIMEOUT,
                    HttpKeys.MAX_CONNECTIONS,
                    HttpKeys.HISTORY,
                    HttpKeys.ADVERTISED,
                    LOG_FORMAT),
            List.of(
                    new Scope.Open("kafka", "Any setting of the Kafka clients, passed on as it is."),
                    new Scope.Open(
                            "registry",
                            "Any setting of the registry client under the vendor's name, such as basic.auth.user.info;"
                                    + " schema.registry.url is written url."),
                    new Scope.Open("pipeline.streams", "Any further setting of Kafka Streams, passed on as it is.")),
            List.of(SIGNALS, InputKeys.INPUTS, WatchKeys.CLUSTERS, ScrapeKeys.TARGETS, ScrapeKeys.PODS));

    private Keys() {}
}
