package io.upsurge.ingest.remotewrite;

/** How much is in hand: requests, and the bytes of their bodies. Safe for use by several threads. */
final class InFlight {
    private final int maxRequests;
    private final long maxBytes;
    private int requests;
    private long bytes;

    InFlight(int maxRequests, long maxBytes) {
        this.maxRequests = maxRequests;
        this.maxBytes = maxBytes;
    }

    /** Takes a request with so many bytes in hand; false if there is no room for it. */
    synchronized boolean enter(long more) {
        if (requests == maxRequests || bytes + more > maxBytes) {
            return false;
        }
        requests++;
        bytes += more;
        return true;
    }

    /** Takes so many bytes more; false if there is no room for them. */
    synchronized boolean grow(long more) {
        if (bytes + more > maxBytes) {
            return false;
        }
        bytes += more;
        return true;
    }

    /** Gives bytes back. */
    synchronized void shrink(long less) {
        bytes -= less;
    }

    /** A request is over; its bytes were given back. */
    synchronized void leave() {
        requests--;
    }

    synchronized int requests() {
        return requests;
    }

    synchronized long bytes() {
        return bytes;
    }
}
