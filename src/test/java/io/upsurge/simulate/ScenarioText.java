package io.upsurge.simulate;

/** A small scenario for tests, to be added to. */
final class ScenarioText {
    static final String BASE = """
            name: small
            what: Something happens.
            seed: 42
            start: 2024-01-01T00:00:00Z
            duration: 30m
            clusters:
              - name: one
            workload: kube-system/aws-node/aws-node
            nodes: {count: 20, enis: {2: 50%, 3: 50%}}
            noise: none
            versions:
              v1: {metadata: {per-eni: 6}, calls: {DescribeNetworkInterfaces: {per-minute: 0.2}}}
              v2: {metadata: {per-eni: 8}, calls: {DescribeSecurityGroups: {every: 30s}}}
            runs: v1
            expect: {nothing-else: true}
            """;

    private ScenarioText() {}

    /** The small scenario with further keys. */
    static Scenario with(String more) {
        return ScenarioReader.read("test", BASE + more);
    }

    /** The small scenario with one text in it replaced, and further keys. */
    static Scenario replacing(String what, String by, String more) {
        if (!BASE.contains(what)) {
            throw new IllegalArgumentException("no '" + what + "' in the small scenario");
        }
        return ScenarioReader.read("test", BASE.replace(what, by) + more);
    }
}
