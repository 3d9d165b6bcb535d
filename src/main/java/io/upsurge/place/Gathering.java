package io.upsurge.place;

import io.upsurge.format.ReadingSink;

/** Puts the readings of one batch together. For one thread, and of use once. */
public interface Gathering extends ReadingSink {

    /** What became of the readings. Nothing may be added after it. */
    Gathered finish();
}
