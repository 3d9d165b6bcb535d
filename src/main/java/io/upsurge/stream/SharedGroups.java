package io.upsurge.stream;

import io.upsurge.detect.signal.GroupId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** One object for equal groups, so that maps of rows from all sources share their keys. Bounded; safe for use by several threads. */
final class SharedGroups implements UnaryOperator<GroupId> {
    private static final int MAX = 100_000;

    private final Map<GroupId, GroupId> groups = new ConcurrentHashMap<>();

    @Override
    public GroupId apply(GroupId group) {
        if (groups.size() >= MAX) {
            groups.clear();
        }
        GroupId known = groups.putIfAbsent(group, group);
        return known == null ? group : known;
    }
}
