package io.upsurge.deliver;

import io.upsurge.model.Anomaly;
import io.upsurge.words.GroupValues;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that lead on, with places for what they are about, such as {@code https://wiki/{signal}}. What is put in is
 * encoded, so that no name can lead elsewhere.
 *
 * @param runbook what to do
 * @param graph what it looks like
 * @param page where it is shown
 */
public record LinkTemplates(Optional<String> runbook, Optional<String> graph, Optional<String> page) {
    /** No address is known. */
    public static final LinkTemplates NONE = new LinkTemplates(Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]*)}");
    private static final long MARGIN_MS = 3_600_000;

    /** The names of the places. */
    public static final Set<String> PLACES = Set.of(
            "id",
            "cluster",
            "namespace",
            "daemonset",
            "container",
            "signal",
            "group",
            "from-version",
            "to-version",
            "from-ms",
            "to-ms");

    /** The names in a template that are not names of places, in order. */
    public static Set<String> unknownPlaces(String template) {
        Set<String> unknown = new TreeSet<>();
        Matcher places = PLACE.matcher(template);
        while (places.find()) {
            if (!PLACES.contains(places.group(1))) {
                unknown.add(places.group(1));
            }
        }
        return unknown;
    }

    /** The links of an anomaly by name: runbook, graph, page, as far as there are templates. */
    public Map<String, String> of(Anomaly anomaly) {
        Map<String, String> links = new LinkedHashMap<>();
        runbook.ifPresent(template -> links.put("runbook", filled(template, anomaly)));
        graph.ifPresent(template -> links.put("graph", filled(template, anomaly)));
        page.ifPresent(template -> links.put("page", filled(template, anomaly)));
        return links;
    }

    private static String filled(String template, Anomaly anomaly) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(
                        URLEncoder.encode(value(place.group(1), anomaly), StandardCharsets.UTF_8)
                                .replace("+", "%20")));
    }

    private static String value(String place, Anomaly anomaly) {
        long beganMs = anomaly.firstUpgradeAtMs() > 0 ? anomaly.firstUpgradeAtMs() : anomaly.openedAtMs();
        return switch (place) {
            case "id" -> anomaly.id();
            case "cluster" -> anomaly.key().workload().cluster();
            case "namespace" -> anomaly.key().workload().namespace();
            case "daemonset" -> anomaly.key().workload().daemonset();
            case "container" -> anomaly.key().workload().container();
            case "signal" -> anomaly.key().signal();
            case "group" -> GroupValues.of(anomaly.key().group());
            case "from-version" -> anomaly.fromVersion();
            case "to-version" -> anomaly.toVersion();
            case "from-ms" -> Long.toString(beganMs - MARGIN_MS);
            case "to-ms" -> Long.toString(anomaly.atMs() + MARGIN_MS);
            default -> "";
        };
    }
}
