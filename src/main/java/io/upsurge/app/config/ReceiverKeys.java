package io.upsurge.app.config;

import io.upsurge.app.config.ValueType.DurationValue;
import io.upsurge.app.config.ValueType.TextValue;
import io.upsurge.app.config.ValueType.TruthValue;
import io.upsurge.app.config.ValueType.WholeValue;

/** Keys of the receiver of Prometheus remote write. */
final class ReceiverKeys {
    static final TextValue ADDRESS =
            new TextValue("(\\[[0-9a-fA-F:.]+\\]|[a-zA-Z0-9.-]+):[0-9]{1,5}", "host:port, an IPv6 address in brackets");

    static final Key<Boolean> ENABLED = Key.of(
            "receiver.enabled",
            new TruthValue(),
            "false",
            "Whether `upsurge run` receives Prometheus remote write itself; `upsurge ingest` always does.");
    static final Key<String> LISTEN = Key.of(
            "receiver.listen",
            ADDRESS,
            "127.0.0.1:9009",
            "Address to listen at; 0.0.0.0 instead of 127.0.0.1 lets other machines in, port 0 takes any free one.");
    static final Key<String> BEARER_TOKEN = Key.optional(
            "receiver.bearer-token",
            new TextValue("\\S+", "a text without spaces"),
            "Token that senders must bring as Authorization: Bearer.");
    static final Key<String> USER = Key.optional(
            "receiver.user",
            new TextValue("[^:\\s]+", "a name without colon or space"),
            "User that senders must name in basic authentication, together with password.");
    static final Key<String> PASSWORD =
            Key.optional("receiver.password", TextValue.ANY, "Password that senders must bring, together with user.");
    static final Key<Integer> MAX_BODY = Key.of(
            "receiver.max-body-mib",
            new WholeValue(1, 1_024),
            "16",
            "Longest body as it is sent, MiB; a sender does not repeat what is longer.");
    static final Key<Integer> MAX_PLAIN =
            Key.of("receiver.max-plain-mib", new WholeValue(1, 1_024), "64", "Longest body once decompressed, MiB.");
    static final Key<Integer> MAX_REQUESTS = Key.of(
            "receiver.max-requests",
            new WholeValue(1, 100_000),
            "256",
            "Requests in hand at a time; further ones are told to come again.");
    static final Key<Integer> MAX_IN_HAND = Key.of(
            "receiver.max-in-hand-mib",
            new WholeValue(1, 1 << 20),
            "256",
            "Bodies in hand at a time, as sent and decompressed, MiB; what is more is told to come again.");
    static final Key<Integer> MAX_SAMPLES = Key.of(
            "receiver.max-samples",
            new WholeValue(1, 10_000_000),
            "100000",
            "Samples of a request that a signal asks for; a request with more is refused.");
    static final Key<Long> RETRY_AFTER = Key.of(
            "receiver.retry-after",
            DurationValue.between("1s", "1h"),
            "5s",
            "When a sender that was told to come again should do so.");
    static final Key<Long> HEARTBEAT = Key.of(
            "receiver.heartbeat",
            DurationValue.between("100ms", "1m"),
            "1s",
            "How often it is said how far a cluster has been written; adds to the time to detect.");
    static final Key<Integer> MAX_CLUSTERS = Key.of(
            "receiver.max-clusters",
            new WholeValue(1, 100_000),
            "1000",
            "Clusters of which that is said; more are counted, and their windows close later.");

    private ReceiverKeys() {}
}
