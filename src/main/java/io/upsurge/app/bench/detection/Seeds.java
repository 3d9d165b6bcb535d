package io.upsurge.app.bench.detection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Seeds of the runs. Constants are tuned on one set and judged on the other; the two share no run. */
enum Seeds {
    /** For the figures that are published. */
    JUDGE,
    /** For choosing constants. */
    TUNE;

    /** The seed of a run: the first 8 bytes of the SHA-256 of set, stream and number of the run. */
    long of(String stream, int run) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((name() + '\n' + stream + '\n' + run).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
