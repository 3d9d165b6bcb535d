package io.upsurge.wire;

import io.upsurge.wire.WireException.Problem;
import java.io.EOFException;
import java.io.IOException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Tells from the exception of a vendor's deserializer whose fault it is. Vendors wrap everything alike, but a record must not
 * be put aside because the registry was away.
 */
final class VendorFailure {
    private static final String REST_EXCEPTION = "RestClientException";

    private VendorFailure() {}

    static RuntimeException translate(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException
                    || (cause instanceof IOException && !(cause instanceof EOFException))) {
                return new RegistryUnavailableException(
                        "the vendor's serde could not ask the registry: " + cause, failure);
            }
            if (cause.getClass().getSimpleName().equals(REST_EXCEPTION)) {
                return refusal(cause, failure);
            }
        }
        return new WireException(Problem.MALFORMED, "the vendor's serde cannot read the record: " + failure, failure);
    }

    private static RuntimeException refusal(Throwable rest, RuntimeException failure) {
        int status = number(rest, "getStatus");
        int errorCode = number(rest, "getErrorCode");
        if (errorCode == RegistryException.SCHEMA_NOT_FOUND) {
            return new WireException(Problem.UNKNOWN_SCHEMA, "the registry does not know the schema id", failure);
        }
        if (status == 408 || status == 429 || status >= 500) {
            return new RegistryUnavailableException("the vendor's serde could not ask the registry: " + rest, failure);
        }
        RegistryException refused = new RegistryException(
                "read with the vendor's serde", status, errorCode, String.valueOf(rest.getMessage()));
        refused.initCause(failure);
        return refused;
    }

    /** The vendor's exception is not on our class path, so its numbers are read by name; 0 where it has none. */
    private static int number(Throwable rest, String getter) {
        try {
            return rest.getClass().getMethod(getter).invoke(rest) instanceof Integer number ? number : 0;
        } catch (ReflectiveOperationException e) {
            return 0;
        }
    }
}
