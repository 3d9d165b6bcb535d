package io.upsurge.simulate;

import io.upsurge.model.SeriesId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The series in which one version's calls show, each with its place in an array of counters. One is shared by all
 * containers of the version.
 */
final class CallSeries {
    private static final int NONE = -1;
    private static final String LATENCY = "awscni_aws_api_latency_ms";

    /**
     * Where one outcome of a call is counted.
     *
     * @param count place of the number of calls; -1 where it is not counted
     * @param sum place of their latency; -1 where it is not counted
     * @param requests place of the number of requests; -1 where it is not counted
     * @param errors place of the number of errors; -1 where it is not counted
     * @param latencyMs mean latency of a call, milliseconds
     */
    record Outcome(int count, int sum, int requests, int errors, double latencyMs) {}

    /**
     * An API of EC2.
     *
     * @param calls how often it is called
     * @param ok outcome of a call that succeeds
     * @param failures outcomes of calls that fail, with their shares
     */
    record Api(ApiCalls calls, Outcome ok, Map<Outcome, Double> failures) {

        double okShare() {
            return 1
                    - failures.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
        }
    }

    private final List<SeriesId> series = new ArrayList<>();
    private final Map<SeriesId, Integer> places = new LinkedHashMap<>();
    private final MetadataCalls metadata;
    private final Course course;
    private final Outcome metadataOk;
    private final Outcome metadataNotFound;
    private final List<Api> apis = new ArrayList<>();

    CallSeries(VersionCalls version) {
        metadata = version.metadata();
        course = version.course();
        metadataOk = outcome("GetMetadata", "200", "", ApiCalls.CountedIn.LATENCY, metadata.latencyMs());
        metadataNotFound = outcome(
                "GetMetadata", "404", metadata.notFoundError(), ApiCalls.CountedIn.LATENCY, metadata.latencyMs());
        version.calls().forEach((api, calls) -> {
            Outcome ok = outcome(api, "200", "", calls.countedIn(), calls.latencyMs());
            Map<Outcome, Double> failures = new LinkedHashMap<>();
            calls.errors()
                    .forEach((code, share) -> failures.put(
                            outcome(api, status(code), code, calls.countedIn(), calls.latencyMs()), share));
            apis.add(new Api(calls, ok, failures));
        });
    }

    MetadataCalls metadata() {
        return metadata;
    }

    Course course() {
        return course;
    }

    Outcome metadataOk() {
        return metadataOk;
    }

    Outcome metadataNotFound() {
        return metadataNotFound;
    }

    List<Api> apis() {
        return apis;
    }

    int size() {
        return series.size();
    }

    SeriesId series(int place) {
        return series.get(place);
    }

    private static String status(String code) {
        return code.equals("RequestLimitExceeded") ? "503" : "400";
    }

    private Outcome outcome(String api, String status, String code, ApiCalls.CountedIn in, double latencyMs) {
        boolean latency = in != ApiCalls.CountedIn.REQUESTS;
        boolean requests = in != ApiCalls.CountedIn.LATENCY;
        Map<String, String> labels =
                Map.of("api", api, "error", String.valueOf(!status.equals("200")), "status", status);
        return new Outcome(
                latency ? place(new SeriesId(LATENCY + "_count", labels)) : NONE,
                latency ? place(new SeriesId(LATENCY + "_sum", labels)) : NONE,
                requests ? place(new SeriesId("awscni_ec2api_req_count", Map.of("fn", api))) : NONE,
                code.isEmpty()
                        ? NONE
                        : place(new SeriesId("awscni_aws_api_error_count", Map.of("api", api, "error", code))),
                latencyMs);
    }

    private int place(SeriesId id) {
        return places.computeIfAbsent(id, added -> {
            series.add(added);
            return series.size() - 1;
        });
    }
}
