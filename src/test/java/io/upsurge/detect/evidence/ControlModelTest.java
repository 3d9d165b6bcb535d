package io.upsurge.detect.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Nodes of which each strays from its baseline for good, and scatters from minute to minute. */
class ControlModelTest {
    private static final int NODES = 200;
    private static final double BASELINE = 0.2;
    private static final double WEIGHT = 3.5;

    private final SplittableRandom random = new SplittableRandom(5);
    private final List<NodeLedger> ledgers = new ArrayList<>();
    private final double[] strays = new double[NODES];

    private ControlModel learned(double stray, double scatter, double betweenZones, int minutes) {
        ControlModel model = new ControlModel(60_000);
        for (int i = 0; i < NODES; i++) {
            ledgers.add(new NodeLedger());
            strays[i] = stray * random.nextGaussian();
        }
        for (int minute = 0; minute < minutes; minute++) {
            List<NodeWindow> nodes = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                double zone = i % 2 == 0 ? betweenZones : -betweenZones;
                double calls = BASELINE * 60 * (1 + strays[i] + zone) + scatter * random.nextGaussian();
                nodes.add(new NodeWindow(
                        "n" + i,
                        calls,
                        60,
                        calls,
                        BASELINE,
                        1_000,
                        0,
                        WEIGHT,
                        0,
                        Integer.MAX_VALUE,
                        i % 2 == 0 ? "a" : "b",
                        ledgers.get(i)));
            }
            model.learn(nodes, 1);
        }
        return model;
    }

    @Test
    void shouldTellWhatScattersFromWhatStays() {
        Background known = learned(0.2, 4, 0, 120).background(1, true);
        double perMinute = WEIGHT * WEIGHT * (4 * 4 + Math.pow(0.2 * BASELINE * 60, 2)) / 60;
        assertThat(known.fast()).isCloseTo(perMinute, within(0.1 * perMinute));
        double ofRate = Math.pow(WEIGHT * 0.2 * BASELINE, 2);
        assertThat(known.slow()).isCloseTo(ofRate, within(0.25 * ofRate));
        assertThat(known.weightedBaseline()).isCloseTo(WEIGHT * BASELINE, within(1e-9));
        assertThat(known.typicalExposure()).isCloseTo(60, within(1e-9));
        assertThat(known.learnedFrom()).isCloseTo(NODES, within(1e-9));
        assertThat(known.placebo()).isEqualTo(0.003);
    }

    @Test
    void shouldNotTakeScatterForAStray() {
        Background known = learned(0, 4, 0, 120).background(1, true);
        // The least that is ever assumed: five percent.
        assertThat(known.slow()).isCloseTo(Math.pow(0.05 * WEIGHT * BASELINE, 2), within(3e-4));
    }

    @Test
    void shouldLearnHowFarZonesAreApart() {
        assertThat(learned(0, 2, 0.1, 120).background(1, true).zoneVariance()).isBetween(0.015, 0.025);
        ledgers.clear();
        assertThat(learned(0, 2, 0, 120).background(1, true).zoneVariance()).isLessThan(0.001);
    }

    @Test
    void shouldGoOnWhereItWasPacked() {
        ControlModel model = learned(0.1, 3, 0.05, 30);
        Packer out = new Packer();
        model.pack(out);
        assertThat(ControlModel.unpack(new Unpacker(out.toBytes())).background(1, true))
                .isEqualTo(model.background(1, true));
    }
}
