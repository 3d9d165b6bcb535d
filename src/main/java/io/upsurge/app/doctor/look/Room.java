package io.upsurge.app.doctor.look;

/** How much may be remembered altogether; what finds no room is left out, and that is remembered instead. */
final class Room {
    private long left;
    private boolean exhausted;

    Room(long size) {
        left = size;
    }

    /** Whether there is room for one thing more; takes it. */
    boolean take() {
        if (left > 0) {
            left--;
            return true;
        }
        exhausted = true;
        return false;
    }

    /** Whether anything was left out. */
    boolean exhausted() {
        return exhausted;
    }
}
