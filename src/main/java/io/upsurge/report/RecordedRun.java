package io.upsurge.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * What a run of the detector looked like, ready to be shown. Everything is in a fixed order, so that the same run gives the
 * same report to the byte. Instants are milliseconds since 1970-01-01T00:00Z; numbers that are not known are NaN.
 *
 * @param range when it was, and what one point of a curve stands for
 * @param headline the verdict on the whole run
 * @param workloads the workloads in their order
 * @param keys what was judged, in the order of workload, signal and group
 * @param found the anomalies, the most serious first
 * @param totals what was read and met
 * @param left what had no room
 */
public record RecordedRun(
        Range range,
        Headline headline,
        List<WorkloadRun> workloads,
        List<KeyRun> keys,
        List<Found> found,
        Totals totals,
        LeftOut left) {

    /**
     * When it was.
     *
     * @param fromMs start of the first window
     * @param toMs end of the last window
     * @param windowMs length of a window, milliseconds
     * @param stepMs length of what one point of a curve stands for, milliseconds; a power of two times the window
     * @param warmUpMs length of the warm-up, milliseconds
     * @param halfLifeWindows half-life of the rates before and after, windows
     */
    public record Range(long fromMs, long toMs, long windowMs, long stepMs, long warmUpMs, int halfLifeWindows) {}

    /**
     * The verdict.
     *
     * @param title in one line
     * @param tone what colour it has
     * @param sentences what, where, how much, how sure, since when
     */
    public record Headline(String title, Tone tone, List<String> sentences) {}

    /** How serious a verdict is. */
    public enum Tone {
        /** Something was found and is worth a page. */
        CONFIRMED,
        /** Something was found and is worth a look. */
        SUSPECTED,
        /** Nothing was found, and everything that was judged is clean. */
        CLEAN,
        /** Nothing was found, but not everything could be judged. */
        OPEN
    }

    /**
     * A workload.
     *
     * @param cluster name of the cluster
     * @param namespace namespace of the DaemonSet
     * @param daemonset name of the DaemonSet
     * @param container name of the container
     * @param versions the versions in the order in which they appeared; others name them by their place in it
     * @param moves which versions nodes moved between, in the order of time
     * @param census how many nodes ran what
     * @param nodes the nodes by when they first moved, then by name
     * @param furtherNodes most nodes at a time beyond those that there was room for
     */
    public record WorkloadRun(
            String cluster,
            String namespace,
            String daemonset,
            String container,
            List<VersionRun> versions,
            List<Move> moves,
            Census census,
            List<NodeRun> nodes,
            int furtherNodes) {}

    /**
     * A version.
     *
     * @param id its id
     * @param image repository; empty where no fact told it
     * @param tag tag; empty where no fact told it
     * @param digest digest; empty where no fact told it
     * @param revision revision; empty where no fact told it
     * @param differences what differs from the revision before, a line each; empty where no fact told it
     */
    public record VersionRun(
            String id, String image, String tag, String digest, String revision, List<String> differences) {}

    /**
     * Nodes that moved from a version to another.
     *
     * @param from version most of them came from
     * @param to version they moved to
     * @param nodes how many
     * @param firstMs when the first moved
     * @param lastMs when the last moved
     * @param controls most nodes on another version at a time while some had settled on this one
     */
    public record Move(int from, int to, int nodes, long firstMs, long lastMs, int controls) {}

    /**
     * How many nodes ran what.
     *
     * @param at steps since the start of the range
     * @param byVersion by version, the nodes at each of these
     * @param notSteady nodes that were warming up or pending at each of these
     */
    public record Census(List<Long> at, List<List<Integer>> byVersion, List<Integer> notSteady) {}

    /**
     * A node.
     *
     * @param name its name
     * @param zone its zone or node pool; empty where unknown
     * @param movedMs when it first moved to another version; 0 if never
     * @param stretches what it ran: start, end, version, and phase by number: 0 steady, 1 warming, 2 pending
     * @param restartsMs its starts
     * @param leftOut why its change could not be judged; empty where it could
     */
    public record NodeRun(
            String name,
            String zone,
            long movedMs,
            List<List<Long>> stretches,
            List<Long> restartsMs,
            String leftOut) {}

    /**
     * A key: what one judgement is about.
     *
     * @param workload place of its workload
     * @param signal id of the signal
     * @param group the group as labels
     * @param name what a reader calls it
     * @param kind rate, mean or share
     * @param unit unit of a mean, empty where its metric does not tell it
     * @param multiple configured multiple
     * @param floor configured floor
     * @param budget configured budget, calls per second; empty without one
     * @param rule the rule with its settings, in words
     * @param outcome what became of it
     * @param why the outcome in a sentence
     * @param rates what its versions did
     * @param judged how its candidates stood
     * @param pairs nodes before and after
     * @param found places of its anomalies
     */
    public record KeyRun(
            int workload,
            String signal,
            String group,
            String name,
            String kind,
            String unit,
            double multiple,
            double floor,
            OptionalDouble budget,
            String rule,
            Outcome outcome,
            String why,
            List<Rates> rates,
            List<Judged> judged,
            List<Pairs> pairs,
            List<Integer> found) {}

    /**
     * Rates of a version, by step.
     *
     * @param version the version
     * @param at steps since the start of the range
     * @param nodes settled nodes observed
     * @param rate calls per second and node, or the mean or share
     * @param p10 10th percentile over nodes
     * @param p50 median over nodes
     * @param p90 90th percentile over nodes
     * @param ratio ratio over the last windows
     */
    public record Rates(
            int version,
            List<Long> at,
            List<Integer> nodes,
            List<Double> rate,
            List<Double> p10,
            List<Double> p50,
            List<Double> p90,
            List<Double> ratio) {}

    /**
     * How a candidate stood, by step.
     *
     * @param version the candidate
     * @param at steps since the start of the range
     * @param ratio ratio over the last windows
     * @param estimate ratio since the upgrade
     * @param lower at least this
     * @param upper at most this
     * @param evidence e-value, logarithm to the base ten
     * @param threshold what confirms, likewise
     */
    public record Judged(
            int version,
            List<Long> at,
            List<Double> ratio,
            List<Double> estimate,
            List<Double> lower,
            List<Double> upper,
            List<Double> evidence,
            List<Double> threshold) {}

    /**
     * Nodes before and after they moved to a version, steady time alone, older windows weighing less.
     *
     * @param to the version they moved to
     * @param node places of the nodes
     * @param before calls per second before, or the mean or share
     * @param after the same after
     * @param seconds what the latter was taken over: seconds, or what a mean or share is taken of
     */
    public record Pairs(int to, List<Integer> node, List<Double> before, List<Double> after, List<Double> seconds) {}

    /**
     * An anomaly.
     *
     * @param id its id
     * @param key place of its key; -1 where there was no room for it
     * @param title in one line
     * @param verdict what was found
     * @param level the highest level it reached
     * @param state where it was at the end
     * @param from version the nodes came from
     * @param to version they moved to
     * @param openedMs end of the window that opened it
     * @param ratio ratio since the upgrade, as told in the title; NaN where none can be given
     * @param lower it is at least this; NaN without a bound
     * @param upper it is at most this; NaN without a bound
     * @param projected calls of the fleet once every node has moved, calls per second; 0 for a mean or share
     * @param budget configured budget of these, calls per second; empty without one
     * @param facts what is known, a fact a line
     * @param confounders what else was seen, by name with the number of nodes
     * @param advice what to check next
     * @param changes its changes
     */
    public record Found(
            String id,
            int key,
            String title,
            String verdict,
            String level,
            String state,
            String from,
            String to,
            long openedMs,
            double ratio,
            double lower,
            double upper,
            double projected,
            OptionalDouble budget,
            List<Fact> facts,
            List<Seen> confounders,
            List<String> advice,
            List<Change> changes) {}

    /**
     * One fact.
     *
     * @param name what it is about
     * @param text the fact
     */
    public record Fact(String name, String text) {}

    /**
     * What else was seen.
     *
     * @param what what
     * @param nodes on how many nodes
     */
    public record Seen(String what, int nodes) {}

    /**
     * A change of an anomaly.
     *
     * @param atMs end of the window that made it
     * @param state what it made of it
     * @param level how sure it then was
     * @param text the figures then
     */
    public record Change(long atMs, String state, String level, String text) {}

    /**
     * What was read and met.
     *
     * @param scrapes scrapes that were taken
     * @param samples values in them
     * @param facts roll-out facts that were taken
     * @param outside records outside of the asked range
     * @param belated facts that a running pipeline would have taken later
     * @param refused records that could not be used
     * @param refusals the first of these, and why
     * @param events what else the detector met, by name
     */
    public record Totals(
            long scrapes,
            long samples,
            long facts,
            long outside,
            long belated,
            long refused,
            List<String> refusals,
            SortedMap<String, Long> events) {}

    /**
     * What had no room.
     *
     * @param keys keys of which no curves were kept
     * @param pairs keys of which no nodes before and after were kept
     * @param anomalies anomalies of which nothing was kept
     * @param stretches stretches of nodes that changed too often
     */
    public record LeftOut(int keys, int pairs, int anomalies, int stretches) {}
}
