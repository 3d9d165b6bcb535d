package io.upsurge.stream;

import java.util.Optional;

/**
 * A record value as it came: decoded, or with the reason why it could not be. Decoding never throws, so that one bad record
 * is refused by the guard like any other, with its cause.
 *
 * @param raw the bytes as they came; null for a record without a value
 * @param value what they mean; null where they could not be decoded
 * @param failure why not; null where they could
 * @param <T> what the topic carries
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Inbound<T>(byte[] raw, T value, Exception failure) {

    Optional<T> decoded() {
        return Optional.ofNullable(value);
    }
}
