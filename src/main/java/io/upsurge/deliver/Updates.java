package io.upsurge.deliver;

/** Which changes of an anomaly that stays open are told. */
public enum Updates {
    /** Each of them. */
    ALL,
    /** Those by which it becomes surer or another verdict. */
    LEVEL,
    /** None: its opening and its end alone. */
    NONE
}
