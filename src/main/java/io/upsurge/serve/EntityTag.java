package io.upsurge.serve;

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

/**
 * A strong ETag, by which those who have an answer are told that it is still the same.
 *
 * @param digest what is in it
 */
public record EntityTag(String digest) {

    /** The tag of an answer. */
    public static EntityTag of(byte[] answer) {
        try {
            return new EntityTag(Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(answer)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Answers, with 304 to those who have it already.
     *
     * @param contentType its type
     * @param answer the bytes this is the tag of
     */
    public void answer(Request request, Response response, Callback callback, String contentType, byte[] answer) {
        response.getHeaders().put(HttpHeader.ETAG, '"' + digest + '"');
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
        if (isKnown(request)) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            callback.succeeded();
        } else {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
            response.write(true, ByteBuffer.wrap(answer).asReadOnlyBuffer(), callback);
        }
    }

    /** Compression marks the tag as {@code "abc--gzip"}, and proxies as weak: the same answer for all that. */
    private boolean isKnown(Request request) {
        for (HttpField field : request.getHeaders()) {
            if (field.is(HttpHeader.IF_NONE_MATCH.asString())
                    && (field.getValue().equals("*") || field.getValue().contains(digest))) {
                return true;
            }
        }
        return false;
    }
}
