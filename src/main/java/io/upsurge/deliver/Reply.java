package io.upsurge.deliver;

import java.time.Duration;

/**
 * What came of an attempt to tell a sink.
 *
 * @param kind what follows
 * @param reason why, as a word for metrics: {@code http-503}, {@code timeout}, {@code connect}; {@code ok} where it was taken
 * @param detail what the other side said, for people; holds no secrets
 * @param retryAfter how long the other side asks to be left alone; zero where it does not
 */
public record Reply(Kind kind, String reason, String detail, Duration retryAfter) {

    /** What follows. */
    public enum Kind {
        /** It was taken. */
        TAKEN,
        /** The sink will never take this: it is told and counted, and dropped. */
        REFUSED,
        /** The sink did not take it now: it is tried again. */
        LATER,
        /** The sink is set up wrongly, which a person must mend: it is told louder, and tried again. */
        MISCONFIGURED
    }

    /** It was taken. */
    public static Reply taken(String detail) {
        return new Reply(Kind.TAKEN, "ok", detail, Duration.ZERO);
    }

    /** It will never be taken. */
    public static Reply refused(String reason, String detail) {
        return new Reply(Kind.REFUSED, reason, detail, Duration.ZERO);
    }

    /** It was not taken now. */
    public static Reply later(String reason, String detail) {
        return new Reply(Kind.LATER, reason, detail, Duration.ZERO);
    }

    /** It cannot be taken until a person changes something. */
    public static Reply misconfigured(String reason, String detail) {
        return new Reply(Kind.MISCONFIGURED, reason, detail, Duration.ZERO);
    }

    /** The same, to be tried again no sooner than that. */
    public Reply after(Duration time) {
        return new Reply(kind, reason, detail, time);
    }

    /** Whether it was taken. */
    public boolean isTaken() {
        return kind == Kind.TAKEN;
    }
}
