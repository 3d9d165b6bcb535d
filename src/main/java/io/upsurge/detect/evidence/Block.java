package io.upsurge.detect.evidence;

import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;

/** Five windows in a row of one node: does it call three times what is expected of it? */
public final class Block {
    private static final int WINDOWS = 5;
    private static final double TIMES = 3;
    private static final double MIN_EVENTS = 10;

    private double calls;
    private double expected;
    private double events;
    private int windows;

    /** What a window made of the block. */
    enum Outcome {
        /** More windows are needed. */
        UNFINISHED,
        /** Finished, and not surging. */
        CALM,
        /** Finished, and surging. */
        SURGING
    }

    /**
     * Takes in a window; after a finished block a new one begins.
     *
     * @param moreEvents countable things behind the calls: calls themselves, or what a mean was taken over
     */
    Outcome add(double moreCalls, double moreExpected, double moreEvents) {
        calls += moreCalls;
        expected += moreExpected;
        events += moreEvents;
        windows++;
        if (windows < WINDOWS) {
            return Outcome.UNFINISHED;
        }
        boolean surging = calls >= TIMES * expected && events >= MIN_EVENTS;
        clear();
        return surging ? Outcome.SURGING : Outcome.CALM;
    }

    void clear() {
        calls = 0;
        expected = 0;
        events = 0;
        windows = 0;
    }

    void pack(Packer out) {
        out.real(calls).real(expected).real(events).number(windows);
    }

    void unpack(Unpacker in) {
        calls = in.real();
        expected = in.real();
        events = in.real();
        windows = (int) in.number();
    }
}
