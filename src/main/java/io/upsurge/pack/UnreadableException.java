package io.upsurge.pack;

/** Packed bytes are sound, but not for this process: another release wrote them, or other settings did. */
public abstract sealed class UnreadableException extends IllegalStateException
        permits FormatException, OtherSettingsException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }

    /** What to do, in a sentence for people. */
    public abstract String remedy();
}
