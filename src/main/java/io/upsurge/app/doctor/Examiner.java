package io.upsurge.app.doctor;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.doctor.look.ClusterProbe;
import io.upsurge.app.doctor.look.ClusterView;
import io.upsurge.app.doctor.look.GroupProbe;
import io.upsurge.app.doctor.look.GroupView;
import io.upsurge.app.doctor.look.InputsProbe;
import io.upsurge.app.doctor.look.InputsView;
import io.upsurge.app.doctor.look.LagView;
import io.upsurge.app.doctor.look.Look;
import io.upsurge.app.doctor.look.Period;
import io.upsurge.app.doctor.look.Progress;
import io.upsurge.app.doctor.look.RatesProbe;
import io.upsurge.app.doctor.look.RegistryView;
import io.upsurge.app.doctor.look.SourcesProbe;
import io.upsurge.app.doctor.look.SourcesView;
import io.upsurge.app.doctor.look.TopicsProbe;
import io.upsurge.app.doctor.look.TopicsView;
import io.upsurge.app.topics.TopicPlan;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Looks at everything a configuration names, once, and lets the checks judge it. Changes nothing. */
public final class Examiner {
    private static final String NO_KAFKA = "Kafka could not be asked";
    private static final String NO_REGISTRY = "the schema registry could not be asked";

    private final UpsurgeConfig config;
    private final Clients clients;
    private final Clock clock;
    private final long maxRecords;
    private final Consumer<String> progress;

    /**
     * An examiner.
     *
     * @param config names what is looked at
     * @param clients makes the clients to look through
     * @param clock the time here
     * @param maxRecords most records to read of a topic
     * @param progress told what is being looked at
     */
    public Examiner(UpsurgeConfig config, Clients clients, Clock clock, long maxRecords, Consumer<String> progress) {
        this.config = config;
        this.clients = clients;
        this.clock = clock;
        this.maxRecords = maxRecords;
        this.progress = progress;
    }

    /**
     * Looks and judges.
     *
     * @param period which samples and dead letters are read
     */
    public Diagnoses examine(Period period) {
        return Diagnoses.of(Checks.all(), look(period));
    }

    private Examination look(Period period) {
        progress.accept("the schema registry");
        Look<Contracts> contracts = Look.at(() -> Contracts.of(config));
        Look<RegistryView> registry = Look.at(() -> registry(contracts.get()));
        progress.accept("Kafka");
        Look<Admin> admin = Look.at(clients::admin);
        try {
            Look<ClusterView> cluster = Look.at(() -> new ClusterProbe(admin.get()).look());
            Look<Admin> kafka = cluster.then(NO_KAFKA, seen -> admin.get());
            Look<GroupProbe> probe = kafka.then(NO_KAFKA, asked -> new GroupProbe(asked, config.pipeline()));
            Look<TopicsView> topics = Look.at(() -> new TopicsProbe(kafka.get()).look(TopicPlan.of(config.topics())));
            Look<GroupView> group = Look.at(() -> probe.get().group());
            long firstMs = clock.millis();
            Look<Map<String, Progress>> before = Look.at(() -> probe.get().progress());
            Look<Contracts> decodable = registry.then(NO_REGISTRY, seen -> contracts.get());
            progress.accept("what the inputs read from");
            SourcesView sources = new SourcesProbe(
                            config,
                            () -> kafka.then(NO_KAFKA, asked -> clients.reader())
                                    .get(),
                            clock)
                    .look();
            progress.accept("the records of the " + period);
            Look<InputsView> inputs = Look.at(() -> {
                kafka.get();
                return inputs(decodable.get(), period);
            });
            Look<Map<String, Long>> rates = Look.at(() -> {
                kafka.get();
                return rates(decodable.get());
            });
            Look<LagView> lag = Look.at(
                    () -> new LagView(before.get(), probe.get().progress(), Math.max(0, clock.millis() - firstMs)));
            return new Examination(
                    config, period, clock.millis(), cluster, topics, registry, inputs, group, lag, sources, rates);
        } finally {
            if (admin instanceof Look.Seen<Admin> opened) {
                opened.value().close(java.time.Duration.ZERO);
            }
        }
    }

    private static RegistryView registry(Contracts contracts) {
        List<String> subjects = contracts.subjects().subjects();
        return new RegistryView(
                contracts.subjects().states(contracts.registry()),
                contracts.registry().mode(subjects.get(0)));
    }

    private InputsView inputs(Contracts contracts, Period period) {
        try (var reader = clients.reader();
                var samples = contracts.serdes().samples().deserializer();
                var facts = contracts.serdes().rollouts().deserializer()) {
            return new InputsProbe(reader, config, samples, facts, clock, maxRecords).read(period);
        }
    }

    private Map<String, Long> rates(Contracts contracts) {
        try (var reader = clients.reader();
                var decoder = contracts.serdes().versionRates().deserializer()) {
            return new RatesProbe(reader, decoder).newestWindows(config.topics().versionRates());
        }
    }
}
