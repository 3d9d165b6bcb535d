package io.upsurge.app.run;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;

/**
 * Drops what Kafka Streams says of a thread that dies, some eighty lines of stack traces: {@link ThreadSupervisor} says the
 * same once. Which record could not be processed stays.
 */
public final class StreamsNoise extends Filter<ILoggingEvent> {
    private static final String STREAMS = "org.apache.kafka.streams.";
    private static final Set<String> SAID_AGAIN = Set.of(
            STREAMS + "processor.internals.TaskExecutor",
            STREAMS + "processor.internals.ProcessorNode",
            STREAMS + "KafkaStreams");
    private static final String RECORD = STREAMS + "errors.LogAndFailProcessingExceptionHandler";
    private static final String NO_RECORD = "source offset: -1";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String logger = event.getLoggerName();
        boolean ofADeath = SAID_AGAIN.contains(logger)
                && (event.getThrowableProxy() != null
                        || event.getMessage().startsWith("Processing exception handler is set to fail"));
        boolean ofNoRecord =
                logger.equals(RECORD) && event.getFormattedMessage().endsWith(NO_RECORD);
        return ofADeath || ofNoRecord ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
