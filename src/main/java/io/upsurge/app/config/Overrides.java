package io.upsurge.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads what overrides the file: environment variables, and {@code key=value} on the command line. */
final class Overrides {
    /** Variables of the launcher, which are no keys. */
    static final Set<String> LAUNCHER =
            Set.of("UPSURGE_JAVA_OPTS", "UPSURGE_HOME", ConfigLoader.FILE_VARIABLE, "UPSURGE_LOG_LEVEL");

    /** What Kubernetes sets in every pod of a namespace that has a Service named {@code upsurge} or {@code upsurge-...}. */
    private static final Pattern KUBERNETES_SERVICE = Pattern.compile(
            "UPSURGE_([A-Z0-9_]+_)?(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)=.*"
                    + "|UPSURGE_([A-Z0-9_]+_)?PORT=(tcp|udp|sctp)://.*",
            Pattern.DOTALL);

    private final Document document;
    private final List<Problem> problems;

    /**
     * Reads overrides of a file.
     *
     * @param document the file: overrides address the items of its lists
     * @param problems takes what is wrong with them
     */
    Overrides(Document document, List<Problem> problems) {
        this.document = document;
        this.problems = problems;
    }

    /** The settings in the environment, in the order of the variables' names. */
    List<Setting> environment(Map<String, String> environment) {
        List<Setting> settings = new ArrayList<>();
        new TreeMap<>(environment).forEach((variable, text) -> {
            if (!isSetting(variable, text)) {
                return;
            }
            Origin origin = Origin.environment(variable);
            EnvironmentName.keyOf(variable)
                    .filter(document::addresses)
                    .ifPresentOrElse(
                            path -> settings.add(new Setting(path, text, origin)),
                            () -> problems.add(Problem.unknown(origin, "", NearestName.of(variable, variables()))));
        });
        return settings;
    }

    /** Whether a variable is meant to set a key. */
    static boolean isSetting(String variable, String text) {
        return variable.startsWith(EnvironmentName.PREFIX)
                && !LAUNCHER.contains(variable)
                && !KUBERNETES_SERVICE.matcher(variable + '=' + text).matches();
    }

    private List<String> variables() {
        return document.addresses().stream().map(EnvironmentName::of).toList();
    }

    /** The settings on the command line; of two for the same key the later one wins. */
    List<Setting> flags(List<String> flags) {
        List<Setting> settings = new ArrayList<>();
        for (String flag : flags) {
            int equals = flag.indexOf('=');
            String path = equals < 0 ? flag : flag.substring(0, equals);
            if (equals < 0) {
                problems.add(Problem.at(Origin.flag(), path, "no value", "key=value"));
            } else if (document.addresses(path)) {
                settings.add(new Setting(path, flag.substring(equals + 1), Origin.flag()));
            } else {
                problems.add(Problem.unknown(Origin.flag(), path, NearestName.of(path, document.addresses())));
            }
        }
        return settings;
    }
}
