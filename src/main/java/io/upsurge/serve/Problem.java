package io.upsurge.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors as {@code application/problem+json} (RFC 9457). */
public final class Problem {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Problem() {}

    /**
     * Answers with an error.
     *
     * @param status HTTP status
     * @param detail what is wrong, for a person; may be null
     */
    public static void write(Response response, Callback callback, int status, String detail) {
        ObjectNode problem = JSON.createObjectNode();
        problem.put("title", HttpStatus.getMessage(status));
        problem.put("status", status);
        if (detail != null && !detail.isBlank()) {
            problem.put("detail", detail);
        }
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.write(true, ByteBuffer.wrap(problem.toString().getBytes(StandardCharsets.UTF_8)), callback);
    }

    /** What Jetty itself refuses, such as a request that is not HTTP, and what a handler throws. */
    static boolean ofJetty(Request request, Response response, Callback callback) {
        Object status = request.getAttribute(ErrorHandler.ERROR_STATUS);
        Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        int code = status instanceof Integer known ? known : HttpStatus.INTERNAL_SERVER_ERROR_500;
        SafeHeaders.put(response.getHeaders());
        write(
                response,
                callback,
                code,
                code < HttpStatus.INTERNAL_SERVER_ERROR_500 && message != null ? message.toString() : null);
        return true;
    }
}
