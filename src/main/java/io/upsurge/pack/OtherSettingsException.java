package io.upsurge.pack;

/** Packed bytes were written under settings with which they cannot be read any more. */
public final class OtherSettingsException extends UnreadableException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message which setting it is
     */
    public OtherSettingsException(String message) {
        super(message);
    }

    @Override
    public String remedy() {
        return "set it back";
    }
}
