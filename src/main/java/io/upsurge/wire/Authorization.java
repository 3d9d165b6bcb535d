package io.upsurge.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The value of an Authorization header. Its text does not show it. */
final class Authorization {
    private final String header;

    private Authorization(String header) {
        this.header = header;
    }

    /**
     * What the settings ask for; empty for none.
     *
     * @throws IllegalArgumentException if they contradict each other or ask for a source we do not have
     */
    static Optional<Authorization> of(RegistryKeys keys) {
        Optional<Authorization> basic = basic(keys);
        Optional<Authorization> bearer = bearer(keys);
        if (basic.isPresent() && bearer.isPresent()) {
            throw new IllegalArgumentException("basic.auth.user.info and bearer.auth.token exclude each other");
        }
        return basic.or(() -> bearer);
    }

    /** Basic authentication with {@code user:password}. */
    static Authorization basic(String userInfo) {
        return new Authorization(
                "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<Authorization> basic(RegistryKeys keys) {
        String source = keys.text("basic.auth.credentials.source").orElse("URL");
        Optional<String> userInfo = keys.text("basic.auth.user.info");
        return switch (source) {
            case "USER_INFO" ->
                Optional.of(basic(userInfo.orElseThrow(() -> new IllegalArgumentException(
                        "basic.auth.user.info is missing, needed by basic.auth.credentials.source=USER_INFO"))));
            case "URL" -> {
                if (userInfo.isPresent()) {
                    throw new IllegalArgumentException(
                            "basic.auth.user.info is set, but basic.auth.credentials.source is not USER_INFO");
                }
                yield Optional.empty();
            }
            default ->
                throw new IllegalArgumentException(
                        "basic.auth.credentials.source is '" + source + "', must be USER_INFO or URL");
        };
    }

    private static Optional<Authorization> bearer(RegistryKeys keys) {
        String source = keys.text("bearer.auth.credentials.source").orElse("STATIC_TOKEN");
        if (!source.equals("STATIC_TOKEN")) {
            throw new IllegalArgumentException(
                    "bearer.auth.credentials.source is '" + source + "', must be STATIC_TOKEN");
        }
        return keys.text("bearer.auth.token").map(token -> new Authorization("Bearer " + token));
    }

    String header() {
        return header;
    }

    @Override
    public String toString() {
        return "***";
    }
}
