package io.upsurge.model;

/** What a name of a cluster, node, namespace, DaemonSet or container may look like. */
final class Names {
    private Names() {}

    static void check(String what, String name, boolean slashAllowed) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == 0x7F) {
                throw new IllegalArgumentException(what + " has a control character at position " + (i + 1));
            }
            if (c == '/' && !slashAllowed) {
                throw new IllegalArgumentException(what + " '" + name + "' contains a slash");
            }
        }
    }
}
