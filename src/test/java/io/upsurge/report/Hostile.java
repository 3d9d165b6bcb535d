package io.upsurge.report;

import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.Partial;
import io.upsurge.detect.node.Phase;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Window;
import io.upsurge.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A run whose names try to become markup. */
final class Hostile {
    static final String LABEL = "</script><img src=x onerror=alert(1)>";
    static final String NODE = "<img src=x onerror='document.title=1'>&amp;";
    private static final long START = 1_700_000_040_000L;

    private Hostile() {}

    static RecordedRun run() {
        Workload workload = new Workload("c<b>", "kube-system", "aws-<!--node", "{{data}}");
        Recorder recorder = new Recorder(Played.DETECTOR);
        recorder.partial(new Partial(
                workload,
                START + 60_000,
                0,
                0,
                0,
                List.of(new NodeRow(NODE, "<v1>", 0, 0, Phase.STEADY, 60_000, Map.of(), Map.of(), "z\"'"))));
        recorder.rate(new VersionRate(
                new SignalKey(workload, "imds-get-metadata", "{api=\"" + LABEL + "\"}"),
                Kind.RATE,
                new Window(START, START + 60_000),
                "<v1>",
                Optional.empty(),
                1,
                0,
                0,
                90,
                60,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                1,
                0,
                0));
        return recorder.run();
    }
}
