package io.upsurge.detect.fleet;

import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;

/** Calls and seconds in which older windows weigh less. */
final class Decayed {
    private double calls;
    private double seconds;

    Decayed(double calls, double seconds) {
        this.calls = calls;
        this.seconds = seconds;
    }

    /** What is kept of a window's weight after another window, for a half-life in windows. */
    static double factor(int halfLifeWindows) {
        return Math.pow(2, -1.0 / halfLifeWindows);
    }

    void add(double factor, double moreCalls, double moreSeconds) {
        calls = factor * calls + moreCalls;
        seconds = factor * seconds + moreSeconds;
    }

    double calls() {
        return calls;
    }

    double seconds() {
        return seconds;
    }

    /** Calls per second; 0 where nothing was observed. */
    double rate() {
        return seconds > 0 ? calls / seconds : 0;
    }

    void pack(Packer out) {
        out.real(calls).real(seconds);
    }

    static Decayed unpack(Unpacker in) {
        return new Decayed(in.real(), in.real());
    }
}
