package io.upsurge.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
    private final EntityTag tag;
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
        this.tag = EntityTag.of(bytes);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        tag.answer(request, response, callback, contentType, bytes);
        return true;
    }
}
