package io.upsurge.app.run;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.pack.FormatException;
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
}
