package io.upsurge.detect.signal;

import io.upsurge.model.SeriesId;
import io.upsurge.model.SeriesSelector;
import io.upsurge.model.Signal;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The configured signals. Not thread-safe: it remembers what it looked up, and each stage has its own.
 */
public final class SignalCatalog {
    private static final int REMEMBERED = 100_000;

    private final List<Signal> signals;
    private final UnaryOperator<GroupId> shared;
    private final Map<String, Signal> byId = new HashMap<>();
    private final Map<Workload, Map<SeriesId, List<Role>>> remembered = new HashMap<>();
    private final Map<Workload, List<SeriesSelector>> covariates = new HashMap<>();
    private int size;

    /**
     * Makes a catalog with groups of its own.
     *
     * @throws IllegalArgumentException if two signals have the same id
     */
    public SignalCatalog(List<Signal> signals) {
        this(signals, UnaryOperator.identity());
    }

    /**
     * Makes a catalog.
     *
     * @param signals what is watched
     * @param shared gives the object to use for a group
     * @throws IllegalArgumentException if two signals have the same id
     */
    public SignalCatalog(List<Signal> signals, UnaryOperator<GroupId> shared) {
        this.signals = List.copyOf(signals);
        this.shared = shared;
        for (Signal signal : signals) {
            if (byId.put(signal.id(), signal) != null) {
                throw new IllegalArgumentException("two signals are called '" + signal.id() + "'");
            }
        }
    }

    /** A number that changes when other series are counted, or towards other groups. */
    public int fingerprint() {
        List<String> parts = new ArrayList<>();
        for (Signal signal : signals) {
            parts.add(String.join(
                    "\n",
                    signal.id(),
                    signal.workload().toString(),
                    signal.series().toString(),
                    signal.per().map(SeriesSelector::toString).orElse(""),
                    String.join(",", signal.groupBy())));
        }
        return parts.hashCode();
    }

    /** The signal of that id, or empty where the configuration no longer has it. */
    public Optional<Signal> signal(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether a signal is about the workload. */
    public boolean watches(Workload workload) {
        return signals.stream().anyMatch(signal -> signal.workload().matches(workload));
    }

    /** The gauges that signals of a workload name as covariates, each once, in the order of the signals. */
    public List<SeriesSelector> covariatesOf(Workload workload) {
        return covariates.computeIfAbsent(workload, w -> signals.stream()
                .filter(signal -> signal.workload().matches(w))
                .flatMap(signal -> signal.covariate().stream())
                .distinct()
                .toList());
    }

    /** What a series of a workload counts towards; empty for a series nobody asked for. */
    public List<Role> rolesOf(Workload workload, SeriesId series) {
        Map<SeriesId, List<Role>> known = remembered.get(workload);
        List<Role> roles = known == null ? null : known.get(series);
        return roles != null ? roles : lookUp(workload, series);
    }

    private List<Role> lookUp(Workload workload, SeriesId series) {
        List<Role> roles = new ArrayList<>();
        for (Signal signal : signals) {
            if (signal.workload().matches(workload)) {
                GroupId group = shared.apply(new GroupId(signal.id(), signal.groupOf(series)));
                if (signal.series().matches(series)) {
                    roles.add(new Role(group, signal.kind(), false));
                }
                if (signal.per().filter(per -> per.matches(series)).isPresent()) {
                    roles.add(new Role(group, signal.kind(), true));
                }
            }
        }
        if (size >= REMEMBERED) {
            remembered.clear();
            covariates.clear();
            size = 0;
        }
        size++;
        List<Role> answer = List.copyOf(roles);
        remembered.computeIfAbsent(workload, w -> new HashMap<>()).put(series, answer);
        return answer;
    }
}
