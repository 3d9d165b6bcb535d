package io.upsurge.app.config;

import io.upsurge.ingest.kubernetes.PodSelection;
import io.upsurge.ingest.kubernetes.WatchSettings;
import io.upsurge.ingest.scrape.ScrapeSettings;
import io.upsurge.ingest.scrape.ScrapeTarget;
import io.upsurge.ingest.topics.TopicInput;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.Signal;
import io.upsurge.place.PlacementSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration, validated.
 *
 * @param kafka client settings, passed through as they are ({@code bootstrap.servers} is required)
 * @param registry schema registry settings under their {@code schema.registry.*} and {@code basic.auth.*} names; secrets
 *     resolved
 * @param topics names and shape of the topics
 * @param pipeline how the topology runs
 * @param engine times and bounds of the engine
 * @param rule the plain rule
 * @param labels which label of a series says what
 * @param watch which clusters are watched for roll-outs
 * @param scrape what is scraped
 * @param receiver how Prometheus remote write is received
 * @param http the HTTP server that tells of the process itself
 * @param logFormat how the log is written
 * @param inputs topics in which others already write metrics
 * @param signals what is watched, at least one
 */
public record UpsurgeConfig(
        Map<String, String> kafka,
        Map<String, String> registry,
        Topics topics,
        Pipeline pipeline,
        EngineSettings engine,
        RuleSettings rule,
        PlacementSettings labels,
        Watch watch,
        Scraping scrape,
        Receiver receiver,
        HttpConfig http,
        LogFormat logFormat,
        List<TopicInput> inputs,
        List<Signal> signals) {

    /** Copies the collections. */
    public UpsurgeConfig {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
        inputs = List.copyOf(inputs);
        signals = List.copyOf(signals);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "UpsurgeConfig[kafka=" + Redaction.shown(kafka) + ", registry=" + Redaction.shown(registry) + ", topics="
                + topics + ", pipeline=" + pipeline + ", engine=" + engine + ", rule=" + rule + ", labels=" + labels
                + ", watch=" + watch
                + ", scrape=" + scrape
                + ", receiver=" + receiver
                + ", http=" + http
                + ", logFormat=" + logFormat
                + ", inputs=" + inputs
                + ", signals=" + signals
                + ']';
    }

    /**
     * Names and shape of the topics.
     *
     * @param prefix what every topic name starts with, {@code upsurge.} by default
     * @param partitions partitions of each topic
     * @param replicationFactor replicas of each partition
     */
    public record Topics(String prefix, int partitions, short replicationFactor) {

        /** Topic of the samples. */
        public String samples() {
            return prefix + "samples";
        }

        /** Topic of the roll-out facts. */
        public String rollouts() {
            return prefix + "rollouts";
        }

        /** Topic of the rates per version. */
        public String versionRates() {
            return prefix + "version-rates";
        }

        /** Topic of every change of every anomaly. */
        public String anomalies() {
            return prefix + "anomalies";
        }

        /** Compacted topic of the open anomalies. */
        public String anomaliesOpen() {
            return prefix + "anomalies-open";
        }

        /** Topic of the records that were refused. */
        public String deadLetters() {
            return prefix + "dead-letters";
        }
    }

    /**
     * How the topology runs.
     *
     * @param applicationId Kafka Streams application id: consumer group, prefix of internal topics, name of the state folder
     * @param stateDir folder of local state
     * @param threads stream threads, at least 1
     * @param exactlyOnce whether Kafka transactions are used
     * @param commitIntervalMs time between commits, milliseconds
     * @param store where node state is held
     * @param idleAfterMs after how long a live but silent partition is no longer waited for, milliseconds; 0 waits for ever
     * @param maxThreadReplacements stream threads replaced after uncaught errors before the process stops
     * @param stalledAfterMs after how long without a round of a stream thread the process should be restarted, milliseconds
     * @param streams further Kafka Streams settings, passed through as they are
     */
    public record Pipeline(
            String applicationId,
            Path stateDir,
            int threads,
            boolean exactlyOnce,
            long commitIntervalMs,
            StoreKind store,
            long idleAfterMs,
            int maxThreadReplacements,
            long stalledAfterMs,
            Map<String, String> streams) {

        /** Copies the settings. */
        public Pipeline {
            streams = Map.copyOf(streams);
        }

        /** Without secrets. */
        @Override
        public String toString() {
            return "Pipeline[applicationId=" + applicationId + ", stateDir=" + stateDir + ", threads=" + threads
                    + ", exactlyOnce=" + exactlyOnce + ", commitIntervalMs=" + commitIntervalMs + ", store=" + store
                    + ", idleAfterMs=" + idleAfterMs + ", maxThreadReplacements=" + maxThreadReplacements
                    + ", stalledAfterMs=" + stalledAfterMs + ", streams="
                    + Redaction.shown(streams) + ']';
        }
    }

    /**
     * The Kubernetes watcher.
     *
     * @param enabled whether it runs beside the pipeline
     * @param settings what it watches, and how; its clusters are empty where none is named
     */
    public record Watch(boolean enabled, WatchSettings settings) {}

    /**
     * The scraper.
     *
     * @param enabled whether it runs beside the pipeline
     * @param settings how it scrapes
     * @param targets pages at fixed addresses
     * @param pods pages of pods, in the clusters of the watcher
     */
    public record Scraping(
            boolean enabled, ScrapeSettings settings, List<ScrapeTarget> targets, List<PodSelection> pods) {}

    /**
     * How Prometheus remote write is received.
     *
     * @param enabled whether {@code upsurge run} receives it
     * @param listen address to listen at, {@code host:port}
     * @param bearerToken token that senders must bring
     * @param user user that senders must name
     * @param password password that they must bring
     * @param maxBodyMib longest body as it is sent, MiB
     * @param maxPlainMib longest body once decompressed, MiB
     * @param maxRequests most requests in hand
     * @param maxInHandMib most bytes of bodies in hand, MiB
     * @param maxSamples most samples of a request that are of use
     * @param retryAfterMs when a sender that is turned away should come again, milliseconds
     * @param heartbeatMs time between heartbeats, milliseconds
     * @param maxClusters most clusters that get heartbeats
     */
    public record Receiver(
            boolean enabled,
            String listen,
            Optional<String> bearerToken,
            Optional<String> user,
            Optional<String> password,
            int maxBodyMib,
            int maxPlainMib,
            int maxRequests,
            int maxInHandMib,
            int maxSamples,
            long retryAfterMs,
            long heartbeatMs,
            int maxClusters) {

        /** Host to listen at, without brackets. */
        public String host() {
            String host = listen.substring(0, listen.lastIndexOf(':'));
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }

        /** Port to listen at; 0 for any free one. */
        public int port() {
            return Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
        }

        /** Without secrets. */
        @Override
        public String toString() {
            return "Receiver[enabled=" + enabled + ", listen=" + listen + ']';
        }
    }

    /** How the log is written. */
    public enum LogFormat {
        /** A line for people. */
        TEXT,
        /** An object a line, for collectors. */
        JSON
    }

    /** Where node state is held; its changelog is in Kafka either way. */
    public enum StoreKind {
        /** On the heap: the default, right up to millions of series. */
        MEMORY,
        /** In RocksDB, with bounded memory. */
        ROCKSDB
    }
}
