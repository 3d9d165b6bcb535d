package io.upsurge.deliver.message;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a receiver who sent a body, and when.
 *
 * @param secret what sender and receiver share
 */
record Signature(String secret) {
    private static final String ALGORITHM = "HmacSHA256";

    /** {@code v1=} and the HMAC-SHA256 of time, a dot and body, in hexadecimal digits. */
    String of(long unixSeconds, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] sum = mac.doFinal((unixSeconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1=" + HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Signature[********]";
    }
}
