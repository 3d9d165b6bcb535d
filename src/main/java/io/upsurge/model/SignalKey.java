package io.upsurge.model;

/**
 * What one judgement is about: a group of a signal of a workload.
 *
 * @param workload the workload
 * @param signal id of the signal; empty for what is said of the workload itself
 * @param group values of the signal's group-by labels, {@code {api="GetMetadata"}}; may be empty. Of the workload itself what
 *     it is about, {@code {missing="samples"}}
 */
public record SignalKey(Workload workload, String signal, String group) {

    /** The record key of its rates: {@code cluster/namespace/daemonset/container/signal/group}. */
    public String key() {
        return workload.key() + '/' + signal + '/' + group;
    }

    @Override
    public String toString() {
        return key();
    }
}
