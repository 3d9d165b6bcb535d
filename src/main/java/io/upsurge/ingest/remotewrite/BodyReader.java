package io.upsurge.ingest.remotewrite;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads the body of a request as it comes, holding a thread only while there is something to read. */
final class BodyReader implements Runnable {
    private static final int FIRST_BYTES = 64 << 10;

    private final Request request;
    private final int maxBytes;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private byte[] bytes;
    private int length;

    /** The body is longer than it may be. */
    static final class TooLongException extends Exception {
        private static final long serialVersionUID = 1L;

        private TooLongException() {
            super("the body is too long", null, false, false);
        }
    }

    private BodyReader(Request request, int maxBytes) {
        this.request = request;
        this.maxBytes = maxBytes;
        this.bytes = new byte[Math.min(maxBytes, FIRST_BYTES)];
    }

    /** The whole body, once it is there; fails with {@link TooLongException} if there is more of it than that many bytes. */
    static CompletableFuture<byte[]> read(Request request, int maxBytes) {
        BodyReader reader = new BodyReader(request, maxBytes);
        reader.run();
        return reader.body;
    }

    @Override
    public void run() {
        while (!body.isDone()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                body.completeExceptionally(chunk.getFailure());
                return;
            }
            boolean fits = chunk.remaining() <= maxBytes - length;
            if (fits) {
                take(chunk);
            }
            boolean last = chunk.isLast();
            chunk.release();
            if (!fits) {
                body.completeExceptionally(new TooLongException());
            } else if (last) {
                body.complete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
            }
        }
    }

    private void take(Content.Chunk chunk) {
        int more = chunk.remaining();
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(maxBytes, Math.max(2L * bytes.length, (long) length + more)));
        }
        chunk.getByteBuffer().get(bytes, length, more);
        length += more;
    }
}
