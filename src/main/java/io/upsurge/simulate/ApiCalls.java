package io.upsurge.simulate;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How often one version calls one API of EC2, per node.
 *
 * @param perMinute mean calls per minute at random moments; 0 where they are regular
 * @param every time between regular calls; zero where they come at random moments
 * @param atStart calls at every start of the container
 * @param latencyMs mean latency of a call, milliseconds
 * @param errors share of calls that fail, 0 to 1, by error code
 * @param countedIn metrics in which the calls show
 */
public record ApiCalls(
        double perMinute,
        Duration every,
        int atStart,
        double latencyMs,
        Map<String, Double> errors,
        CountedIn countedIn) {

    /** Copies the errors. */
    public ApiCalls {
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /** In which metrics the CNI counts the calls of an API. */
    public enum CountedIn {
        /** In both families, as it does for most. */
        BOTH,
        /** In {@code awscni_aws_api_latency_ms} alone. */
        LATENCY,
        /** In {@code awscni_ec2api_req_count} alone. */
        REQUESTS;

        /** As scenario files write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same calls, each taking so many times as long. */
    ApiCalls slower(double times) {
        return new ApiCalls(perMinute, every, atStart, latencyMs * times, errors, countedIn);
    }

    /** Mean calls per minute, regular or not. */
    double meanPerMinute() {
        return every.isZero() ? perMinute : 60_000.0 / every.toMillis();
    }
}
