package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge serve}: the API without the pipeline. */
@Command(
        name = "serve",
        description = "Serves the HTTP API beside any Kafka that has the topics, without running the pipeline.")
public final class ServeCommand implements Callable<Integer> {
    private final ConfigSource source;
    private final DecoderSource decoders;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    /**
     * A command.
     *
     * @param source reads the configuration
     * @param decoders makes what decodes the topics
     */
    public ServeCommand(ConfigSource source, DecoderSource decoders) {
        this.source = source;
        this.decoders = decoders;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        UpsurgeConfig config = options.load(source);
        if (!config.http().enabled()) {
            throw new ParameterException(spec.commandLine(), "http.enabled is false: there is nothing to serve");
        }
        try (Serving serving = Serving.start("serve", config, Optional.empty(), decoders)) {
            serving.attach(Optional.empty());
            serving.server().health().ready("view", serving.live()::unready);
            new Running(serving.server(), config).with(serving).untilStopped();
        }
        return ExitCode.OK.status();
    }
}
