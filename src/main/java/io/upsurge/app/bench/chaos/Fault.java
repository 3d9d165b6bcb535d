package io.upsurge.app.bench.chaos;

/**
 * Something that is done to instances or to a server.
 *
 * @param kind what
 * @param instance number of the instance it is done to or, where it is done to all but one, that is left; {@link #NONE} where
 *     it is not of one
 * @param atMs when, milliseconds since the season began to be written
 * @param lastsMs how long until it is undone: the instance started again, the process continued; milliseconds
 */
record Fault(FaultKind kind, int instance, long atMs, long lastsMs) {
    static final int NONE = -1;

    /** When it is undone, milliseconds since the season began to be written. */
    long endMs() {
        return atMs + lastsMs;
    }

    /** Does it. */
    void begin(Stage stage) {
        kind.begin(stage, kind.target().instances(instance, stage.troupe().size()));
    }

    /** Undoes it. */
    void end(Stage stage) {
        kind.end(stage, kind.target().instances(instance, stage.troupe().size()));
    }

    /** Such as {@code kill -9, started again with its state: instance 2}. */
    @Override
    public String toString() {
        return switch (kind.target()) {
            case ONE -> kind.text() + ": instance " + (instance + 1);
            case ALL_BUT_ONE -> kind.text() + ": instance " + (instance + 1) + " stays";
            default -> kind.text();
        };
    }
}
