package io.upsurge.deliver;

import io.upsurge.model.Anomaly;

/**
 * What a sink is told.
 *
 * @param event what happened, as this sink sees it: an anomaly that becomes sure enough opens there with an update
 * @param anomaly the change; its id and sequence are the same each time it is told
 * @param test whether nothing happened, and only the way is tried
 */
public record Notice(Event event, Anomaly anomaly, boolean test) {

    /** What happened. */
    public enum Event {
        /** It is told for the first time. */
        OPENED,
        /** It was told before, is still there, and matters more or otherwise. */
        CHANGED,
        /** It was told before, and is over. */
        ENDED;

        /** The event as a lower-case word. */
        public String word() {
            return switch (this) {
                case OPENED -> "opened";
                case CHANGED -> "changed";
                case ENDED -> "ended";
            };
        }
    }

    /** A real one. */
    public static Notice of(Event event, Anomaly anomaly) {
        return new Notice(event, anomaly, false);
    }

    /** What tells it from every other: the same however often it is sent. */
    public String key() {
        return anomaly.id() + '/' + anomaly.sequence();
    }
}
