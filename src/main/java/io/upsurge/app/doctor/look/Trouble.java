package io.upsurge.app.doctor.look;

import io.upsurge.wire.RegistryException;
import io.upsurge.wire.RegistryUnavailableException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;

/** Why something could not be looked at. */
public enum Trouble {
    /** Nobody answered; trying again may help. */
    SILENT,
    /** The server does not know who we are. */
    CREDENTIALS,
    /** The server knows us and does not allow it. */
    PERMISSION,
    /** The server, or its client here, answered something else. */
    REFUSED,
    /** Something that is needed first could not be looked at. */
    EARLIER;

    /** What an exception, or the first of its causes that is known, means. */
    static Trouble of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException || isUnauthorized(cause)) {
                return CREDENTIALS;
            }
            if (cause instanceof AuthorizationException) {
                return PERMISSION;
            }
            if (cause instanceof TimeoutException
                    || cause instanceof org.apache.kafka.common.errors.TimeoutException
                    || cause instanceof DisconnectException
                    || cause instanceof RegistryUnavailableException) {
                return SILENT;
            }
        }
        return REFUSED;
    }

    private static boolean isUnauthorized(Throwable cause) {
        return cause instanceof RegistryException refusal && (refusal.status() == 401 || refusal.status() == 403);
    }
}
