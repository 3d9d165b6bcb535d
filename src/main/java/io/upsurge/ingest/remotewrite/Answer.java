package io.upsurge.ingest.remotewrite;

import java.time.Duration;
import java.util.Optional;

/**
 * What a sender is told.
 *
 * @param status HTTP status
 * @param text what is wrong, for a person; empty where nothing is
 * @param retryAfter when to come again
 * @param written what was written, where the request could be read
 */
record Answer(int status, String text, Optional<Duration> retryAfter, Optional<Written> written) {

    /**
     * What was written, or left out on purpose, which is as good to the sender.
     *
     * @param samples samples
     * @param histograms native histograms
     * @param exemplars exemplars
     */
    record Written(long samples, long histograms, long exemplars) {
        static final Written NOTHING = new Written(0, 0, 0);
    }

    static Answer of(int status, String text) {
        return new Answer(status, text, Optional.empty(), Optional.of(Written.NOTHING));
    }

    static Answer again(String text, Duration after) {
        return new Answer(503, text, Optional.of(after), Optional.empty());
    }

    static Answer written(int status, String text, Written written) {
        return new Answer(status, text, Optional.empty(), Optional.of(written));
    }
}
