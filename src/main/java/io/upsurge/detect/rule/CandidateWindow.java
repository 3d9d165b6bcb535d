package io.upsurge.detect.rule;

import io.upsurge.detect.evidence.Background;
import io.upsurge.detect.evidence.NodeWindow;
import io.upsurge.detect.evidence.RestartProfile;
import io.upsurge.detect.evidence.SequentialTest.Upgraded;
import io.upsurge.model.Window;
import java.util.List;

/**
 * What one window says of one candidate version and one key.
 *
 * @param window the window
 * @param background what the controls teach of index and noise
 * @param profile what a restart brings
 * @param treated upgraded, settled, observed nodes with a baseline of their own, in the order of their names
 * @param warming the same, but not settled: restarted less than the warm-up ago
 * @param controls settled, observed nodes still on their baseline version, in the order of their names
 * @param upgraded every node that runs the candidate and has a baseline of its own, in the order of their names
 * @param knownNodes known nodes of the workload
 * @param fleetBaseline what the baselines and the index let expect of all known nodes, calls per second; for a mean or share
 *     its value
 * @param lastUpgradeMs when the last node moved to the candidate, milliseconds since 1970-01-01T00:00Z; 0 without any
 * @param keys keys of the workload, which share the error budget
 */
public record CandidateWindow(
        Window window,
        Background background,
        RestartProfile profile,
        List<NodeWindow> treated,
        List<NodeWindow> warming,
        List<NodeWindow> controls,
        List<Upgraded> upgraded,
        int knownNodes,
        double fleetBaseline,
        long lastUpgradeMs,
        int keys) {}
