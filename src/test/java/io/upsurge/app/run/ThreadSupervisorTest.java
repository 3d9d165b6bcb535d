package io.upsurge.app.run;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.pack.FormatException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadSupervisorTest {

    @Test
    void shouldReplaceABoundedNumberOfTimesAndThenStop() {
        ThreadSupervisor supervisor = new ThreadSupervisor(2);
        RuntimeException failure = new IllegalStateException("a test's own failure");
        assertThat(supervisor.handle(failure)).isEqualTo(REPLACE_THREAD);
        assertThat(supervisor.handle(failure)).isEqualTo(REPLACE_THREAD);
        assertThat(supervisor.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(supervisor.unreadable()).isEmpty();
    }

    @Test
    void shouldStopAtOnceWhereNoThreadCouldReadTheState() {
        ThreadSupervisor supervisor = new ThreadSupervisor(2);
        FormatException refusal = new FormatException("the state of a key", 5, 4);
        assertThat(supervisor.handle(new StreamsException("in a task", new StreamsException(refusal))))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(supervisor.unreadable()).contains(refusal);
        assertThat(supervisor.replaced()).isZero();
    }

    @Test
    void shouldReplaceForAsLongAsKafkaIsAway() {
        ThreadSupervisor supervisor = new ThreadSupervisor(1);
        RuntimeException outage =
                new StreamsException(new TimeoutException("Topic t not present in metadata after 60000 ms."));
        for (int minute = 0; minute < 30; minute++) {
            assertThat(supervisor.handle(outage)).isEqualTo(REPLACE_THREAD);
        }
        assertThat(supervisor.replaced()).isEqualTo(30);
        assertThat(supervisor.handle(new IllegalStateException("a test's own failure")))
                .isEqualTo(REPLACE_THREAD);
        assertThat(supervisor.handle(new IllegalStateException("a test's own failure")))
                .isEqualTo(SHUTDOWN_CLIENT);
    }
}
