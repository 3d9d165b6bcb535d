package io.upsurge.detect.signal;

/** A group of a signal, within a workload. The hash is computed once because groups are looked up for every node and window. */
public final class GroupId implements Comparable<GroupId> {
    private final String signal;
    private final String group;
    private final int hash;

    /**
     * Makes an identity.
     *
     * @param signal id of the signal
     * @param group values of its group-by labels, {@code {api="GetMetadata"}}; may be empty
     */
    public GroupId(String signal, String group) {
        this.signal = signal;
        this.group = group;
        this.hash = 31 * signal.hashCode() + group.hashCode();
    }

    /** Id of the signal. */
    public String signal() {
        return signal;
    }

    /** Values of its group-by labels; may be empty. */
    public String group() {
        return group;
    }

    @Override
    public int compareTo(GroupId other) {
        int bySignal = signal.compareTo(other.signal);
        return bySignal != 0 ? bySignal : group.compareTo(other.group);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof GroupId that
                        && hash == that.hash
                        && group.equals(that.group)
                        && signal.equals(that.signal));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Signal and group, {@code imds{api="GetMetadata"}}. */
    @Override
    public String toString() {
        return signal + group;
    }
}
