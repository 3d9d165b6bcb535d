package io.upsurge.pack;

/** Packed bytes have a format that this release does not read. */
public final class FormatException extends UnreadableException {
    private static final long serialVersionUID = 1L;

    private final boolean newer;

    /**
     * A refusal.
     *
     * @param what what is packed, in words
     * @param found the format that the bytes name
     * @param read the format that this release reads
     */
    public FormatException(String what, long found, long read) {
        super(what + " has format " + found + ", this release reads format " + read);
        this.newer = found > read;
    }

    @Override
    public String remedy() {
        return newer
                ? "a later release wrote it: run that release again"
                : "an earlier release wrote it: go back to that release";
    }
}
