package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Decoders;

/** Where commands get decoders from. */
@FunctionalInterface
public interface DecoderSource {

    /**
     * New decoders, configured for reading; the caller closes them.
     *
     * @param config names the registry of schemas
     */
    Decoders decoders(UpsurgeConfig config);
}
