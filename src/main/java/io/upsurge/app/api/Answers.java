package io.upsurge.app.api;

import io.upsurge.serve.Problem;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.eclipse.jetty.http.HttpField;
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
        String digest = digest(json);
        response.getHeaders().put(HttpHeader.ETAG, '"' + digest + '"');
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        if (isKnown(request, digest)) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            callback.succeeded();
            return;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(json), callback);
    }

    static void refuse(Response response, Callback callback, ApiException why) {
        if (why.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        Problem.write(response, callback, why.status(), why.getMessage());
    }

    /** Compression marks the tag as {@code "abc--gzip"}, and proxies as weak: the same answer for all that. */
    private static boolean isKnown(Request request, String digest) {
        for (HttpField field : request.getHeaders()) {
            if (field.is(HttpHeader.IF_NONE_MATCH.asString())
                    && (field.getValue().equals("*") || field.getValue().contains(digest))) {
                return true;
            }
        }
        return false;
    }

    private static String digest(byte[] bytes) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 24);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
