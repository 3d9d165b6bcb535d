package io.upsurge.app.run;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadSupervisorTest {

    @Test
    void shouldReplaceABoundedNumberOfTimesAndThenStop() {
        ThreadSupervisor supervisor = new ThreadSupervisor(2);
        RuntimeException failure = new IllegalStateException("a test's own failure");
        assertThat(supervisor.handle(failure)).isEqualTo(REPLACE_THREAD);
        assertThat(supervisor.handle(failure)).isEqualTo(REPLACE_THREAD);
        assertThat(supervisor.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
    }
}
