package io.upsurge.app.embedded;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Drops warnings of the broker's own connections to its controller, which come at every stop, without dropping those of
 * the clients, which come from the same logger.
 */
public final class BrokerNoise extends Filter<ILoggingEvent> {

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean noise =
                event.getLevel() == Level.WARN && event.getMessage().startsWith("[NodeToControllerChannelManager");
        return noise ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
