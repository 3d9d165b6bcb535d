package io.upsurge.app.replay;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.model.Signal;
import io.upsurge.report.Provenance;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a report says of where it comes from. */
public final class ReportOrigin {
    private ReportOrigin() {}

    /**
     * The origin of a run's report: its inputs and command, and everything in the configuration that decides.
     *
     * @param run what was run
     * @param config its configuration; what says where Kafka is, is left out
     */
    public static Provenance of(Run run, UpsurgeConfig config) {
        List<Provenance.Input> inputs = run.inputs().stream()
                .map(input -> new Provenance.Input(input.name(), "", input.bytes(), input.sha256(), -1))
                .toList();
        TreeMap<String, String> settings = new TreeMap<>();
        put(settings, "engine", config.engine());
        put(settings, "detector", config.rule());
        put(settings, "labels", config.labels());
        for (Signal signal : config.signals()) {
            put(settings, "signals." + signal.id(), signal);
        }
        return new Provenance(run.version(), inputs, settings, run.configHash(), run.command());
    }

    private static void put(SortedMap<String, String> settings, String path, Record part) {
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            try {
                settings.put(
                        path + '.' + component.getName(),
                        String.valueOf(component.getAccessor().invoke(part)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component, e);
            }
        }
    }
}
