package io.upsurge.replay;

import io.upsurge.replay.sort.Cursor;
import java.io.IOException;
import java.util.List;

/** Where records of the past come from. */
public interface Source {

    /**
     * Begins to read.
     *
     * @param workshop what to work with; what cannot be used is told to its refusals
     * @return the records in the order of {@link ItemOrder}
     * @throws IOException if it cannot be read
     */
    Cursor<Item> open(Workshop workshop) throws IOException;

    /** What was read, for the records; known once it was opened. */
    List<Input> inputs();

    /** How far it is read. May be asked by another thread. */
    default Progress progress() {
        return Progress.UNKNOWN;
    }

    /**
     * A file, or something like it.
     *
     * @param name its name, without the folder it is in
     * @param bytes its size, bytes; -1 where it has none
     * @param sha256 SHA-256 of its content, hexadecimal; empty where it has none
     */
    record Input(String name, long bytes, String sha256) {}

    /**
     * How far it is read.
     *
     * @param done bytes that were read
     * @param total bytes there are; 0 where that is not known
     */
    record Progress(long done, long total) {
        /** Nothing is known. */
        static final Progress UNKNOWN = new Progress(0, 0);
    }
}
