package io.upsurge.app.bench.child;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** This program once more, in a JVM of its own. */
public final class ChildJvm {
    private ChildJvm() {}

    /**
     * A program of the Java that runs this.
     *
     * @param name such as {@code java}
     */
    public static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /**
     * {@code upsurge run}, untouched by the environment; what it says on standard error goes where its standard output goes.
     *
     * @param options of the JVM
     * @param file its configuration
     * @param settings what replaces keys of the file
     * @return where it goes is for the caller to say
     */
    public static ProcessBuilder run(List<String> options, Path file, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(tool("java")));
        command.addAll(options);
        command.addAll(List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.upsurge.avro",
                "-cp",
                System.getProperty("java.class.path"),
                "io.upsurge.app.Main",
                "run",
                "--config",
                file.toString()));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + '=' + value)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("UPSURGE_"));
        return builder;
    }
}
