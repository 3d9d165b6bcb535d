package io.upsurge.serve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** What a request must bring to be let in. Compared in a time that tells nothing. */
public final class Credentials {
    private static final String REALM = "realm=\"upsurge\", charset=\"UTF-8\"";

    private final Optional<byte[]> digest;
    private final String scheme;

    private Credentials(String scheme, Optional<String> secret) {
        this.scheme = scheme;
        this.digest = secret.map(Credentials::digest);
    }

    /** Everyone is let in. */
    public static Credentials none() {
        return new Credentials("", Optional.empty());
    }

    /** {@code Authorization: Bearer TOKEN}. */
    public static Credentials bearer(String token) {
        return new Credentials("Bearer", Optional.of(token));
    }

    /** {@code Authorization: Basic}, a user and a password. */
    public static Credentials basic(String user, String password) {
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return new Credentials("Basic", Optional.of(Base64.getEncoder().encodeToString(pair)));
    }

    /** Whether a header lets its sender in; null where there is none. */
    boolean accept(String authorization) {
        if (digest.isEmpty()) {
            return true;
        }
        if (authorization == null) {
            return false;
        }
        int space = authorization.indexOf(' ');
        return space > 0
                && authorization.substring(0, space).equalsIgnoreCase(scheme)
                && MessageDigest.isEqual(
                        digest.get(), digest(authorization.substring(space + 1).strip()));
    }

    String challenge() {
        return scheme + ' ' + REALM;
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
