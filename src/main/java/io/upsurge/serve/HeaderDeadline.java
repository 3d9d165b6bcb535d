package io.upsurge.serve;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Closes a connection whose request does not come to the end of its header in time, counted from the opening or from the first
 * byte after the request before. An idle time-out alone is no bound: a byte now and then keeps it away.
 */
final class HeaderDeadline extends Handler.Wrapper implements Connection.Listener {
    private static final int LOOKS = 4;

    private final long withinNanos;
    private final Map<Connection, Progress> connections = new ConcurrentHashMap<>();

    HeaderDeadline(Handler next, Duration within) {
        super(next);
        this.withinNanos = within.toNanos();
    }

    /** How far the next request of a connection is; none has begun where a request is in hand. */
    private static final class Progress {
        private boolean inHand;
        private long bytesBefore;
        private boolean begun = true;
        private long begunNanos = System.nanoTime();

        synchronized void taken() {
            inHand = true;
        }

        synchronized void answered(long bytesIn) {
            inHand = false;
            begun = false;
            bytesBefore = bytesIn;
        }

        synchronized boolean isLate(long bytesIn, long withinNanos) {
            if (!inHand && !begun && bytesIn > bytesBefore) {
                begun = true;
                begunNanos = System.nanoTime();
            }
            return !inHand && begun && System.nanoTime() - begunNanos > withinNanos;
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        schedule();
    }

    private void schedule() {
        getServer().getScheduler().schedule(this::look, withinNanos / LOOKS, TimeUnit.NANOSECONDS);
    }

    private void look() {
        connections.forEach((connection, progress) -> {
            if (progress.isLate(connection.getBytesIn(), withinNanos)) {
                connection.getEndPoint().close(new TimeoutException("no whole request header in time"));
            }
        });
        if (isRunning()) {
            schedule();
        }
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof SslConnection)) {
            connections.put(connection, new Progress());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        Progress progress = connections.get(connection);
        if (progress != null) {
            progress.taken();
            Request.addCompletionListener(request, failure -> progress.answered(connection.getBytesIn()));
        }
        return super.handle(request, response, callback);
    }
}
