package io.upsurge.app.doctor.look;

/** Something that was asked for could not be looked at; the message says why. */
public final class UnseenException extends RuntimeException {
    private final Trouble trouble;

    UnseenException(Trouble trouble, String why) {
        super(why);
        this.trouble = trouble;
    }

    /** Kind of reason. */
    public Trouble trouble() {
        return trouble;
    }
}
