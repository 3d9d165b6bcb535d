package io.upsurge.stream;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;

/** What the guards let through, or refuse. */
sealed interface Guarded {

    /** A sample to track. */
    record Sample(SampleRecord sample) implements Guarded {}

    /** A fact to track. */
    record Fact(RolloutFact fact) implements Guarded {}

    /** A record for the dead letters; the cause is in its headers. */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Refused(byte[] raw) implements Guarded {}
}
