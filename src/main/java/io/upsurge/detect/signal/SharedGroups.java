package io.upsurge.detect.signal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** One object for equal groups, so that maps of rows from all sources share their keys. Bounded; safe for use by several threads. */
public final class SharedGroups implements UnaryOperator<GroupId> {
    private static final int MAX = 100_000;

    private final Map<GroupId, GroupId> groups = new ConcurrentHashMap<>();

    /** None yet. */
    public SharedGroups() {}

    @Override
    public GroupId apply(GroupId group) {
        if (groups.size() >= MAX) {
            groups.clear();
        }
        GroupId known = groups.putIfAbsent(group, group);
        return known == null ? group : known;
    }
}
