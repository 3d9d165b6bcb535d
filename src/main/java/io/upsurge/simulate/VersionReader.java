package io.upsurge.simulate;

import io.upsurge.model.Version;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the versions of a scenario file. */
final class VersionReader {
    private VersionReader() {}

    /** The versions of a scenario. Each makes the calls all have in common, and its own beside or instead of them. */
    static Map<String, VersionCalls> read(YamlObject root) {
        Map<String, ApiCalls> common = allCalls(root);
        Map<String, VersionCalls> versions = new LinkedHashMap<>();
        root.objectsByName("versions").forEach((name, item) -> {
            versions.put(name, version(name, item, common));
            item.done();
        });
        return versions;
    }

    private static VersionCalls version(String name, YamlObject item, Map<String, ApiCalls> common) {
        Version version = new Version(
                item.text("image", ""), item.text("tag", name), item.text("digest", ""), item.text("revision", ""));
        YamlObject metadata = item.requiredObject("metadata");
        Map<String, ApiCalls> calls = new LinkedHashMap<>(common);
        calls.putAll(allCalls(item));
        double times = item.number("latency-times", 1, 0);
        calls.replaceAll((api, each) -> each.slower(times));
        VersionCalls read = new VersionCalls(version, metadata(metadata).slower(times), calls, course(item));
        metadata.done();
        return read;
    }

    private static Course course(YamlObject item) {
        YamlObject start = item.optionalObject("start-up");
        YamlObject later = item.optionalObject("later");
        Course read = new Course(
                start.number("times", Course.EVEN.startTimes(), 0),
                start.duration("decay", Course.EVEN.decay()),
                later.duration("after", Course.EVEN.laterAfter()),
                later.number("times", Course.EVEN.laterTimes(), 0));
        if (read.decay().isZero()) {
            start.problem("decay", "must be longer than nothing");
        }
        start.done();
        later.done();
        return read;
    }

    private static MetadataCalls metadata(YamlObject body) {
        int perEni = body.count("per-eni", 6, 1);
        int notFound = body.count("not-found-per-eni", 1, 0);
        if (notFound > perEni) {
            body.problem("not-found-per-eni", "is more than per-eni");
        }
        return new MetadataCalls(
                perEni,
                Math.min(notFound, perEni),
                body.count("startup-calls", 7, 0),
                body.count("startup-listings", 2, 0),
                body.share("postponed", 0),
                body.count("stuck-up-to-enis", 0, 0),
                body.number("latency-ms", 0.8, 0),
                body.text("not-found-error", ""));
    }

    private static Map<String, ApiCalls> allCalls(YamlObject item) {
        Map<String, ApiCalls> calls = new LinkedHashMap<>();
        item.objectsByName("calls").forEach((api, body) -> {
            calls.put(api, calls(body));
            body.done();
        });
        return calls;
    }

    private static ApiCalls calls(YamlObject body) {
        if (body.has("per-minute") && body.has("every")) {
            body.problem("every", "per-minute and every exclude each other");
        }
        Duration every = body.duration("every", Duration.ZERO);
        if (body.has("every") && every.compareTo(Duration.ofSeconds(1)) < 0) {
            body.problem("every", "must be at least 1s");
        }
        Map<String, Double> errors = new LinkedHashMap<>();
        body.object("errors").ifPresent(shares -> {
            shares.keys().forEach(code -> errors.put(code, shares.share(code, 0)));
            if (errors.values().stream().mapToDouble(Double::doubleValue).sum() > 1) {
                body.problem("errors", "the shares add up to more than 100%");
            }
        });
        return new ApiCalls(
                body.number("per-minute", 0, 0),
                every,
                body.count("at-start", 0, 0),
                body.number("latency-ms", 100, 0),
                errors,
                body.choice("counted-in", ApiCalls.CountedIn.class).orElse(ApiCalls.CountedIn.BOTH));
    }
}
