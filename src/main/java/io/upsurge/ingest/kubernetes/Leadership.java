package io.upsurge.ingest.kubernetes;

/** Which of several replicas writes. */
@FunctionalInterface
interface Leadership {

    /** The only one there is. */
    Leadership ALONE = () -> 1;

    /** Number of the present term of this replica, another one each time it becomes the leader; 0 while it is not. */
    long term();
}
