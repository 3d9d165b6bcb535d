package io.upsurge.replay.source;

import io.upsurge.format.SeriesLabels;
import io.upsurge.format.remotewrite.WriteRequests;
import io.upsurge.model.Scrape;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.RecordFiles;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.SimulatedRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a scenario does to a fleet as others would have recorded it: series by series, with the labels of a scrape. */
public final class ForeignHistory {
    private final Map<String, TreeMap<Long, Double>> bySeries = new TreeMap<>();
    private final Map<String, SeriesLabels> labels = new HashMap<>();
    private final Scenario scenario;

    public ForeignHistory(Scenario scenario) {
        this.scenario = scenario;
        new FleetSimulator(scenario).records().forEachRemaining(record -> {
            if (record instanceof SimulatedRecord.Sample sample && sample.record() instanceof Scrape scrape) {
                add(scrape);
            }
        });
    }

    private void add(Scrape scrape) {
        scrape.points()
                .forEach(point -> add(
                        scrape,
                        point.series().metric(),
                        point.series().labels(),
                        point.stale() ? Double.NaN : point.value()));
        if (scrape.startMs() > 0) {
            add(scrape, "process_start_time_seconds", Map.of(), scrape.startMs() / 1e3);
        }
    }

    private void add(Scrape scrape, String metric, Map<String, String> own, double value) {
        Map<String, String> all = new TreeMap<>(own);
        all.put("cluster", scrape.cluster());
        all.put("node", scrape.node());
        all.put("namespace", scrape.workload().namespace());
        all.put("daemonset", scrape.workload().daemonset());
        all.put("container", scrape.workload().container());
        all.put("pod", "aws-node-" + Integer.toHexString(scrape.podUid().hashCode()));
        all.put("uid", scrape.podUid());
        all.put("instance", scrape.node() + ":61678");
        all.put("job", "aws-node");
        SeriesLabels series = SeriesLabels.of(metric, all);
        labels.putIfAbsent(series.toString(), series);
        bySeries.computeIfAbsent(series.toString(), s -> new TreeMap<>()).put(scrape.timeMs(), value);
    }

    /** First and last instant, milliseconds since 1970-01-01T00:00Z. */
    public long[] span() {
        return new long[] {
            bySeries.values().stream().mapToLong(TreeMap::firstKey).min().orElseThrow(),
            bySeries.values().stream().mapToLong(TreeMap::lastKey).max().orElseThrow()
        };
    }

    public Path records(Path folder) {
        RecordFiles files = new RecordFiles(folder);
        files.write(new FleetSimulator(scenario).records());
        return folder;
    }

    public Path prometheusText(Path file) throws IOException {
        return write(file, (series, time, value) -> series + " " + number(value) + " " + time);
    }

    public Path tsdbDump(Path file) throws IOException {
        return write(file, (series, time, value) -> {
            String text = labels.get(series).toMap().entrySet().stream()
                    .map(label -> label.getKey() + "=\"" + label.getValue() + '"')
                    .collect(Collectors.joining(", ", "{", "}"));
            return text + " " + number(value) + " " + time;
        });
    }

    /** As {@code promtool tsdb create-blocks-from openmetrics} wants it: a metric at a time. */
    public Path openMetrics(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        String metric = "";
        for (Map.Entry<String, TreeMap<Long, Double>> entry : bySeries.entrySet()) {
            SeriesLabels series = labels.get(entry.getKey());
            if (!series.metric().equals(metric)) {
                metric = series.metric();
                lines.add("# TYPE " + metric + " gauge");
            }
            entry.getValue()
                    .forEach((time, value) -> lines.add(entry.getKey() + " " + number(value) + " "
                            + String.format(Locale.ROOT, "%d.%03d", time / 1000, time % 1000)));
        }
        lines.add("# EOF");
        return Files.write(file, lines);
    }

    public Path victoriaMetrics(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        bySeries.forEach((series, values) -> {
            String metric = labels.get(series).toMap().entrySet().stream()
                    .map(label -> '"' + label.getKey() + "\":\"" + label.getValue() + '"')
                    .collect(Collectors.joining(",", "{", "}"));
            lines.add("{\"metric\":" + metric + ",\"values\":["
                    + values.values().stream().map(ForeignHistory::json).collect(Collectors.joining(","))
                    + "],\"timestamps\":["
                    + values.keySet().stream().map(String::valueOf).collect(Collectors.joining(",")) + "]}");
        });
        return Files.write(file, lines);
    }

    /** What a Prometheus sends: a request a minute, by protocol 1.0 and 2.0 in turns. */
    public Path remoteWrite(Path folder) throws IOException {
        Files.createDirectories(folder);
        TreeMap<Long, List<WriteRequests.Series>> byMinute = new TreeMap<>();
        bySeries.forEach((series, values) -> {
            TreeMap<Long, List<WriteRequests.Sample>> minutes = new TreeMap<>();
            values.forEach((time, value) -> minutes.computeIfAbsent(time / 60_000, m -> new ArrayList<>())
                    .add(
                            Double.isNaN(value)
                                    ? WriteRequests.Sample.stale(time)
                                    : WriteRequests.Sample.of(time, value)));
            minutes.forEach((minute, samples) -> byMinute.computeIfAbsent(minute, m -> new ArrayList<>())
                    .add(WriteRequests.Series.of(
                            labels.get(series).toMap(), samples.toArray(WriteRequests.Sample[]::new))));
        });
        for (Map.Entry<Long, List<WriteRequests.Series>> minute : byMinute.entrySet()) {
            WriteRequests.Series[] all = minute.getValue().toArray(WriteRequests.Series[]::new);
            byte[] plain = minute.getKey() % 2 == 0 ? WriteRequests.v1(all) : WriteRequests.v2(all);
            Files.write(folder.resolve(minute.getKey() + ".rw"), WriteRequests.snappy(plain));
        }
        return folder;
    }

    public Path csv(Path file) throws IOException {
        List<String> names = labels.values().stream()
                .flatMap(series -> series.toMap().keySet().stream())
                .filter(name -> !name.equals(SeriesLabels.NAME))
                .distinct()
                .sorted()
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("ts,metric," + String.join(",", names) + ",value");
        bySeries.forEach((series, values) -> {
            SeriesLabels of = labels.get(series);
            String row = of.metric() + "," + names.stream().map(of::get).collect(Collectors.joining(",")) + ",";
            values.forEach((time, value) -> lines.add(time + "," + row + number(value)));
        });
        return Files.write(file, lines);
    }

    private interface Line {
        String of(String series, long time, double value);
    }

    private Path write(Path file, Line line) throws IOException {
        List<String> lines = new ArrayList<>();
        bySeries.forEach((series, values) -> values.forEach((time, value) -> lines.add(line.of(series, time, value))));
        return Files.write(file, lines);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "NaN" : Double.toString(value);
    }

    private static String json(double value) {
        return Double.isNaN(value) ? "null" : Double.toString(value);
    }
}
