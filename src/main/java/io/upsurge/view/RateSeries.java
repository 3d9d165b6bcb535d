package io.upsurge.view;

import io.upsurge.model.Signal;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.VersionRate.Bounds;
import io.upsurge.model.VersionRate.Spread;
import io.upsurge.model.VersionRate.Standing;
import io.upsurge.model.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The rates of one version of one key, window by window, as numbers in a row: nothing is lost, and nothing is an object. */
final class RateSeries {
    /** What a window takes, bytes. */
    static final int BYTES = 8 * (Column.values().length + 1);

    private static final int WIDTH = Column.values().length;

    private final SignalKey key;
    private final String version;
    private final List<String> baselines = new ArrayList<>();
    private Signal.Kind kind = Signal.Kind.RATE;
    private long[] ends = new long[8];
    private double[] numbers = new double[8 * WIDTH];
    private int size;

    /** NaN where there is none. */
    private enum Column {
        LENGTH,
        BASELINE,
        NODES,
        WARMING,
        PENDING,
        CALLS,
        EXPOSURE,
        P10,
        P50,
        P90,
        MAX,
        RATIO,
        OBSERVED,
        BASELINE_RATE,
        CANDIDATE_RATE,
        JUDGED,
        CONTROLS,
        ESTIMATE,
        LOWER,
        UPPER,
        ERROR,
        EVIDENCE,
        THRESHOLD,
        COMPLETENESS,
        MISSING,
        CORRECTIONS
    }

    RateSeries(SignalKey key, String version) {
        this.key = key;
        this.version = version;
    }

    int size() {
        return size;
    }

    /** Start of the first window; the series must not be empty. */
    long firstMs() {
        return ends[0] - (long) number(0, Column.LENGTH);
    }

    /** Length of the last window; the series must not be empty. */
    long lengthMs() {
        return (long) number(size - 1, Column.LENGTH);
    }

    /** Nodes in the window that ends then, those that restarted with them; 0 without that window. */
    int nodesAt(long endMs) {
        int at = Arrays.binarySearch(ends, 0, size, endMs);
        return at < 0 ? 0 : (int) (number(at, Column.NODES) + number(at, Column.WARMING) + number(at, Column.PENDING));
    }

    /** Nodes in the window that ends then, without those that restarted; 0 without that window. */
    int settledAt(long endMs) {
        int at = Arrays.binarySearch(ends, 0, size, endMs);
        return at < 0 ? 0 : (int) number(at, Column.NODES);
    }

    /** Takes in a window; one that is there already is replaced. Returns whether there is one more. */
    boolean put(VersionRate rate) {
        kind = rate.kind();
        long end = rate.window().endMs();
        int at = size == 0 || end > ends[size - 1] ? -size - 1 : Arrays.binarySearch(ends, 0, size, end);
        boolean fresh = at < 0;
        int place = fresh ? -at - 1 : at;
        if (fresh) {
            makeRoom(place);
        }
        ends[place] = end;
        write(place * WIDTH, rate);
        return fresh;
    }

    private void makeRoom(int place) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size + size / 2);
            numbers = Arrays.copyOf(numbers, ends.length * WIDTH);
        }
        System.arraycopy(ends, place, ends, place + 1, size - place);
        System.arraycopy(numbers, place * WIDTH, numbers, (place + 1) * WIDTH, (size - place) * WIDTH);
        size++;
    }

    private void write(int at, VersionRate rate) {
        Arrays.fill(numbers, at, at + WIDTH, Double.NaN);
        set(at, Column.LENGTH, (double) rate.window().lengthMs());
        rate.baselineVersion().ifPresent(baseline -> set(at, Column.BASELINE, number(baseline)));
        set(at, Column.NODES, rate.nodes());
        set(at, Column.WARMING, rate.warmingNodes());
        set(at, Column.PENDING, rate.pendingNodes());
        set(at, Column.CALLS, rate.calls());
        set(at, Column.EXPOSURE, rate.exposure());
        rate.spread().ifPresent(spread -> {
            set(at, Column.P10, spread.p10());
            set(at, Column.P50, spread.p50());
            set(at, Column.P90, spread.p90());
            set(at, Column.MAX, spread.max());
        });
        rate.ratio().ifPresent(ratio -> set(at, Column.RATIO, ratio));
        rate.standing().ifPresent(standing -> {
            set(at, Column.OBSERVED, standing.observed() ? 1 : 0);
            set(at, Column.BASELINE_RATE, standing.baselineRate());
            set(at, Column.CANDIDATE_RATE, standing.candidateRate());
            set(at, Column.JUDGED, standing.judgedNodes());
            set(at, Column.CONTROLS, standing.controlNodes());
            standing.bounds().ifPresent(bounds -> {
                set(at, Column.ESTIMATE, bounds.estimate());
                set(at, Column.LOWER, bounds.lower());
                set(at, Column.UPPER, bounds.upper());
                set(at, Column.ERROR, bounds.standardError());
                set(at, Column.EVIDENCE, bounds.logEvidence());
                set(at, Column.THRESHOLD, bounds.logThreshold());
            });
        });
        set(at, Column.COMPLETENESS, rate.completeness());
        set(at, Column.MISSING, rate.missingSources());
        set(at, Column.CORRECTIONS, rate.corrections());
    }

    private void set(int at, Column column, double value) {
        numbers[at + column.ordinal()] = value;
    }

    private int number(String baseline) {
        int known = baselines.indexOf(baseline);
        if (known < 0) {
            baselines.add(baseline);
            return baselines.size() - 1;
        }
        return known;
    }

    /** Forgets windows that end before an instant or at it; returns how many. */
    int forget(long untilMs) {
        int gone = 0;
        while (gone < size && ends[gone] <= untilMs) {
            gone++;
        }
        if (gone > 0) {
            int kept = size - gone;
            int room = Math.max(8, kept + kept / 8);
            long[] fewerEnds = new long[room];
            double[] fewer = new double[room * WIDTH];
            System.arraycopy(ends, gone, fewerEnds, 0, kept);
            System.arraycopy(numbers, gone * WIDTH, fewer, 0, kept * WIDTH);
            ends = fewerEnds;
            numbers = fewer;
            size = kept;
        }
        return gone;
    }

    /** The windows that end after one instant and not after another, in the order of time. */
    List<VersionRate> between(long afterMs, long toMs) {
        List<VersionRate> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (ends[i] > afterMs && ends[i] <= toMs) {
                all.add(at(i));
            }
        }
        return all;
    }

    /** The last window. */
    VersionRate last() {
        return at(size - 1);
    }

    /** The last window in which the version stood as a candidate, and was observed if it ever was; empty if it never stood. */
    Optional<VersionRate> lastStanding() {
        int standing = -1;
        for (int i = size - 1; i >= 0; i--) {
            double observed = number(i, Column.OBSERVED);
            if (observed == 1) {
                return Optional.of(at(i));
            }
            standing = standing < 0 && observed == 0 ? i : standing;
        }
        return standing < 0 ? Optional.empty() : Optional.of(at(standing));
    }

    /** Most controls at a time while some nodes were judged. */
    int mostControls() {
        double most = 0;
        for (int i = 0; i < size; i++) {
            if (number(i, Column.JUDGED) > 0) {
                most = Math.max(most, number(i, Column.CONTROLS));
            }
        }
        return (int) most;
    }

    /** Calls over the windows in which the version stood as a candidate. */
    double calls() {
        return sum(Column.CALLS);
    }

    /** What these were counted over. */
    double exposure() {
        return sum(Column.EXPOSURE);
    }

    /** Calls over all windows. */
    double allCalls() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += number(i, Column.CALLS);
        }
        return sum;
    }

    private double sum(Column column) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            if (!Double.isNaN(number(i, Column.OBSERVED))) {
                sum += number(i, column);
            }
        }
        return sum;
    }

    private double number(int place, Column column) {
        return numbers[place * WIDTH + column.ordinal()];
    }

    private VersionRate at(int i) {
        double baseline = number(i, Column.BASELINE);
        double p10 = number(i, Column.P10);
        double ratio = number(i, Column.RATIO);
        return new VersionRate(
                key,
                kind,
                new Window(ends[i] - (long) number(i, Column.LENGTH), ends[i]),
                version,
                Double.isNaN(baseline) ? Optional.empty() : Optional.of(baselines.get((int) baseline)),
                (int) number(i, Column.NODES),
                (int) number(i, Column.WARMING),
                (int) number(i, Column.PENDING),
                number(i, Column.CALLS),
                number(i, Column.EXPOSURE),
                Double.isNaN(p10)
                        ? Optional.empty()
                        : Optional.of(
                                new Spread(p10, number(i, Column.P50), number(i, Column.P90), number(i, Column.MAX))),
                Double.isNaN(ratio) ? OptionalDouble.empty() : OptionalDouble.of(ratio),
                standing(i),
                number(i, Column.COMPLETENESS),
                (int) number(i, Column.MISSING),
                (int) number(i, Column.CORRECTIONS));
    }

    private Optional<Standing> standing(int i) {
        double observed = number(i, Column.OBSERVED);
        if (Double.isNaN(observed)) {
            return Optional.empty();
        }
        double threshold = number(i, Column.THRESHOLD);
        return Optional.of(new Standing(
                observed == 1,
                number(i, Column.BASELINE_RATE),
                number(i, Column.CANDIDATE_RATE),
                (int) number(i, Column.JUDGED),
                (int) number(i, Column.CONTROLS),
                Double.isNaN(threshold)
                        ? Optional.empty()
                        : Optional.of(new Bounds(
                                number(i, Column.ESTIMATE),
                                number(i, Column.LOWER),
                                number(i, Column.UPPER),
                                number(i, Column.ERROR),
                                number(i, Column.EVIDENCE),
                                threshold))));
    }

    /** The same numbers, for a reader on another thread. */
    RateSeries copy() {
        RateSeries copy = new RateSeries(key, version);
        copy.baselines.addAll(baselines);
        copy.kind = kind;
        copy.ends = Arrays.copyOf(ends, Math.max(8, size));
        copy.numbers = Arrays.copyOf(numbers, Math.max(8, size) * WIDTH);
        copy.size = size;
        return copy;
    }
}
