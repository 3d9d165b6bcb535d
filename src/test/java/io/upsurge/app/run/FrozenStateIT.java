package io.upsurge.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.ChildProcess;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.demo.Outputs;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.stream.FrozenRelease;
import io.upsurge.stream.FrozenRelease.Entry;
import io.upsurge.stream.FrozenRun;
import io.upsurge.stream.TopologyHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics of the newest frozen release on a real broker: changelogs, what lay between the stages, inputs, offsets. */
class FrozenStateIT {
    private static final FrozenRelease RELEASE = FrozenRelease.newest();

    @TempDir
    Path dir;

    private List<String> flags(EmbeddedKafka kafka, DevRegistry registry) {
        return List.of(
                "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                "registry.url=" + registry.url(),
                "pipeline.state-dir=" + dir.resolve("state"),
                "http.listen=127.0.0.1:0");
    }

    @Test
    void shouldGoOnFromTheTopicsOfTheNewestRelease() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                DevRegistry registry = DevRegistry.start(0)) {
            UpsurgeConfig config = RELEASE.config(flags(kafka, registry));
            Contracts contracts = load(config, UnaryOperator.identity());
            String expected = uninterrupted();
            try (Pipeline pipeline = new Pipeline(config, 1, contracts.forTopology());
                    Outputs outputs = new Outputs(config, contracts)) {
                pipeline.start();
                Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
                    outputs.poll();
                    return outputs.rates().size() + outputs.anomalies().size()
                            >= expected.lines().count();
                });
                outputs.catchUp();
                assertThat(TopologyHarness.answer(outputs.rates(), outputs.anomalies()))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldEndWithoutTouchingStateOfALaterRelease() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                DevRegistry registry = DevRegistry.start(0)) {
            List<String> flags = flags(kafka, registry);
            UpsurgeConfig config = RELEASE.config(flags);
            load(config, FrozenRun::later);
            List<String> args = new ArrayList<>(List.of(
                    "run", "-c", RELEASE.folder().resolve("upsurge.yaml").toString()));
            flags.forEach(flag -> args.addAll(List.of("--set", flag)));
            try (ChildProcess upsurge = ChildProcess.start(args)) {
                assertThat(upsurge.exitCode()).as(upsurge.err()).isEqualTo(2);
                assertThat(upsurge.err())
                        .containsPattern(
                                "upsurge: the state of application frozen cannot be used: .* has format \\d+, this"
                                        + " release reads format \\d+. Nothing was changed. Either a later release wrote it: run"
                                        + " that release again, or begin anew by `upsurge reset`")
                        .doesNotContain("replacing it");
            }
            try (Outputs outputs = new Outputs(config, Contracts.of(config))) {
                outputs.catchUp();
                assertThat(outputs.rates()).isEmpty();
            }
        }
    }

    /** Fills the topics as that release left them; states of the keys are written as {@code changed}. */
    private static Contracts load(UpsurgeConfig config, UnaryOperator<byte[]> changed) throws Exception {
        RELEASE.registerSchemas(config);
        Contracts contracts = Contracts.of(config);
        Backlog backlog = new Backlog(config, contracts);
        backlog.preload(List.of());
        String application = config.pipeline().applicationId();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Entry entry : RELEASE.entries("state.gz")) {
            byte[] value = entry.topic().equals("keys") ? changed.apply(entry.value()) : entry.value();
            String topic = application + '-' + entry.topic() + "-changelog";
            records.add(new ProducerRecord<>(topic, 0, entry.key(), value));
        }
        List<Entry> before = RELEASE.entries("inputs-1.gz", "inputs-2.gz");
        for (Entry entry : RELEASE.entries("pending.gz", "inputs-1.gz", "inputs-2.gz", "inputs-3.gz")) {
            records.add(new ProducerRecord<>(entry.topic(), 0, entry.key(), entry.value()));
        }
        records.stream().map(ProducerRecord::topic).distinct().sorted().forEach(topic -> backlog.createTopic(topic, 1));
        backlog.sendEncoded(records);
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        before.forEach(entry -> offsets.merge(
                new TopicPartition(entry.topic(), 0),
                new OffsetAndMetadata(1),
                (one, other) -> new OffsetAndMetadata(one.offset() + other.offset())));
        try (Admin admin = Admin.create(new HashMap<>(config.kafka()))) {
            admin.alterConsumerGroupOffsets(application, offsets).all().get();
        }
        return contracts;
    }

    private String uninterrupted() {
        try (FrozenRun run = new FrozenRun(RELEASE, dir.resolve("driver"))) {
            run.play(RELEASE.entries("inputs-1.gz"));
            run.answer();
            run.play(RELEASE.entries("inputs-2.gz", "inputs-3.gz"));
            return run.answer();
        }
    }
}
