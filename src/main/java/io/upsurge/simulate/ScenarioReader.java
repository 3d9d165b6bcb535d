package io.upsurge.simulate;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.upsurge.model.Anomaly;
import io.upsurge.model.LabelText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a scenario from YAML, strictly: every unknown key and every wrong value is a problem, and all are told at once. */
final class ScenarioReader {
    private static final ObjectReader YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private ScenarioReader() {}

    /**
     * Reads a scenario.
     *
     * @param where what the text is, for messages
     * @param yaml the text
     * @return the scenario
     * @throws ScenarioException if anything is wrong with it
     */
    static Scenario read(String where, String yaml) {
        JsonNode tree;
        try {
            tree = YAML.readTree(yaml);
        } catch (JacksonException e) {
            throw new ScenarioException(where, List.of(notYaml(e)));
        }
        List<String> problems = new ArrayList<>();
        YamlObject root = new YamlObject(tree, "", problems);
        Scenario scenario = scenario(root);
        root.done();
        if (problems.isEmpty()) {
            problems.addAll(new ScenarioCheck(scenario).problems());
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(where, problems);
        }
        return scenario;
    }

    private static String notYaml(JacksonException e) {
        String place = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
        return place + e.getOriginalMessage().lines().findFirst().orElse("not YAML");
    }

    private static Scenario scenario(YamlObject root) {
        String[] workload = workload(root);
        return new Scenario(
                root.text("name"),
                root.text("what"),
                root.text("source", ""),
                root.texts("reported"),
                root.texts("assumed"),
                root.wholeNumber("seed", 1, Long.MIN_VALUE),
                root.instant("start"),
                root.duration("duration"),
                clusters(root),
                workload[0],
                workload[1],
                workload[2],
                nodes(root),
                root.duration("scrape-every", Duration.ofSeconds(30)),
                root.duration("snapshots-every", Duration.ZERO),
                root.choice("noise", Noise.class).orElse(Noise.CALM),
                root.share("day-night", 0),
                root.choice("identity", Scenario.Identity.class).orElse(Scenario.Identity.FULL),
                VersionReader.read(root),
                root.text("runs"),
                EventReader.read(root.objects("events")),
                faults(root),
                expectation(root));
    }

    private static String[] workload(YamlObject root) {
        String text = root.text("workload");
        String[] parts = text.split("/", -1);
        if (parts.length == 3 && !parts[0].isEmpty() && !parts[1].isEmpty() && !parts[2].isEmpty()) {
            return parts;
        }
        if (root.has("workload")) {
            root.problem("workload", "expected namespace/daemonset/container, found '" + text + "'");
        }
        return new String[] {"missing", "missing", "missing"};
    }

    private static List<Scenario.Cluster> clusters(YamlObject root) {
        List<Scenario.Cluster> clusters = new ArrayList<>();
        for (YamlObject item : root.objects("clusters")) {
            clusters.add(new Scenario.Cluster(item.text("name"), item.duration("lag", Duration.ZERO)));
            item.done();
        }
        return clusters;
    }

    private static Scenario.Nodes nodes(YamlObject root) {
        YamlObject nodes = root.requiredObject("nodes");
        Map<Integer, Double> weights = new LinkedHashMap<>();
        nodes.object("enis").ifPresent(enis -> {
            for (String key : enis.keys()) {
                double share = enis.share(key, 0);
                if (key.matches("[1-9]\\d?")) {
                    weights.put(Integer.valueOf(key), share);
                } else {
                    enis.problem(key, "expected a number of network interfaces from 1 to 99");
                }
            }
            addUp("enis", nodes, weights.values());
        });
        if (weights.isEmpty()) {
            weights.put(3, 1.0);
        }
        Scenario.Nodes read = new Scenario.Nodes(nodes.count("count", 1, 1), weights, zones(nodes));
        nodes.done();
        return read;
    }

    private static Map<String, Double> zones(YamlObject nodes) {
        Map<String, Double> weights = new LinkedHashMap<>();
        nodes.object("zones").ifPresent(zones -> {
            zones.keys().forEach(zone -> weights.put(zone, zones.share(zone, 0)));
            addUp("zones", nodes, weights.values());
        });
        return weights;
    }

    private static void addUp(String key, YamlObject nodes, Collection<Double> shares) {
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        if (Math.abs(sum - 1) > 1e-9) {
            nodes.problem(key, "the shares do not add up to 100%");
        }
    }

    private static Faults faults(YamlObject root) {
        return root.object("faults")
                .map(body -> {
                    Faults faults = new Faults(
                            body.share("lost-scrapes", 0),
                            body.share("duplicates", 0),
                            body.duration("late-facts", Duration.ZERO),
                            body.duration("shuffle", Duration.ZERO));
                    body.done();
                    return faults;
                })
                .orElse(Faults.NONE);
    }

    private static Expectation expectation(YamlObject root) {
        YamlObject expect = root.requiredObject("expect");
        List<Expectation.ExpectedAnomaly> anomalies = new ArrayList<>();
        for (YamlObject item : expect.objects("anomalies")) {
            anomalies.add(anomaly(item));
            item.done();
        }
        Expectation read = new Expectation(anomalies, expect.flag("nothing-else", true));
        expect.done();
        return read;
    }

    private static Expectation.ExpectedAnomaly blind(YamlObject item) {
        return new Expectation.ExpectedAnomaly(
                "",
                LabelText.of(Map.of("missing", item.text("missing"))),
                "",
                "",
                Anomaly.Verdict.BLIND,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMillis(Long.MAX_VALUE),
                item.choice("state-at-end", Anomaly.State.class).orElse(Anomaly.State.OPEN),
                item.choice("resolution", Anomaly.Resolution.class));
    }

    private static Expectation.ExpectedAnomaly anomaly(YamlObject item) {
        Anomaly.Verdict verdict = item.choice("verdict", Anomaly.Verdict.class).orElse(Anomaly.Verdict.SURGE);
        if (verdict == Anomaly.Verdict.BLIND) {
            return blind(item);
        }
        Optional<Expectation.Ratio> ratio = item.object("ratio").map(body -> {
            Expectation.Ratio range =
                    new Expectation.Ratio(body.number("min", 0, 0), body.number("max", Double.POSITIVE_INFINITY, 0));
            body.done();
            return range;
        });
        return new Expectation.ExpectedAnomaly(
                item.text("signal"),
                item.text("group", ""),
                item.text("from"),
                item.text("to"),
                verdict,
                item.choice("level", Anomaly.Level.class),
                item.choice("level-at-most", Anomaly.Level.class),
                ratio,
                item.duration("opens-within"),
                item.choice("state-at-end", Anomaly.State.class).orElse(Anomaly.State.OPEN),
                item.choice("resolution", Anomaly.Resolution.class));
    }
}
