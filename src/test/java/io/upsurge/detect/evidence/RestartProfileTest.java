package io.upsurge.detect.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import org.junit.jupiter.api.Test;

class RestartProfileTest {

    /** Restarts that bring five minutes' worth of calls, halving every window, and scatter while they do. */
    private static RestartProfile learned(int restarts) {
        RestartProfile profile = new RestartProfile();
        for (int restart = 0; restart < restarts; restart++) {
            double scatter = restart % 2 == 0 ? 1 : -1;
            for (int age = 1; age < 30; age++) {
                double extra = 300 * Math.pow(0.5, age);
                profile.add(age, 0.7 * extra + scatter * (age <= 3 ? 8 : 4), 0.7);
            }
        }
        return profile;
    }

    @Test
    void shouldKnowWhatARestartBringsByItsAge() {
        RestartProfile profile = learned(40);
        assertThat(profile.isKnown()).isTrue();
        assertThat(profile.extra(1)).isCloseTo(150, within(0.5));
        assertThat(profile.extra(3)).isCloseTo(37.5, within(0.5));
        assertThat(profile.extra(21)).isZero();
    }

    @Test
    void shouldCountScatteringWindowsLess() {
        RestartProfile profile = learned(40);
        assertThat(profile.weight(2)).isCloseTo(0.25, within(0.03));
        assertThat(profile.weight(10)).isCloseTo(1, within(0.03));
        assertThat(profile.weight(100)).isEqualTo(1);
    }

    @Test
    void shouldNotRelyOnFewRestarts() {
        assertThat(learned(29).isKnown()).isFalse();
        RestartProfile together = learned(29);
        together.add(learned(3));
        assertThat(together.isKnown()).isTrue();
    }

    @Test
    void shouldGoOnWhereItWasPacked() {
        Packer out = new Packer();
        learned(40).pack(out);
        new RestartProfile().pack(out);
        Unpacker in = new Unpacker(out.toBytes());
        assertThat(RestartProfile.unpack(in).extra(2)).isEqualTo(learned(40).extra(2));
        assertThat(RestartProfile.unpack(in).isKnown()).isFalse();
    }
}
