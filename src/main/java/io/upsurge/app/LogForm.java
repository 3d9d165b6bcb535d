package io.upsurge.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import io.upsurge.app.config.UpsurgeConfig.LogFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How this process writes its log. */
final class LogForm {
    private LogForm() {}

    /** Writes it like that from now on; text is what it begins with. */
    static void use(LogFormat format) {
        if (format == LogFormat.JSON
                && LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR")
                        instanceof ConsoleAppender<ILoggingEvent> appender) {
            JsonEncoder json = new JsonEncoder();
            json.setContext(context);
            json.setWithSequenceNumber(false);
            json.setWithNanoseconds(false);
            json.setWithContext(false);
            json.setWithArguments(false);
            json.setWithMessage(false);
            json.setWithFormattedMessage(true);
            json.start();
            appender.stop();
            appender.setEncoder(json);
            appender.start();
        }
    }
}
