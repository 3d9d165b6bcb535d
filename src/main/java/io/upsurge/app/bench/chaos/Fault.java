package io.upsurge.app.bench.chaos;

/**
 * Something that is done to an instance or to the broker.
 *
 * @param kind what
 * @param instance number of the instance; {@link #NONE} where it is not of one
 * @param atMs when, milliseconds since the season began to be written
 * @param lastsMs how long until it is undone: the instance started again, the process continued; milliseconds
 */
record Fault(Kind kind, int instance, long atMs, long lastsMs) {
    static final int NONE = -1;

    /** What is done. */
    enum Kind {
        NOTHING("nothing, for comparison"),
        KILL("kill -9, started again with its state"),
        KILL_AND_LOSE("kill -9, started again without its state"),
        KILL_ALL("kill -9 of all instances at once"),
        STOP("SIGTERM, started again"),
        ZOMBIE("SIGSTOP for longer than the session, SIGCONT"),
        NAP("SIGSTOP for less than the session, SIGCONT"),
        BROKER_PAUSE("SIGSTOP of the broker, SIGCONT");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As it stands in reports. */
        String text() {
            return text;
        }

        /** Whether processes end without a chance to say anything. */
        boolean kills() {
            return this == KILL || this == KILL_AND_LOSE || this == KILL_ALL;
        }

        /** Whether it is done to one instance. */
        boolean ofOne() {
            return this == KILL || this == KILL_AND_LOSE || this == STOP || this == ZOMBIE || this == NAP;
        }
    }

    /** When it is undone, milliseconds since the season began to be written. */
    long endMs() {
        return atMs + lastsMs;
    }

    /** Such as {@code kill -9, started again with its state: instance 2}. */
    @Override
    public String toString() {
        return kind.text() + (instance == NONE ? "" : ": instance " + (instance + 1));
    }
}
