package io.upsurge.wire;

import io.upsurge.app.embedded.DevRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The registry inside the process, held to the same as a real one. */
class DevRegistryIT extends RegistryConformance {
    private DevRegistry registry;

    @BeforeEach
    void start() {
        registry = DevRegistry.start(0);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Override
    String url() {
        return registry.url();
    }
}
