package io.upsurge.app;

import io.upsurge.app.alert.Alerts;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.http.ProcessServer;
import io.upsurge.app.http.ReadinessLog;
import io.upsurge.app.ingest.Inputs;
import io.upsurge.app.run.KafkaReach;
import io.upsurge.app.run.Pipeline;
import io.upsurge.ingest.Parts;
import java.util.concurrent.CountDownLatch;

/** A process at work: its health follows its parts, and on SIGTERM they are closed, the last one first. */
final class Running {
    private final ProcessServer server;
    private final Parts parts = new Parts();

    /** A process that has no parts but its server yet. */
    Running(ProcessServer server, UpsurgeConfig config) {
        this.server = server;
        parts.add(server);
        KafkaReach kafka = parts.add(new KafkaReach(config));
        server.health().ready("kafka", kafka::trouble);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "upsurge-stop"));
    }

    /** Has the pipeline in it. */
    Running with(Pipeline pipeline) {
        parts.add(pipeline);
        server.health().alive("pipeline", pipeline::failure);
        server.health().ready("pipeline", pipeline::unready);
        return this;
    }

    /** Has sinks in it; what comes of the others' end is for the next process to tell. */
    Running with(Alerts alerts) {
        parts.add(alerts);
        return this;
    }

    /** Has inputs in it; they are closed before what works on what comes in. */
    Running with(Inputs inputs) {
        parts.add(inputs);
        server.health().ready("inputs", inputs::trouble);
        return this;
    }

    /** Serves the API, which is closed before the server. */
    Running with(Serving serving) {
        parts.add(serving);
        server.health().ready("view", serving::unready);
        return this;
    }

    /** The process waits for nothing any more. */
    void started() {
        server.health().started();
        parts.add(new ReadinessLog(server.health()));
    }

    /**
     * Waits until the process ends.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    void untilStopped() throws InterruptedException {
        started();
        new CountDownLatch(1).await();
    }

    private void stop() {
        server.health().stops();
        parts.close();
    }
}
