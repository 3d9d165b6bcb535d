package io.upsurge.app.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The table of {@code docs/operations/kafka-access.md}, as it stands there. */
record AccessPage(Map<String, List<AclBinding>> rights) {
    private static final Path PAGE = Path.of("docs/operations/kafka-access.md");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`( \\(prefix\\))?");

    /** Reads the table. A row without a name in its first column belongs to the one above. */
    static AccessPage read() throws IOException {
        Map<String, List<AclBinding>> rights = new LinkedHashMap<>();
        List<String> who = List.of();
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split("\\|", -1);
            if (cells.length != 6
                    || cells[1].contains("---")
                    || cells[1].strip().equals("who")) {
                continue;
            }
            if (!cells[1].isBlank()) {
                who = NAME.matcher(cells[1])
                        .results()
                        .map(name -> name.group(1))
                        .toList();
            }
            for (String command : who) {
                List<AclBinding> acls = rights.computeIfAbsent(command, name -> new ArrayList<>());
                NAME.matcher(cells[3])
                        .results()
                        .forEach(name -> acls.addAll(bindings(command, type(cells[2]), name, cells[4])));
            }
        }
        return new AccessPage(rights);
    }

    private static ResourceType type(String cell) {
        return ResourceType.valueOf(cell.strip().toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    private static List<AclBinding> bindings(String command, ResourceType type, MatchResult name, String operations) {
        PatternType pattern = name.group(2) == null ? PatternType.LITERAL : PatternType.PREFIXED;
        List<AclBinding> acls = new ArrayList<>();
        for (String operation : operations.split(",", -1)) {
            acls.add(new AclBinding(
                    new ResourcePattern(type, name.group(1), pattern),
                    new AccessControlEntry(
                            "User:" + user(command),
                            "*",
                            AclOperation.fromString(operation
                                    .strip()
                                    .replaceAll("([a-z])([A-Z])", "$1_$2")
                                    .toUpperCase(Locale.ROOT)),
                            AclPermissionType.ALLOW)));
        }
        return acls;
    }

    /** The name of the user that has the rights of a command. */
    static String user(String command) {
        return command.replace(' ', '-');
    }

    /** What all may do. */
    List<AclBinding> all() {
        return rights.values().stream().flatMap(List::stream).toList();
    }

    /** What all may do, but for one operation of one command on resources of a name. */
    List<AclBinding> without(String command, AclOperation operation, String resource) {
        List<AclBinding> left = all().stream()
                .filter(acl -> !(acl.entry().principal().equals("User:" + user(command))
                        && acl.entry().operation() == operation
                        && acl.pattern().name().equals(resource)))
                .toList();
        if (left.size() == all().size()) {
            throw new IllegalArgumentException(command + " is not permitted " + operation + " of " + resource);
        }
        return left;
    }
}
