package io.upsurge.words;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.Signal.Kind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * An anomaly in one short line: {@code aws-node v1.16.3: GetMetadata calls 2.6x, at least 2.1x (41 of 43 nodes)}. Shorter than
 * 80 characters; long names are cut, never the numbers. What is said of a workload itself names no version: {@code aws-node:
 * blind, no samples}.
 */
public final class AnomalyTitle {
    private static final int LONGEST = 79;
    private static final int SHORTEST_NAME = 8;
    private static final int LONGEST_MISSING = 30;

    private AnomalyTitle() {}

    /**
     * The title.
     *
     * @param anomaly any state change of an anomaly
     */
    public static String of(Anomaly anomaly) {
        if (anomaly.verdict() == Verdict.BLIND) {
            return cutTo(LONGEST, OneLine.of(anomaly.key().workload().daemonset()), ": blind, no " + missing(anomaly));
        }
        String[] names = {
            OneLine.of(anomaly.key().workload().daemonset()), OneLine.of(anomaly.toVersion()), OneLine.of(what(anomaly))
        };
        String found = ' ' + found(anomaly);
        int tooLong = names[0].length() + names[1].length() + names[2].length() + found.length() + 3 - LONGEST;
        while (tooLong > 0) {
            int longest = longest(names);
            String name = names[longest];
            if (name.length() <= SHORTEST_NAME) {
                break;
            }
            names[longest] = Cut.to(Math.max(SHORTEST_NAME, name.length() - tooLong), name);
            tooLong -= name.length() - names[longest].length();
        }
        return names[0] + ' ' + names[1] + ": " + names[2] + found;
    }

    private static String cutTo(int length, String name, String rest) {
        int left = Math.max(SHORTEST_NAME, length - rest.length());
        return Cut.to(left, name) + rest;
    }

    /** What a blind workload misses. */
    private static String missing(Anomaly anomaly) {
        String missing = OneLine.of(GroupValues.of(anomaly.key().group()));
        if (missing.equals("rollouts")) {
            return "roll-out snapshots";
        }
        return Cut.to(LONGEST_MISSING, missing);
    }

    /** What is counted; a mean or a share needs its signal's name to mean anything. */
    private static String what(Anomaly anomaly) {
        String group = anomaly.key().group();
        String signal = anomaly.key().signal();
        if (group.isEmpty()) {
            return signal;
        }
        String values = GroupValues.of(group);
        return anomaly.kind() == Kind.RATE ? values : signal + ' ' + values;
    }

    private static String found(Anomaly anomaly) {
        Anomaly.Evidence evidence = anomaly.evidence();
        String noun = Measure.noun(anomaly.kind());
        if (anomaly.verdict() == Verdict.FLEET_WIDE) {
            return noun + ", whole fleet above " + Figures.times(anomaly.multiple()) + ", not this version";
        }
        if (evidence.ratio().isEmpty()) {
            return "new " + noun + ", " + Measure.value(anomaly.kind(), evidence.candidateRate())
                    + (anomaly.kind() == Kind.RATE ? "/min" : "") + nodes(anomaly);
        }
        String how =
                switch (anomaly.verdict()) {
                    case LATE_ONSET -> ", late";
                    case TRANSIENT -> ", passed";
                    default -> "";
                };
        return noun + ' ' + Figures.times(ratio(anomaly).orElseThrow()) + bound(anomaly) + how + nodes(anomaly);
    }

    /** The ratio since the upgrade where it is known how well, for the bound belongs to it; else that of the last windows. */
    static OptionalDouble ratio(Anomaly anomaly) {
        Anomaly.Evidence evidence = anomaly.evidence();
        return evidence.ratio().isPresent() && evidence.certainty().isPresent()
                ? OptionalDouble.of(evidence.certainty().get().estimate())
                : evidence.ratio();
    }

    /** The bound on the side of no change, where it says that there is one. */
    private static String bound(Anomaly anomaly) {
        if (anomaly.evidence().certainty().isEmpty()) {
            return "";
        }
        Certainty certainty = anomaly.evidence().certainty().get();
        if (anomaly.verdict() == Verdict.DECREASED) {
            return certainty.upper() < 1 ? ", " + Figures.atMost(certainty.upper()) : "";
        }
        return certainty.lower() > 1 ? ", " + Figures.atLeast(certainty.lower()) : "";
    }

    private static String nodes(Anomaly anomaly) {
        Anomaly.Evidence evidence = anomaly.evidence();
        return anomaly.verdict() == Verdict.DECREASED
                ? " (" + evidence.judgedNodes() + " nodes)"
                : " (" + evidence.aboveNodes() + " of " + evidence.judgedNodes() + " nodes)";
    }

    private static int longest(String[] names) {
        List<String> list = Arrays.asList(names);
        return list.indexOf(
                list.stream().max(Comparator.comparingInt(String::length)).orElseThrow());
    }
}
