package io.upsurge.deliver.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The {@code Authorization} header of requests.
 *
 * @param header its value, secret; empty for none
 */
public record Authorization(Optional<String> header) {
    /** None. */
    public static final Authorization NONE = new Authorization(Optional.empty());

    /** A bearer token. */
    public static Authorization bearer(String token) {
        return new Authorization(Optional.of("Bearer " + token));
    }

    /** A user and a password. */
    public static Authorization basic(String user, String password) {
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return new Authorization(Optional.of("Basic " + Base64.getEncoder().encodeToString(pair)));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return header.isPresent() ? "Authorization[********]" : "Authorization[none]";
    }
}
