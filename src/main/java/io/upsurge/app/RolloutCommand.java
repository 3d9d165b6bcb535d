package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.rollout.Facts;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code upsurge rollout mark} and {@code upsurge rollout import}: roll-out facts from people and files. */
@Command(name = "rollout", description = "Writes roll-out facts that people or files tell.")
public final class RolloutCommand implements Runnable {
    private static final int BATCH = 1_000;
    private static final int PROBLEMS_SHOWN = 100;

    private final ConfigSource source;
    private final OutletSource outlets;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    /**
     * A command.
     *
     * @param source reads the configuration
     * @param outlets opens the topics
     * @param clock says when a fact was told
     */
    public RolloutCommand(ConfigSource source, OutletSource outlets, Clock clock) {
        this.source = source;
        this.outlets = outlets;
        this.clock = clock;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: mark or import");
    }

    @Command(name = "mark", description = "Says that nodes run a version since an instant.")
    int mark(
            @Mixin ConfigOptions options,
            @Option(names = "--cluster", required = true, description = "Name of the cluster.") String cluster,
            @Option(
                            names = "--daemonset",
                            required = true,
                            paramLabel = "NAMESPACE/NAME",
                            description = "The DaemonSet.")
                    String daemonset,
            @Option(names = "--container", required = true, description = "The container whose version it is.")
                    String container,
            @Option(
                            names = "--tag",
                            required = true,
                            paramLabel = "TAG",
                            description = "The version, as the image tag says it.")
                    String tag,
            @Option(names = "--node", paramLabel = "NODE", description = "A node; may be repeated.") List<String> nodes,
            @Option(
                            names = "--nodes-from",
                            paramLabel = "FILE",
                            description = "File with the names of nodes, one a line.")
                    Optional<Path> nodesFrom,
            @Option(
                            names = "--at",
                            paramLabel = "TIME",
                            description = "Since when: ISO 8601, or seconds or milliseconds since 1970; default now.")
                    Optional<String> at) {
        long nowMs = clock.millis();
        List<RolloutFact> facts = new ArrayList<>();
        try {
            Workload workload = workload(cluster, daemonset, container);
            long sinceMs = at.map(text -> Facts.instant("--at", text)).orElse(nowMs);
            for (String node : nodes(nodes, nodesFrom)) {
                facts.add(new RolloutFact(workload, node, Version.ofTag(tag), "", sinceMs, nowMs, "mark", ""));
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        write(options.load(source), facts);
        return ExitCode.OK.status();
    }

    private static Workload workload(String cluster, String daemonset, String container) {
        int slash = daemonset.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("--daemonset is '" + daemonset + "', not NAMESPACE/NAME");
        }
        return new Workload(cluster, daemonset.substring(0, slash), daemonset.substring(slash + 1), container);
    }

    private static Set<String> nodes(List<String> named, Optional<Path> file) {
        Set<String> nodes = new LinkedHashSet<>(named == null ? List.of() : named);
        file.ifPresent(path -> {
            try {
                Files.readAllLines(path).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(nodes::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path + ": " + e, e);
            }
        });
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("no node: expected --node NODE or --nodes-from FILE with names in it");
        }
        return nodes;
    }

    @Command(
            name = "import",
            description =
                    "Writes the facts of files: CSV with a line of column names, or JSON objects, one a line, each a"
                            + " fact or an event of CDEvents. Nothing is written if a line is wrong; exit code 4 then.")
    int importFiles(
            @Mixin ConfigOptions options,
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files.") List<Path> files,
            @Option(names = "--skip-bad", description = "Write the good lines although others are wrong.")
                    boolean skipBad) {
        UpsurgeConfig config = options.load(source);
        Facts reader = new Facts(config.signals());
        List<RolloutFact> facts = new ArrayList<>();
        int[] wrong = new int[1];
        PrintWriter err = spec.commandLine().getErr();
        for (Path file : files) {
            reader.read(file, facts::add, problem -> {
                if (wrong[0]++ < PROBLEMS_SHOWN) {
                    err.println(problem);
                }
            });
        }
        if (wrong[0] > PROBLEMS_SHOWN) {
            err.println("and " + (wrong[0] - PROBLEMS_SHOWN) + " more");
        }
        if (wrong[0] > 0 && !skipBad) {
            err.println("nothing written: " + wrong[0] + " wrong, " + facts.size() + " right; --skip-bad writes these");
        } else {
            write(config, facts);
        }
        err.flush();
        return (wrong[0] > 0 ? ExitCode.UNUSABLE_INPUT : ExitCode.OK).status();
    }

    private void write(UpsurgeConfig config, List<RolloutFact> facts) {
        try (OutletSource.Open outlet = outlets.open(config)) {
            for (int from = 0; from < facts.size(); from += BATCH) {
                outlet.write(List.of(), facts.subList(from, Math.min(facts.size(), from + BATCH)))
                        .join();
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d facts to %s%n", facts.size(), config.topics().rollouts());
        out.flush();
    }
}
