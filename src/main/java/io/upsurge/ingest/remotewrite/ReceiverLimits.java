package io.upsurge.ingest.remotewrite;

import java.time.Duration;

/**
 * Bounds of the receiver.
 *
 * @param maxBodyBytes longest body as it is sent, bytes
 * @param maxPlainBytes longest body once it is decompressed, bytes
 * @param maxRequests most requests in hand
 * @param maxBytes most bytes of bodies in hand, sent and decompressed; at least one largest request is always taken
 * @param retryAfter when a sender that was turned away should come again
 * @param readWithin how long a sender may take to send a body
 */
public record ReceiverLimits(
        int maxBodyBytes,
        int maxPlainBytes,
        int maxRequests,
        long maxBytes,
        Duration retryAfter,
        Duration readWithin) {}
