package io.upsurge.format.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Stops a reader that would take a whole file for one record, such as after a quote that is never closed. */
final class RecordBound extends FilterReader {
    private static final int MAX_CHARACTERS = 1 << 22;

    private int taken;

    RecordBound(Reader in) {
        super(in);
    }

    /** A record is complete: what is read from now on belongs to the next. */
    void next() {
        taken = 0;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(1);
        return read;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(read);
        return read;
    }

    private void count(int read) throws IOException {
        taken += Math.max(read, 0);
        if (taken > MAX_CHARACTERS) {
            throw new RecordTooLongException();
        }
    }

    /** A record is longer than allowed. */
    static final class RecordTooLongException extends IOException {
        private static final long serialVersionUID = 1;

        RecordTooLongException() {
            super("a record longer than " + MAX_CHARACTERS + " characters; is a quote left open?");
        }
    }
}
