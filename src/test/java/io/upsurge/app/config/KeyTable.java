package io.upsurge.app.config;

import java.util.stream.Collectors;

/** Writes the table of all keys for the documentation. */
final class KeyTable {
    private KeyTable() {}

    static String markdown() {
        return "| key | environment variable | default | allowed | meaning |\n| --- | --- | --- | --- | --- |\n"
                + rows(Keys.ROOT, "", "")
                + Keys.ROOT.lists().stream().map(KeyTable::rows).collect(Collectors.joining());
    }

    private static String rows(ItemList list) {
        String item = list.id().isPresent() ? "_<ID>_" : "_<INDEX>_";
        return rows(list.scope(), list.path() + "[].", EnvironmentName.of(list.path()) + item);
    }

    private static String rows(Scope scope, String prefix, String variablePrefix) {
        String open = scope.open().stream()
                .map(section -> row(
                        section.path() + ".*",
                        EnvironmentName.of(section.path()) + "_...",
                        "none",
                        "any text",
                        section.meaning()))
                .collect(Collectors.joining());
        return scope.keys().stream()
                        .map(key -> row(
                                prefix + key.path(),
                                variable(key, variablePrefix),
                                standard(key),
                                key.type().allowed(),
                                key.meaning()))
                        .collect(Collectors.joining())
                + open;
    }

    private static String variable(Key<?> key, String prefix) {
        if (Keys.ROOT.lists().stream().anyMatch(list -> list.isId(key))) {
            return "";
        }
        String variable = EnvironmentName.of(key.path());
        return prefix.isEmpty() ? variable : prefix + variable.substring(EnvironmentName.PREFIX.length());
    }

    private static String standard(Key<?> key) {
        return key.fixedDefault()
                .filter(text -> !text.isEmpty())
                .map(text -> '`' + text + '`')
                .orElse(key.standard().shown());
    }

    private static String row(String key, String variable, String standard, String allowed, String meaning) {
        String code = variable.isEmpty() ? "" : '`' + variable + '`';
        return "| `" + key + "` | " + code + " | " + standard + " | " + allowed + " | " + meaning + " |\n";
    }
}
