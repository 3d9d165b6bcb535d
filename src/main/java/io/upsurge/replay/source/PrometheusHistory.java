package io.upsurge.replay.source;

import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.ReadingSink;
import io.upsurge.format.json.PrometheusApiReader;
import io.upsurge.replay.ReplayRange;
import io.upsurge.replay.Source.Input;
import io.upsurge.replay.source.PrometheusApi.TooMuchException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Raw samples of a Prometheus, or of what answers like one, metric by metric and hour by hour with range selectors. A chunk
 * that is too much for the server is halved.
 */
public final class PrometheusHistory implements ReadingInput {
    private static final long CHUNK_MS = 3_600_000;
    private static final long LEAST_MS = 60_000;

    private final PrometheusApi api;
    private final List<String> selectors;
    private final ReplayRange range;

    /**
     * What to ask for.
     *
     * @param api the server
     * @param metrics names of the metrics
     * @param match further matchers of labels, such as {@code cluster="prod"}; may be empty
     * @param range both ends are asked for
     */
    public PrometheusHistory(PrometheusApi api, Collection<String> metrics, String match, ReplayRange range) {
        this.api = api;
        this.range = range;
        this.selectors = new TreeSet<>(metrics)
                .stream()
                        .map(metric ->
                                "{__name__=\"" + metric.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                                        + (match.isBlank() ? "" : "," + match) + '}')
                        .toList();
    }

    @Override
    public Input read(ReadingSink sink, Notes notes, Consumer<String> cut) throws IOException {
        long[] count = new long[1];
        ReadingSink counting = (series, timeMs, value, stale, startMs) -> {
            count[0]++;
            sink.accept(series, timeMs, value, stale, startMs);
        };
        for (String selector : selectors) {
            for (long from = range.fromMs(); from < range.toMs(); from += CHUNK_MS) {
                chunk(selector, from, Math.min(range.toMs(), from + CHUNK_MS), counting, notes);
            }
        }
        if (count[0] == 0) {
            throw new IOException(
                    api.name() + " has no sample in that time that matches any of " + String.join(" ", selectors));
        }
        return new Input(name(), -1, "");
    }

    private void chunk(String selector, long fromMs, long toMs, ReadingSink sink, Notes notes) throws IOException {
        // The range of a selector ends with its instant; the servers differ in whether it begins with or after its
        // start.
        String query = selector + '[' + (toMs - fromMs) + "ms]";
        try (InputStream answer = api.query(query, toMs - 1)) {
            new PrometheusApiReader().read(answer, sink, notes);
        } catch (TooMuchException e) {
            if (toMs - fromMs < 2 * LEAST_MS) {
                throw new IOException(api.name() + " cannot answer " + query + ": " + e.getMessage(), e);
            }
            long middle = fromMs + (toMs - fromMs) / 2;
            chunk(selector, fromMs, middle, sink, notes);
            chunk(selector, middle, toMs, sink, notes);
        } catch (FormatException e) {
            throw new IOException(api.name() + " answers " + query + " with what cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return api.name();
    }

    @Override
    public long bytes() {
        return 0;
    }
}
