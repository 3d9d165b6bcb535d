package io.upsurge.detect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClusterMarksTest {
    private final ClusterMarks marks = new ClusterMarks(3);

    @Test
    void shouldWaitForASourceThatHasNotSpoken() {
        marks.mark(0, 100);
        marks.mark(1, 200);
        assertThat(marks.lowestMs()).isEqualTo(Long.MIN_VALUE);
        marks.mark(2, 150);
        assertThat(marks.lowestMs()).isEqualTo(100);
    }

    @Test
    void shouldNotWaitForASilentSourceForWhatTheOthersHaveFinished() {
        marks.mark(0, 100);
        marks.mark(1, 200);
        marks.silent(2);
        assertThat(marks.lowestMs()).isEqualTo(100);
        assertThat(marks.missing()).as("it never had nodes of the cluster").isZero();
        marks.mark(0, 300);
        marks.mark(1, 300);
        assertThat(marks.lowestMs()).as("silence does not speak for the future").isEqualTo(200);
    }

    @Test
    void shouldCountASourceThatFellSilentAsMissingUntilItSpeaks() {
        marks.mark(0, 100);
        marks.mark(1, 100);
        marks.mark(2, 100);
        marks.mark(0, 200);
        marks.mark(1, 200);
        marks.silent(2);
        assertThat(marks.missing()).isEqualTo(1);
        marks.mark(2, 300);
        assertThat(marks.missing()).isZero();
    }

    @Test
    void shouldForgetNothingWhenPacked() {
        marks.mark(0, 100);
        marks.silent(1);
        marks.closedTo(60);
        ClusterMarks back = ClusterMarks.unpack(marks.pack());
        back.mark(2, 90);
        assertThat(back.lowestMs()).isEqualTo(90);
        assertThat(back.closedToMs()).isEqualTo(60);
    }
}
