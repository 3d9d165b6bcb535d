package io.upsurge.wire;

import java.io.Serial;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The registry could not be asked, after all retries. It says nothing about the record at hand: wait and try again, never
 * put the record aside.
 */
public final class RegistryUnavailableException extends RetriableException {
    @Serial
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
