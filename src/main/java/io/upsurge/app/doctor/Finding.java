package io.upsurge.app.doctor;

import java.util.Objects;

/**
 * One thing that was found.
 *
 * @param diagnosis what kind of thing; carries severity, group and why it matters
 * @param where what it is about: a topic, a subject, a cluster, a workload, a signal
 * @param what what was seen, in one line
 * @param todo what to do: the command or the configuration line; empty where there is nothing to do
 */
public record Finding(Diagnosis diagnosis, String where, String what, String todo) {

    /** Refuses nulls. */
    public Finding {
        Objects.requireNonNull(where);
        Objects.requireNonNull(what);
        Objects.requireNonNull(todo);
    }

    /** How bad it is. */
    public Severity severity() {
        return diagnosis.severity();
    }
}
