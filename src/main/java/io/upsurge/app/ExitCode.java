package io.upsurge.app;

/** What the process tells its caller when it ends. */
public enum ExitCode {
    /** Everything was done. */
    OK(0),
    /** An error in Upsurge, or a server that did not answer; doing it again may help. */
    INTERNAL(1),
    /** The command line or the configuration is wrong; doing it again does not help. */
    USAGE(2),
    /** An anomaly was found by a command that was asked to look for one, or did not come out again when recomputed. */
    ANOMALY(3),
    /** The input cannot be used. */
    UNUSABLE_INPUT(4),
    /** It was asked for a verdict, and there is none yet: neither an anomaly nor proof that there is none. */
    UNDECIDED(5);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    /** The exit status of the process. */
    public int status() {
        return status;
    }
}
