package io.upsurge.detect.fleet;

import io.upsurge.model.SignalKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names anomalies: the same anomaly has the same id however often and wherever the records are processed. */
final class AnomalyId {
    private AnomalyId() {}

    /** 16 hexadecimal digits of the SHA-256 of everything that makes an anomaly this one. */
    static String of(SignalKey key, String fromVersion, String toVersion, int episode) {
        String identity = String.join(
                "\n",
                key.workload().cluster(),
                key.workload().namespace(),
                key.workload().daemonset(),
                key.workload().container(),
                key.signal(),
                key.group(),
                fromVersion,
                toVersion,
                String.valueOf(episode));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
