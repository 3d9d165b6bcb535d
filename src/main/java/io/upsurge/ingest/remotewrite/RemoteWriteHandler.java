package io.upsurge.ingest.remotewrite;

import io.upsurge.format.remotewrite.WriteDecoder;
import io.upsurge.format.remotewrite.WriteMessage;
import io.upsurge.ingest.Heartbeats;
import io.upsurge.ingest.IngestMetrics;
import io.upsurge.ingest.Outlet;
import io.upsurge.ingest.RareWarning;
import io.upsurge.place.Places;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives Prometheus remote write, protocols 1.0 and 2.0. A request is answered with 204 once Kafka has acknowledged all that
 * is kept of it; no thread waits for that.
 *
 * <p>400: it cannot be read, or a part of it is refused; the body says which, and the rest is written. 413: it is larger than
 * it may be, by what it declares. 415: another content type or encoding. 503 with {@code Retry-After}: there is no room for it
 * now, or Kafka does not take it; the sender is to come again. Never 429, on which a Prometheus drops what it has unless it is
 * told otherwise.
 */
public final class RemoteWriteHandler implements Request.Handler {
    /** Where Prometheus expects a receiver. */
    public static final String PATH = "/api/v1/write";

    private static final Logger LOG = LoggerFactory.getLogger(RemoteWriteHandler.class);

    final ReceiverLimits limits;
    final WriteDecoder decoder;
    final Places places;
    final Outlet outlet;
    final Heartbeats heartbeats;
    final IngestMetrics metrics;
    final LongSupplier nowMs;
    final long futureToleranceMs;
    final InFlight inFlight;
    final RareWarning refused = new RareWarning(LOG);
    final RareWarning unplaced = new RareWarning(LOG);
    final RareWarning unwritten = new RareWarning(LOG);

    /**
     * A receiver.
     *
     * @param limits its bounds
     * @param decoder reads requests
     * @param places knows whose series is whose
     * @param outlet where scrapes and facts go
     * @param heartbeats told what was acknowledged
     * @param metrics told what happens
     * @param nowMs the present, milliseconds since 1970-01-01T00:00Z
     * @param futureToleranceMs how far ahead of it a sample may be dated, milliseconds
     */
    public RemoteWriteHandler(
            ReceiverLimits limits,
            WriteDecoder decoder,
            Places places,
            Outlet outlet,
            Heartbeats heartbeats,
            IngestMetrics metrics,
            LongSupplier nowMs,
            long futureToleranceMs) {
        this.limits = limits;
        this.decoder = decoder;
        this.places = places;
        this.outlet = outlet;
        this.heartbeats = heartbeats;
        this.metrics = metrics;
        this.nowMs = nowMs;
        this.futureToleranceMs = futureToleranceMs;
        this.inFlight = new InFlight(
                limits.maxRequests(),
                Math.max(limits.maxBytes(), (long) limits.maxBodyBytes() + limits.maxPlainBytes()));
        metrics.inFlight(inFlight::requests);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        Optional<WriteMessage> message = WriteContent.message(type);
        if (message.isEmpty() || !WriteContent.isSnappy(encoding)) {
            new Exchange(this, request, response, callback, WriteMessage.V1)
                    .answer(Answer.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                            "Content-Type application/x-protobuf (prometheus.WriteRequest or"
                                    + " io.prometheus.write.v2.Request) and Content-Encoding snappy are read here\n"));
            return true;
        }
        new Exchange(this, request, response, callback, message.get()).begin(request.getLength());
        return true;
    }
}
