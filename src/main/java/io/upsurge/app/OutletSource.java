package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.ingest.Outlet;

/** Opens the topics of a configuration for writing. */
@FunctionalInterface
public interface OutletSource {

    /** An outlet that must be closed. */
    interface Open extends Outlet, AutoCloseable {
        @Override
        void close();
    }

    /** Opens an outlet. */
    Open open(UpsurgeConfig config);
}
