package io.upsurge.detect.fleet;

import io.upsurge.detect.evidence.ControlModel;
import io.upsurge.detect.evidence.RestartProfile;
import io.upsurge.detect.rule.Rule;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.Signal;
import io.upsurge.pack.FormatException;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is remembered of one key: the fleet's index and noise, and the candidates it was judged for. */
public final class KeyState {
    private static final int FORMAT = 4;

    private final String signal;
    private final FleetIndex index = new FleetIndex();
    private final RestartProfile profile;
    private final ControlModel controls;
    private double usualBaseline;
    private final TreeMap<String, Candidate> candidates = new TreeMap<>();

    /**
     * Knows nothing yet.
     *
     * @param windowMs length of a window, milliseconds
     */
    KeyState(String signal, long windowMs) {
        this(signal, new ControlModel(windowMs), new RestartProfile());
    }

    private KeyState(String signal, ControlModel controls, RestartProfile profile) {
        this.signal = signal;
        this.controls = controls;
        this.profile = profile;
    }

    /** What the nodes that have not changed teach. */
    ControlModel controls() {
        return controls;
    }

    /** What a restart brings. */
    RestartProfile profile() {
        return profile;
    }

    /** Mean baseline of the controls when there were some last, calls per unit of exposure. */
    double usualBaseline() {
        return usualBaseline;
    }

    void usualBaseline(double mean) {
        usualBaseline = mean;
    }

    FleetIndex index() {
        return index;
    }

    /** The candidates by version id; those that were ever judged. */
    SortedMap<String, Candidate> candidates() {
        return candidates;
    }

    /** Writes everything down. */
    public byte[] pack() {
        Packer out = new Packer().number(FORMAT).text(signal);
        controls.pack(out);
        profile.pack(out);
        out.real(usualBaseline);
        index.pack(out);
        out.number(candidates.size());
        candidates.forEach((version, candidate) -> {
            out.text(version);
            candidate.pack(out);
        });
        return out.toBytes();
    }

    /**
     * Reads what {@link #pack} wrote. Of a signal that the configuration no longer has, nothing is kept.
     *
     * @throws FormatException if another release with another format wrote it
     */
    public static KeyState unpack(byte[] bytes, SignalCatalog catalog, Rule rule) {
        Unpacker in = new Unpacker(bytes).format("the state of a key", FORMAT);
        KeyState state = new KeyState(in.text(), ControlModel.unpack(in), RestartProfile.unpack(in));
        state.usualBaseline = in.real();
        Optional<Signal> signal = catalog.signal(state.signal);
        if (signal.isEmpty()) {
            return state;
        }
        state.index.unpack(in);
        for (int i = in.count(); i > 0; i--) {
            state.candidates.put(in.text(), Candidate.unpack(in, rest -> rule.resume(signal.get(), rest)));
        }
        return state;
    }
}
