package io.upsurge.app.api;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One stream of events: written one at a time without a thread that waits; what waits is bounded. */
final class Subscriber {
    private static final int MOST_WAITING = 256;

    private final Response response;
    private final Callback callback;
    private final Supplier<byte[]> reload;
    private final Consumer<Subscriber> gone;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private boolean writing;
    private boolean ended;

    /**
     * A stream.
     *
     * @param reload what is sent in place of all that waits, if it is too much
     * @param gone is told when the stream ends
     */
    Subscriber(Response response, Callback callback, Supplier<byte[]> reload, Consumer<Subscriber> gone) {
        this.response = response;
        this.callback = callback;
        this.reload = reload;
        this.gone = gone;
    }

    void send(byte[] text) {
        synchronized (this) {
            if (ended) {
                return;
            }
            if (waiting.size() >= MOST_WAITING) {
                waiting.clear();
                waiting.add(reload.get());
            } else {
                waiting.add(text);
            }
        }
        next();
    }

    private void next() {
        byte[] text;
        synchronized (this) {
            if (writing || ended || waiting.isEmpty()) {
                return;
            }
            text = waiting.remove();
            writing = true;
        }
        response.write(false, ByteBuffer.wrap(text), Callback.from(this::written, this::failed));
    }

    private void written() {
        synchronized (this) {
            writing = false;
        }
        next();
    }

    private void failed(Throwable cause) {
        synchronized (this) {
            ended = true;
        }
        gone.accept(this);
        callback.failed(cause);
    }

    /** Ends the stream. */
    void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        gone.accept(this);
        callback.succeeded();
    }
}
