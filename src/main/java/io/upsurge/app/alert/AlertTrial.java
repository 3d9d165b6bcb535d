package io.upsurge.app.alert;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.deliver.Channel;
import io.upsurge.deliver.Notice;
import io.upsurge.deliver.Notice.Event;
import io.upsurge.deliver.Reply;
import io.upsurge.deliver.SinkSettings;
import io.upsurge.deliver.SinkSettings.Target;
import io.upsurge.ingest.Parts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Tells sinks of an anomaly that is marked as a test, and then that it is over, past all routing and without Kafka. */
public final class AlertTrial {
    private static final String NOWHERE = "test";

    private final UpsurgeConfig config;
    private final Clock clock;

    /**
     * What a sink said.
     *
     * @param sink name of the sink
     * @param step what it was told
     * @param reply what came of it
     */
    public record Said(String sink, String step, Reply reply) {}

    /**
     * A trial.
     *
     * @param config names the sinks
     * @param clock tells the present
     */
    public AlertTrial(UpsurgeConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Tries a sink; after a step that fails no further one is tried. */
    public List<Said> of(SinkSettings sink) throws InterruptedException {
        List<Said> said = new ArrayList<>();
        try (Parts parts = new Parts()) {
            SinkParts made = new SinkParts(config.alerts().links(), () -> Clusters.connect(config, parts), clock);
            TestAlert alert = new TestAlert(cluster(sink), clock.millis());
            if (sink.target() instanceof Target.Alertmanager target) {
                made.alertmanagers(sink, target)
                        .test(alert.open())
                        .forEach((peer, reply) -> said.add(new Said(sink.name(), "fires at " + peer, reply)));
                return said;
            }
            Channel channel = made.channel(sink);
            Reply opened = meant(channel.send(new Notice(Event.OPENED, alert.open(), true)));
            said.add(new Said(sink.name(), "opened", opened));
            if (opened.isTaken() && !(sink.target() instanceof Target.KubernetesEvents)) {
                said.add(new Said(sink.name(), "ended", channel.send(new Notice(Event.ENDED, alert.over(), true))));
            }
        }
        return said;
    }

    /** That the DaemonSet of the test is not found is what a cluster that can be reached says. */
    private static Reply meant(Reply reply) {
        return reply.reason().equals("no-daemonset")
                ? Reply.taken("the cluster answers; whether events may be written is not tried")
                : reply;
    }

    private String cluster(SinkSettings sink) {
        return sink.target() instanceof Target.KubernetesEvents
                        && !config.watch().settings().clusters().isEmpty()
                ? config.watch().settings().clusters().get(0).cluster()
                : NOWHERE;
    }
}
