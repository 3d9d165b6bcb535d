package io.upsurge.wire;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A real registry server. */
@TestInstance(Lifecycle.PER_CLASS)
class RegistryServerIT extends RegistryConformance {
    private RegistryServer server;

    @BeforeAll
    void start() throws Exception {
        server = RegistryServer.start(Path.of(System.getProperty("registry-server.jar")));
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    String url() {
        return server.url();
    }
}
