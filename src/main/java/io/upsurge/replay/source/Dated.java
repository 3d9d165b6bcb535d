package io.upsurge.replay.source;

import io.upsurge.replay.Item;
import java.util.Optional;

/** Refuses records that cannot be of the time they say, as a running pipeline does. */
final class Dated {
    /** 2000-01-01T00:00Z. */
    static final long EARLIEST_MS = 946_684_800_000L;

    private Dated() {}

    /** Why a record is refused; empty if it can be used. */
    static Optional<String> refusal(Item item) {
        return item.timeMs() < EARLIEST_MS
                ? Optional.of("dated " + item.timeMs() + " ms, before 2000: are these seconds?")
                : Optional.empty();
    }
}
