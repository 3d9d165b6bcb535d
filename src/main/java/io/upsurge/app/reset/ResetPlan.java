package io.upsurge.app.reset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is there to be destroyed.
 *
 * @param scope what may belong to the application
 * @param internal its internal topics that exist
 * @param results its result topics that exist and are to be emptied
 * @param groups its consumer groups that exist
 * @param local its state on this machine
 * @param strangers topics with like names that stay
 */
public record ResetPlan(
        ResetScope scope,
        List<Topic> internal,
        List<Topic> results,
        List<Group> groups,
        LocalState local,
        List<String> strangers) {

    /**
     * A topic.
     *
     * @param name its name
     * @param partitions its partitions
     * @param records offsets between its first record and its end
     */
    public record Topic(String name, int partitions, long records) {
        private String line() {
            return String.format(Locale.ROOT, "  %s (%d partitions, %d records)", name, partitions, records);
        }
    }

    /**
     * A consumer group.
     *
     * @param name its name
     * @param offsets partitions with a committed offset
     * @param members its members, as {@code client at host}
     */
    public record Group(String name, int offsets, List<String> members) {
        /** Copies the list. */
        public Group {
            members = List.copyOf(members);
        }
    }

    /** Copies the lists. */
    public ResetPlan {
        internal = List.copyOf(internal);
        results = List.copyOf(results);
        groups = List.copyOf(groups);
        strangers = List.copyOf(strangers);
    }

    /** Whether nothing is there. */
    public boolean isEmpty() {
        return internal.isEmpty() && results.isEmpty() && groups.isEmpty() && local.files() == 0;
    }

    /**
     * Refuses to go on while somebody works on it.
     *
     * @throws ResetRefusedException if a group has members; names them
     */
    public void requireUnused() {
        for (Group group : groups) {
            if (!group.members().isEmpty()) {
                throw new ResetRefusedException("group " + group.name() + " is in use by "
                        + String.join(", ", group.members())
                        + ". Stop them first; a static member that was stopped counts until its session is over"
                        + " (session.timeout.ms, 45 s by default). Nothing was changed");
            }
        }
    }

    /** What will be destroyed, for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("application " + scope.applicationId());
        add(lines, "internal topics, to be deleted:", internal);
        add(lines, "result topics, to be emptied:", results);
        if (!groups.isEmpty()) {
            lines.add("consumer groups, to be deleted:");
            groups.forEach(
                    group -> lines.add("  " + group.name() + " (offsets of " + group.offsets() + " partitions)"));
        }
        if (local.files() > 0) {
            lines.add("local state, to be deleted:");
            lines.add("  " + local.folder() + " (" + local.files() + " files, " + local.bytes() + " bytes)");
        }
        lines.add("left as they are: " + scope.inputs().samples() + ", "
                + scope.inputs().rollouts()
                + (strangers.isEmpty()
                        ? ""
                        : "; and of another application or release " + String.join(", ", strangers)));
        return lines;
    }

    private static void add(List<String> lines, String title, List<Topic> topics) {
        if (!topics.isEmpty()) {
            lines.add(title);
            topics.forEach(topic -> lines.add(topic.line()));
        }
    }
}
