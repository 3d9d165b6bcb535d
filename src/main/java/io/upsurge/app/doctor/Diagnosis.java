package io.upsurge.app.doctor;

import static io.upsurge.app.doctor.Group.CLOCKS;
import static io.upsurge.app.doctor.Group.INPUTS;
import static io.upsurge.app.doctor.Group.KAFKA;
import static io.upsurge.app.doctor.Group.LOSSES;
import static io.upsurge.app.doctor.Group.PIPELINE;
import static io.upsurge.app.doctor.Group.REGISTRY;
import static io.upsurge.app.doctor.Group.ROLLOUTS;
import static io.upsurge.app.doctor.Group.SAMPLES;
import static io.upsurge.app.doctor.Group.TOPICS;
import static io.upsurge.app.doctor.Severity.ERROR;
import static io.upsurge.app.doctor.Severity.NOTE;
import static io.upsurge.app.doctor.Severity.OK;
import static io.upsurge.app.doctor.Severity.WARNING;

import java.util.Locale;

/** Every kind of finding there is. docs/doctor.md has one line for each; a test holds both together. */
public enum Diagnosis {
    KAFKA_SILENT(KAFKA, ERROR, "Nothing else can be looked at."),
    KAFKA_CREDENTIALS(KAFKA, ERROR, "Kafka answers, but does not accept who we say we are."),
    KAFKA_REFUSES(KAFKA, ERROR, "The Kafka client cannot work with these settings."),
    BROKER_SILENT(
            KAFKA, ERROR, "Clients are sent to the address a broker advertises; partitions led there cannot be used."),
    NO_CONTROLLER(KAFKA, WARNING, "Without a controller no topic can be created and no partition gets a new leader."),
    TOO_FEW_BROKERS(KAFKA, ERROR, "Topics with more replicas than brokers cannot be created, internal ones included."),
    RUN_NOT_PERMITTED(KAFKA, ERROR, "`upsurge run` ends when it is denied one of these."),
    INGEST_NOT_PERMITTED(
            KAFKA, NOTE, "`upsurge ingest`, `watch` and `scrape` write samples and roll-outs; `run` does not."),
    BROKERS(KAFKA, OK, ""),
    PERMISSIONS(KAFKA, OK, ""),

    TOPIC_MISSING(TOPICS, ERROR, "`upsurge run` waits for it."),
    TOPIC_HIDDEN(TOPICS, ERROR, "This principal may not even see it."),
    PARTITIONS_UNEQUAL(TOPICS, ERROR, "Samples and roll-outs of a node must meet in one task; `upsurge run` refuses."),
    TOPIC_COMPACTED(TOPICS, ERROR, "Compaction keeps the last record of a key only: the history of the node goes."),
    TOPIC_LEADERLESS(TOPICS, ERROR, "Partitions without a leader can neither be read nor written."),
    MIN_ISR_UNMET(TOPICS, ERROR, "Every write that waits for all replicas is refused."),
    MIN_ISR_TIGHT(
            TOPICS,
            WARNING,
            "As many replicas are demanded as there are: one broker down, and nothing can be written."),
    UNDER_REPLICATED(TOPICS, WARNING, "Some replicas are behind; the next broker that fails may take records with it."),
    TOPIC_NOT_AS_PLANNED(TOPICS, WARNING, "Upsurge works, but not as configured."),
    TOPIC_TIMESTAMPS(
            TOPICS, WARNING, "Retention and the guard against future dates follow whatever clock the sender has."),
    TOPIC_RETENTION(
            TOPICS, WARNING, "Recomputation, `explain --recompute` and replay reach no further back than this."),
    MESSAGE_SIZE(TOPICS, WARNING, "A larger scrape is refused by the broker, and its sender stops or drops it."),
    SETTINGS_HIDDEN(TOPICS, NOTE, "Retention, clean-up and time stamps could not be compared with the plan."),
    TOPICS_FINE(TOPICS, OK, ""),

    REGISTRY_SILENT(REGISTRY, ERROR, "No record can be decoded or written; the pipeline waits."),
    REGISTRY_CREDENTIALS(REGISTRY, ERROR, "The registry answers, but does not let us in."),
    REGISTRY_REFUSES(REGISTRY, ERROR, "This is not how a schema registry answers, or its settings are wrong."),
    SCHEMA_MISSING(REGISTRY, ERROR, "`upsurge run` refuses to start: it does not register schemas by itself."),
    COMPATIBILITY_WEAK(REGISTRY, ERROR, "Someone could register a schema that old records cannot be read with."),
    REGISTRY_READONLY(REGISTRY, NOTE, "New releases of a schema cannot be registered until this is lifted."),
    SCHEMAS(REGISTRY, OK, ""),

    RECEIVER_SILENT(INPUTS, WARNING, "Prometheus has nowhere to send to."),
    RECEIVER_UNREADY(INPUTS, WARNING, "What is sent there is turned away."),
    RECEIVER_OPEN(INPUTS, WARNING, "Forged samples raise forged alarms, or hide real ones."),
    RECEIVER_ABSENT(INPUTS, NOTE, "Of no concern unless `upsurge ingest` should run there."),
    INPUT_MISSING(INPUTS, ERROR, "`upsurge run` and `ingest` read nothing from it."),
    INPUT_UNREADABLE(INPUTS, ERROR, "This principal cannot read it from here; nor can the inputs under it."),
    INPUT_UNDECODABLE(INPUTS, ERROR, "These records go to the dead letters and count for nothing."),
    INPUT_EMPTY(INPUTS, WARNING, "Nothing comes from this input."),
    INPUT_LOSSY(INPUTS, WARNING, "What was lost before it came to Kafka cannot be put back."),
    INPUT_REJECTED(INPUTS, WARNING, "It is not known whose these series are; they count for nothing."),
    INPUT_UNWANTED(INPUTS, WARNING, "The input is read for nothing."),
    CLUSTER_SILENT(INPUTS, WARNING, "From here its roll-outs cannot be watched."),
    CLUSTER_CREDENTIALS(INPUTS, WARNING, "The API server answers, but does not accept who we say we are."),
    CLUSTER_FORBIDDEN(INPUTS, WARNING, "The watcher needs to list and watch all three resources."),
    CLUSTER_UNWATCHED(INPUTS, WARNING, "The watcher leaves this cluster out."),
    TARGET_SILENT(INPUTS, WARNING, "Nothing comes from this target."),
    TARGET_REJECTED(INPUTS, WARNING, "It is not known whose these series are; they count for nothing."),
    TARGET_UNWANTED(INPUTS, WARNING, "The target is scraped for nothing."),
    RECEIVER_READY(INPUTS, OK, ""),
    INPUT_READ(INPUTS, OK, ""),
    CLUSTER_LISTED(INPUTS, OK, ""),
    TARGET_READ(INPUTS, OK, ""),

    MACHINE_BEHIND(
            CLOCKS, WARNING, "This machine's clock is wrong, or the brokers' is; senders here date records wrongly."),
    FUTURE_DATED(
            CLOCKS,
            WARNING,
            "Beyond the tolerance records are refused, so that one clock cannot close everybody's windows."),
    SENDER_BEHIND(CLOCKS, WARNING, "Anomalies are told that much later."),
    LATE_SAMPLES(
            CLOCKS,
            WARNING,
            "A scrape later than the grace is left out; the next one carries its calls, into a later window."),
    PAST_LOADED(CLOCKS, NOTE, "The past is being loaded; what delays say about clocks does not apply."),
    SENDER_CLOCK(CLOCKS, OK, ""),

    NO_SAMPLES(SAMPLES, ERROR, "Silence is not a pass: nothing is being watched."),
    SAMPLES_STOPPED(SAMPLES, WARNING, "The cluster is not being watched now."),
    ALL_REFUSED(SAMPLES, ERROR, "Not one record gets past the guard."),
    SAMPLES_REFUSED(SAMPLES, WARNING, "Refused records go to the dead letters and count for nothing."),
    DEAD_LETTERS(SAMPLES, WARNING, "The pipeline refused these records; they count for nothing."),
    SCRAPE_INTERVAL(SAMPLES, WARNING, "Windows are closed before all scrapes of them can have come."),
    INTERVAL_OVER_WINDOW(SAMPLES, WARNING, "Some windows see no scrape of a node; their rates come in lumps."),
    SIGNAL_NO_WORKLOAD(SAMPLES, ERROR, "The signal watches nobody."),
    SIGNAL_NO_SERIES(SAMPLES, ERROR, "The signal counts nothing; it can neither alarm nor reassure."),
    SIGNAL_NO_FAILURES(
            SAMPLES, NOTE, "It looks like a counter of failures, which has no series before the first failure."),
    BASE_NO_SERIES(SAMPLES, ERROR, "Without its base a mean or a share has no value."),
    COVARIATE_NO_SERIES(SAMPLES, WARNING, "A verdict cannot tell load from upgrade by it."),
    SIGNAL_ON_FEW_NODES(SAMPLES, WARNING, "Nodes without the series are not judged."),
    GROUP_LABEL_MISSING(SAMPLES, WARNING, "Series without the label fall into one nameless group."),
    SERIES_LIMIT(SAMPLES, WARNING, "Beyond the limit series are refused and not counted."),
    KEY_LIMIT(SAMPLES, WARNING, "Beyond the limit groups are refused and not judged."),
    HELD_BACK(SAMPLES, WARNING, "A partition that hears nothing of a cluster holds its windows back."),
    NO_HEARTBEATS(SAMPLES, NOTE, "A partition that loses its last node will hold the cluster's windows back."),
    WORKLOAD_UNWATCHED(SAMPLES, NOTE, "Its samples cost room and count for nothing."),
    READ_IN_PART(SAMPLES, NOTE, "There was more than is read; what is rare may have been missed."),
    CLUSTER_SEEN(SAMPLES, OK, ""),
    SIGNAL_SEEN(SAMPLES, OK, ""),
    NOTHING_REFUSED(SAMPLES, OK, ""),

    NO_FACTS(ROLLOUTS, ERROR, "Without roll-out facts no upgrade is seen, so nothing is ever judged."),
    NODES_WITHOUT_FACTS(ROLLOUTS, WARNING, "These nodes count as running an unknown version."),
    FACTS_WITHOUT_SAMPLES(ROLLOUTS, WARNING, "Their versions are known, but not one call of theirs."),
    FACTS_UNWATCHED(ROLLOUTS, NOTE, "No signal is about these containers."),
    FACTS_REFUSED(ROLLOUTS, WARNING, "Refused facts go to the dead letters; their nodes stay pending."),
    FACTS_LATE(ROLLOUTS, WARNING, "Windows were closed under the old version and are corrected only afterwards."),
    WATCHER_SILENT(ROLLOUTS, WARNING, "A roll-out that starts now would not be noticed."),
    VERSIONS(ROLLOUTS, OK, ""),

    WHOLE_SECONDS(LOSSES, WARNING, "The path rounds instants, and most likely loses stale markers too."),
    NO_RESTART_MARKS(
            LOSSES, NOTE, "A restart shows as a falling counter only; one that overtakes its old value is missed."),
    SUM_WITHOUT_COUNT(LOSSES, WARNING, "Half of a summary or histogram is filtered away; means cannot be taken."),
    SUMMARIES_DROPPED(
            LOSSES, WARNING, "Other metrics of the same containers come, so something on the path drops these."),
    NEVER_CHANGES(LOSSES, NOTE, "A counter that stands still on every node is often a cached or replayed value."),
    COUNTERS_FALL(LOSSES, WARNING, "Every fall looks like a restart; rates and restarts are wrong."),
    NOTHING_LOST(LOSSES, OK, ""),

    NOT_RUNNING(PIPELINE, WARNING, "Nobody judges what comes in."),
    REBALANCING(PIPELINE, NOTE, "The group is changing hands; look again in a minute."),
    LAG_GROWS(PIPELINE, WARNING, "More comes in than is worked off: alarms come later and later."),
    STANDS_STILL(PIPELINE, WARNING, "There is work, and none is done."),
    NO_RATES(PIPELINE, WARNING, "No window has been closed: no signal matches, or a cluster is held back."),
    RATES_BEHIND(PIPELINE, WARNING, "Alarms come that much later than they could."),
    RUNS(PIPELINE, OK, ""),
    RATES_FRESH(PIPELINE, OK, ""),

    NOT_CHECKED(KAFKA, NOTE, "What it would have found is unknown."),
    CHECK_FAILED(KAFKA, NOTE, "An error in Upsurge; please report it.");

    private final Group group;
    private final Severity severity;
    private final String why;

    Diagnosis(Group group, Severity severity, String why) {
        this.group = group;
        this.severity = severity;
        this.why = why;
    }

    /** Its name for scripts: {@code topic-missing}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is about; NOT_CHECKED and CHECK_FAILED stand in every group. */
    public Group group() {
        return group;
    }

    /** How bad it is. */
    public Severity severity() {
        return severity;
    }

    /** Why it matters; empty where all is well. */
    public String why() {
        return why;
    }

    /** Whether it says that a server did not answer, so that trying again may help. */
    public boolean isSilence() {
        return this == KAFKA_SILENT || this == BROKER_SILENT || this == REGISTRY_SILENT;
    }

    /**
     * A finding of this kind.
     *
     * @param where what it is about
     * @param what what was seen
     * @param todo what to do; empty for nothing
     */
    public Finding at(String where, String what, String todo) {
        return new Finding(this, where, what, todo);
    }

    /** A finding about which nothing is to be done. */
    public Finding at(String where, String what) {
        return at(where, what, "");
    }
}
