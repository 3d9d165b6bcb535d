package io.upsurge.app.doctor;

/** How bad a finding is, the worst first. */
public enum Severity {
    /** No right answer can come out. */
    ERROR,
    /** Something is lost, late or not as it should be. */
    WARNING,
    /** Good to know, or could not be checked. */
    NOTE,
    /** As it should be. */
    OK
}
