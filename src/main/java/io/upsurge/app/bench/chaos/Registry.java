package io.upsurge.app.bench.chaos;

import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.wire.InMemoryRegistry;

/** A schema registry that can go and come back at the same address, with what it held. */
final class Registry implements AutoCloseable {
    private final InMemoryRegistry contents = new InMemoryRegistry();
    private final int port;
    private DevRegistry server;

    private Registry(int port) {
        this.port = port;
        this.server = DevRegistry.start(port, contents);
    }

    /** Starts one. */
    static Registry start(int port) {
        return new Registry(port);
    }

    String url() {
        return server.url();
    }

    /** Nobody is there any more. */
    void leave() {
        server.close();
    }

    /** It is there again. */
    void comeBack() {
        server = DevRegistry.start(port, contents);
    }

    @Override
    public void close() {
        server.close();
    }
}
