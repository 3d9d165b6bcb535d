package io.upsurge.detect.node;

/** Whether what a container did says something about its version. The order is part of the packed form. */
public enum Phase {
    /** It has run for longer than the warm-up: its calls count. */
    STEADY,
    /** It started less than the warm-up ago. */
    WARMING,
    /** A restart waits for its roll-out fact, or a fact for its restart: the version is not certain. */
    PENDING
}
