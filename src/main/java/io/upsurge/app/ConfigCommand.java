package io.upsurge.app;

import io.upsurge.app.config.ConfigException;
import io.upsurge.app.config.ConfigHash;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.LoadedConfig;
import io.upsurge.app.config.Setting;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.place.LabelPlaces;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code upsurge config check}, {@code print} and {@code keep-list}. Exit code 0, or 2 with every problem on standard error, one
 * a line.
 */
@Command(name = "config", mixinStandardHelpOptions = true, description = "Checks and shows the configuration.")
public final class ConfigCommand implements Runnable {
    private static final int BAD_CONFIGURATION = 2;

    private final ConfigLoader loader;

    @Spec
    private CommandSpec spec;

    /**
     * A command for an environment.
     *
     * @param environment the environment variables, such as {@code System.getenv()}
     */
    public ConfigCommand(Map<String, String> environment) {
        this.loader = new ConfigLoader(environment);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: check, print or keep-list");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Checks a configuration and reports all its problems.")
    int check(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..1",
                            description = "File to check; else the one UPSURGE_CONFIG names, else the shipped one.")
                    Optional<Path> file,
            @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Override of a key; may be repeated.")
                    List<String> overrides) {
        return withConfig(
                file,
                overrides,
                (config, out) -> out.printf(
                        "%s: right; signals: %d; config hash: %s%n",
                        config.source(), config.config().signals().size(), ConfigHash.of(config.config())));
    }

    @Command(
            name = "print",
            mixinStandardHelpOptions = true,
            description = "Shows each key that was given, its value without secrets, and where it was given.")
    int print(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..1",
                            description = "File to show; else the one UPSURGE_CONFIG names, else the shipped one.")
                    Optional<Path> file,
            @Option(names = "--effective", description = "Also show the keys that have their default.")
                    boolean effective,
            @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Override of a key; may be repeated.")
                    List<String> overrides) {
        return withConfig(file, overrides, (config, out) -> {
            List<Setting> shown = effective ? config.settings() : config.given();
            shown.stream().sorted(Comparator.comparing(Setting::path)).forEach(out::println);
            out.println("# config hash: " + ConfigHash.of(config.config()));
        });
    }

    @Command(
            name = "keep-list",
            mixinStandardHelpOptions = true,
            description =
                    "Names the metrics that a sender may restrict itself to: those of the signals, and those that tell"
                            + " of roll-outs.")
    int keepList(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..1",
                            description = "File to read; else the one UPSURGE_CONFIG names, else the shipped one.")
                    Optional<Path> file,
            @Option(names = "--prometheus", description = "Print the block remote_write of Prometheus.")
                    boolean prometheus,
            @Option(
                            names = "--url",
                            paramLabel = "URL",
                            defaultValue = "http://127.0.0.1:9009/api/v1/write",
                            description = "Where Prometheus is to write to; default ${DEFAULT-VALUE}.")
                    String url,
            @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Override of a key; may be repeated.")
                    List<String> overrides) {
        return withConfig(file, overrides, (config, out) -> {
            UpsurgeConfig read = config.config();
            KeepList keep = new KeepList(new LabelPlaces(read.signals(), read.labels()).metrics());
            out.println(prometheus ? keep.prometheus(url) : keep.names());
        });
    }

    private int withConfig(Optional<Path> file, List<String> overrides, BiConsumer<LoadedConfig, PrintWriter> show) {
        List<String> flags = overrides == null ? List.of() : overrides;
        try {
            LoadedConfig config = file.map(path -> loader.load(path, flags)).orElseGet(() -> loader.load(flags));
            PrintWriter out = spec.commandLine().getOut();
            show.accept(config, out);
            out.flush();
            return 0;
        } catch (ConfigException e) {
            PrintWriter err = spec.commandLine().getErr();
            e.problems().forEach(err::println);
            err.flush();
            return BAD_CONFIGURATION;
        }
    }
}
