package io.upsurge.ingest.remotewrite;

import io.upsurge.format.FormatException;
import io.upsurge.format.remotewrite.SnappyBlock;
import io.upsurge.format.remotewrite.WriteMessage;
import io.upsurge.ingest.IngestMetrics.Outcome;
import io.upsurge.ingest.OutletBusyException;
import io.upsurge.ingest.UnwritableException;
import io.upsurge.place.Gathered;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One request on its way through the receiver, from its headers to the answer. */
final class Exchange {
    private final RemoteWriteHandler receiver;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final WriteMessage message;
    private long heldBytes;
    private boolean inside;
    private boolean bodyRead;

    Exchange(RemoteWriteHandler receiver, Request request, Response response, Callback callback, WriteMessage message) {
        this.receiver = receiver;
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.message = message;
    }

    /**
     * Reads the body, as soon as it is there.
     *
     * @param declaredLength what the headers say, bytes; negative if nothing
     */
    void begin(long declaredLength) {
        ReceiverLimits limits = receiver.limits;
        if (declaredLength > limits.maxBodyBytes()) {
            answer(tooLarge("its " + declaredLength + " bytes are", limits.maxBodyBytes()));
            return;
        }
        long needed = declaredLength < 0 ? limits.maxBodyBytes() : declaredLength;
        if (!receiver.inFlight.enter(needed)) {
            answer(Answer.again("too many requests in hand\n", limits.retryAfter()));
            return;
        }
        inside = true;
        heldBytes = needed;
        var unused = BodyReader.read(request, limits.maxBodyBytes())
                .orTimeout(limits.readWithin().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((bytes, error) -> {
                    if (error == null) {
                        processOrFail(bytes);
                    } else {
                        unread(error);
                    }
                });
    }

    private void unread(Throwable error) {
        if (error instanceof TimeoutException) {
            request.fail(error);
            answer(Answer.of(HttpStatus.REQUEST_TIMEOUT_408, "the body did not come in time\n"));
        } else if (error instanceof BodyReader.TooLongException) {
            answer(tooLarge("it is", receiver.limits.maxBodyBytes()));
        } else {
            leave();
            callback.failed(error);
        }
    }

    private void processOrFail(byte[] body) {
        try {
            process(body);
        } catch (FormatException e) {
            receiver.refused.warn(1, "requests could not be read", e.getMessage());
            answer(Answer.of(HttpStatus.BAD_REQUEST_400, e.getMessage() + '\n'));
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void process(byte[] body) throws FormatException {
        bodyRead = true;
        receiver.metrics.received(body.length);
        long plainLength = SnappyBlock.declaredLength(body);
        if (plainLength > receiver.limits.maxPlainBytes()) {
            answer(tooLarge("the " + plainLength + " plain bytes it declares are", receiver.limits.maxPlainBytes()));
            return;
        }
        if (!receiver.inFlight.grow(plainLength)) {
            answer(Answer.again("too many bytes in hand\n", receiver.limits.retryAfter()));
            return;
        }
        heldBytes += plainLength;
        WriteBatch batch = WriteBatch.read(
                message,
                SnappyBlock.decompress(body),
                receiver.decoder,
                receiver.places,
                receiver.nowMs.getAsLong(),
                receiver.futureToleranceMs);
        release();
        write(batch);
    }

    private void write(WriteBatch batch) {
        Gathered gathered = batch.gathered();
        if (gathered.scrapes().isEmpty() && gathered.facts().isEmpty()) {
            written(batch);
            return;
        }
        long began = System.nanoTime();
        var unused = receiver.outlet.write(gathered.scrapes(), gathered.facts()).whenComplete((done, error) -> {
            if (error == null) {
                receiver.metrics.acknowledgedAfter(Duration.ofNanos(System.nanoTime() - began));
                written(batch);
            } else {
                failed(error);
            }
        });
    }

    private void written(WriteBatch batch) {
        Gathered gathered = batch.gathered();
        receiver.heartbeats.note(gathered.latestMs());
        receiver.metrics.readings(Outcome.KEPT, gathered.kept());
        receiver.metrics.readings(Outcome.FILTERED, batch.filtered());
        receiver.metrics.readings(Outcome.UNPLACED, gathered.unplaced());
        receiver.metrics.readings(Outcome.REJECTED, batch.refused());
        receiver.refused.warn(batch.refused(), "samples were refused", batch.example());
        receiver.unplaced.warn(
                gathered.unplaced(),
                "samples have no known node or container yet",
                "a request of " + batch.summary().samples() + " samples");
        answer(batch.answer());
    }

    private void failed(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof OutletBusyException busy) {
            receiver.unwritten.warn(1, "requests were turned away", String.valueOf(busy.getMessage()));
            answer(Answer.again(busy.getMessage() + '\n', busy.retryAfter()));
        } else if (cause instanceof UnwritableException) {
            receiver.refused.warn(1, "requests cannot be written", cause.getMessage());
            answer(Answer.of(HttpStatus.BAD_REQUEST_400, cause.getMessage() + '\n'));
        } else {
            receiver.unwritten.warn(1, "requests failed", cause.toString());
            answer(Answer.of(HttpStatus.INTERNAL_SERVER_ERROR_500, "the receiver failed; its log says why\n"));
        }
    }

    private static Answer tooLarge(String what, long limit) {
        return Answer.of(
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "the request is too large: " + what + " more than " + limit + " bytes\n");
    }

    /** Sends the answer; the request is over then. */
    void answer(Answer answer) {
        leave();
        receiver.metrics.answered(answer.status());
        response.setStatus(answer.status());
        if (!bodyRead) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        if (message == WriteMessage.V2) {
            answer.written().ifPresent(written -> {
                response.getHeaders().put("X-Prometheus-Remote-Write-Samples-Written", written.samples());
                response.getHeaders().put("X-Prometheus-Remote-Write-Histograms-Written", written.histograms());
                response.getHeaders().put("X-Prometheus-Remote-Write-Exemplars-Written", written.exemplars());
            });
        }
        answer.retryAfter()
                .ifPresent(after -> response.getHeaders().put(HttpHeader.RETRY_AFTER, Math.max(1, after.toSeconds())));
        if (answer.text().isEmpty()) {
            callback.succeeded();
            return;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.write(true, ByteBuffer.wrap(answer.text().getBytes(StandardCharsets.UTF_8)), callback);
    }

    private void release() {
        receiver.inFlight.shrink(heldBytes);
        heldBytes = 0;
    }

    private void leave() {
        if (inside) {
            inside = false;
            release();
            receiver.inFlight.leave();
        }
    }
}
