package io.upsurge.app.api;

import io.upsurge.serve.EntityTag;
import io.upsurge.serve.Problem;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes answers: JSON with a strong ETag, 304 to those who have it already, errors as problem+json. */
final class Answers {
    private static final String RETRY_AFTER_SECONDS = "2";

    private Answers() {}

    static void write(Request request, Response response, Callback callback, byte[] json) {
        EntityTag.of(json).answer(request, response, callback, "application/json", json);
    }

    static void refuse(Response response, Callback callback, ApiException why) {
        if (why.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        Problem.write(response, callback, why.status(), why.getMessage());
    }
}
