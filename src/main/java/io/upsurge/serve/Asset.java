package io.upsurge.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A file that is kept in memory. Browsers keep it too, and ask with its ETag whether it is still the same: 304 if
 * so.
 */
public final class Asset implements Request.Handler {
    private final byte[] bytes;
    private final String contentType;
    private final String tag;
    private final Map<String, String> headers;

    /**
     * An asset.
     *
     * @param resource its name, from the root of the class path, such as {@code web/app.js}
     * @param contentType its type, such as {@code text/javascript; charset=utf-8}
     * @param headers further headers of the answer, such as a {@code Content-Security-Policy} for a page
     * @throws IllegalArgumentException if there is no such resource
     */
    public static Asset of(String resource, String contentType, Map<String, String> headers) {
        try (InputStream in = Asset.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new Asset(in.readAllBytes(), contentType, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An asset that is made of others.
     *
     * @param text what is in it
     * @param contentType its type, in UTF-8
     * @param headers further headers of the answer
     */
    public static Asset ofText(String text, String contentType, Map<String, String> headers) {
        return new Asset(text.getBytes(StandardCharsets.UTF_8), contentType, headers);
    }

    private Asset(byte[] bytes, String contentType, Map<String, String> headers) {
        this.bytes = bytes;
        this.contentType = contentType;
        this.headers = Map.copyOf(headers);
        this.tag = '"' + digest(bytes) + '"';
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.ETAG, tag);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
        if (isKnown(request)) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            callback.succeeded();
        } else {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
            response.write(true, ByteBuffer.wrap(bytes).asReadOnlyBuffer(), callback);
        }
        return true;
    }

    /** Compression marks the tag as {@code "abc--gzip"}, and proxies as weak: the same file for all that. */
    private boolean isKnown(Request request) {
        String digits = tag.substring(1, tag.length() - 1);
        for (HttpField field : request.getHeaders()) {
            if (field.is(HttpHeader.IF_NONE_MATCH.asString())
                    && (field.getValue().equals("*") || field.getValue().contains(digits))) {
                return true;
            }
        }
        return false;
    }

    private static String digest(byte[] bytes) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
