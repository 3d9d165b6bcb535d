package io.upsurge.app.config;

import io.upsurge.deliver.SinkSettings;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks between keys. A check whose keys have problems of their own is left out. */
final class CrossChecks {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    /** Settings of Kafka Streams that have a key of their own. */
    private static final Map<String, Key<?>> OWN_KEY = ownKeys();

    private final UpsurgeConfig config;
    private final Values values;

    CrossChecks(UpsurgeConfig config, Values values) {
        this.config = config;
        this.values = values;
    }

    private static Map<String, Key<?>> ownKeys() {
        Map<String, Key<?>> own = new LinkedHashMap<>();
        own.put("application.id", Keys.APPLICATION_ID);
        own.put("state.dir", Keys.STATE_DIR);
        own.put("num.stream.threads", Keys.THREADS);
        own.put("processing.guarantee", Keys.EXACTLY_ONCE);
        own.put("commit.interval.ms", Keys.COMMIT_INTERVAL);
        return own;
    }

    void run() {
        windows();
        times();
        errorBudget();
        passedOn();
        watch();
        scrape();
        receiver();
        HttpKeys.check(config.http(), values);
        alerts();
        config.signals().forEach(this::denominator);
    }

    private void alerts() {
        if (!config.watch().settings().clusters().isEmpty()) {
            return;
        }
        config.alerts().sinks().stream()
                .filter(sink -> sink.target() instanceof SinkSettings.Target.KubernetesEvents)
                .forEach(sink -> values.refuse(
                        "alerts.sinks." + sink.name() + '.' + AlertKeys.TYPE.path(),
                        "no cluster is named",
                        "only together with watch.cluster, labels.default-cluster or watch.clusters"));
    }

    private void windows() {
        EngineSettings engine = config.engine();
        RuleSettings rule = config.rule();
        long windowMs = engine.windowMs();
        check(
                windowMs > 0 && DAY_MS % windowMs == 0,
                "does not divide 24h evenly",
                "a divisor of 24h, such as 10s, 30s, 60s, 2m, 5m",
                Keys.WINDOW);
        check(
                windowMs >= scrapeIntervalMs(),
                "shorter than engine.scrape-interval: most windows would hold no scrape",
                "at least " + text(scrapeIntervalMs()),
                Keys.WINDOW,
                Keys.SCRAPE_INTERVAL);
        long judgedAfterMs = engine.warmUpMs() + (rule.windows() + (long) rule.forWindows()) * windowMs;
        check(
                engine.adoptAfterMs() > judgedAfterMs,
                "a new version would become the baseline before it can be judged",
                "more than " + text(judgedAfterMs)
                        + ", which is engine.warm-up + detector.windows + detector.for-windows",
                Keys.ADOPT_AFTER,
                Keys.WARM_UP,
                Keys.WINDOWS,
                Keys.FOR_WINDOWS,
                Keys.WINDOW);
        long resolvedAfterMs = rule.resolveWindows() * windowMs;
        check(
                rule.expireAfterMs() > resolvedAfterMs,
                "an anomaly would expire before it can be resolved",
                "more than " + text(resolvedAfterMs) + ", which is detector.resolve-windows",
                Keys.EXPIRE_AFTER,
                Keys.RESOLVE_WINDOWS,
                Keys.WINDOW);
    }

    private void times() {
        EngineSettings engine = config.engine();
        check(
                engine.maxGapMs() >= scrapeIntervalMs(),
                "shorter than engine.scrape-interval: no call would be counted",
                "at least " + text(scrapeIntervalMs()),
                Keys.MAX_GAP,
                Keys.SCRAPE_INTERVAL);
        belowExpiry(Keys.GRACE, engine.graceMs());
        belowExpiry(Keys.MAX_GAP, engine.maxGapMs());
        belowExpiry(Keys.PENDING, engine.pendingMs());
        belowExpiry(Keys.AWAIT_RESET, engine.awaitResetMs());
        belowExpiry(Keys.BLIND_AFTER, engine.blindAfterMs());
        check(
                engine.blindAfterMs() == 0 || engine.blindAfterMs() >= 2 * engine.windowMs(),
                "a late scrape or two would make a workload blind",
                "0s for never, or at least " + text(2 * engine.windowMs()) + ", two windows",
                Keys.BLIND_AFTER,
                Keys.WINDOW);
    }

    private void errorBudget() {
        check(config.rule().errorBudget() < 0.5, "is no better than a coin", "less than 0.5", Keys.ERROR_BUDGET);
    }

    private void belowExpiry(Key<Long> key, long ms) {
        check(
                ms < config.engine().nodeExpiryMs(),
                "the node would be forgotten before",
                "less than engine.node-expiry, " + text(config.engine().nodeExpiryMs()),
                key,
                Keys.NODE_EXPIRY);
    }

    private void scrape() {
        boolean nothing =
                config.scrape().targets().isEmpty() && config.scrape().pods().isEmpty();
        check(
                nothing
                        || config.scrape()
                                        .settings()
                                        .timeout()
                                        .compareTo(config.scrape().settings().interval())
                                < 0,
                "a target would be scraped again before it has answered",
                "less than engine.scrape-interval, " + text(scrapeIntervalMs()),
                ScrapeKeys.TIMEOUT,
                Keys.SCRAPE_INTERVAL);
        check(
                config.scrape().pods().isEmpty()
                        || !config.scrape().enabled()
                        || !config.watch().settings().clusters().isEmpty(),
                "the cluster of the pods is not named",
                "with scrape.pods only together with watch.cluster, labels.default-cluster or watch.clusters",
                ScrapeKeys.ENABLED);
    }

    private void watch() {
        check(
                !config.watch().enabled()
                        || !config.watch().settings().clusters().isEmpty(),
                "no cluster is named",
                "only together with watch.cluster, labels.default-cluster or watch.clusters",
                WatchKeys.ENABLED);
        long blindAfterMs = config.engine().blindAfterMs();
        check(
                config.watch().settings().clusters().isEmpty()
                        || blindAfterMs == 0
                        || 2 * config.watch().settings().snapshotIntervalMs() < blindAfterMs,
                "one snapshot that is late or lost would make a workload blind",
                "less than half of engine.blind-after, " + text(blindAfterMs),
                WatchKeys.SNAPSHOT_INTERVAL,
                Keys.BLIND_AFTER);
    }

    private void passedOn() {
        OWN_KEY.forEach((setting, key) -> {
            refuseIf(config.kafka(), "kafka", setting, key.path());
            refuseIf(config.pipeline().streams(), "pipeline.streams", setting, key.path());
        });
        refuseIf(config.pipeline().streams(), "pipeline.streams", "bootstrap.servers", "kafka.bootstrap.servers");
        config.kafka().forEach((setting, value) -> refuseHole("kafka.", setting, value));
        config.pipeline().streams().forEach((setting, value) -> refuseHole("pipeline.streams.", setting, value));
        config.registry().forEach((setting, value) -> refuseHole("registry.", setting, value));
        if (values.given("registry." + Assembler.REGISTRY_URL_SETTING)) {
            values.refuse("registry." + Assembler.REGISTRY_URL_SETTING, "has a key of its own", "registry.url");
        }
    }

    private void receiver() {
        UpsurgeConfig.Receiver receiver = config.receiver();
        if (values.sound(List.of(ReceiverKeys.LISTEN)) && receiver.port() > 65_535) {
            values.refuse(ReceiverKeys.LISTEN.path(), "there is no such port", "a port up to 65535");
        }
        if (receiver.user().isPresent() != receiver.password().isPresent()) {
            String given = receiver.user().isPresent() ? ReceiverKeys.USER.path() : ReceiverKeys.PASSWORD.path();
            values.refuse(given, "is of no use alone", "receiver.user and receiver.password together");
        } else if (receiver.user().isPresent() && receiver.bearerToken().isPresent()) {
            values.refuse(
                    ReceiverKeys.BEARER_TOKEN.path(), "there is a user too", "either a token, or user and password");
        }
    }

    private void denominator(Signal signal) {
        String kind = "signals." + signal.id() + '.' + Keys.KIND.path();
        String per = "signals." + signal.id() + '.' + Keys.PER.path();
        if (!values.given(kind) || !values.sound(kind)) {
            return;
        }
        if (signal.kind().hasBase() && !values.given(per)) {
            String name = signal.kind().name().toLowerCase(Locale.ROOT);
            values.refuse(kind, "what the " + name + " is taken of is not given", "only together with per");
        } else if (!signal.kind().hasBase() && values.given(per)) {
            values.refuse(per, "a rate is taken per second", "only with kind mean or share");
        }
    }

    private void refuseHole(String section, String setting, String value) {
        ClientHole.in(setting, value).ifPresent(hole -> values.refuse(section + setting, hole.why(), hole.instead()));
        if (setting.endsWith("sasl.jaas.config") && values.resolved(section + setting)) {
            JaasText.of(value).problem().ifPresent(why -> values.refuse(section + setting, why, JaasText.form()));
        }
    }

    private void refuseIf(Map<String, String> settings, String section, String setting, String instead) {
        if (settings.containsKey(setting)) {
            values.refuse(section + '.' + setting, "has a key of its own", instead);
        }
    }

    private void check(boolean fine, String why, String allowed, Key<?> key, Key<?>... others) {
        List<Key<?>> keys = new ArrayList<>(List.of(others));
        keys.add(key);
        if (!fine && values.sound(keys)) {
            values.refuse(key.path(), why, allowed);
        }
    }

    private long scrapeIntervalMs() {
        return values.find(Keys.SCRAPE_INTERVAL, "").orElse(0L);
    }

    private static String text(long ms) {
        return ValueType.DurationValue.text(ms);
    }
}
