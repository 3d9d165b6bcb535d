package io.upsurge.detect.signal;

/**
 * A group of a signal, within a workload.
 *
 * @param signal id of the signal
 * @param group values of its group-by labels, {@code {api="GetMetadata"}}; may be empty
 */
public record GroupId(String signal, String group) implements Comparable<GroupId> {
    @Override
    public int compareTo(GroupId other) {
        int bySignal = signal.compareTo(other.signal);
        return bySignal != 0 ? bySignal : group.compareTo(other.group);
    }
}
