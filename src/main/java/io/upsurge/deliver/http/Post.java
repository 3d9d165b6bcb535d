package io.upsurge.deliver.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request.
 *
 * @param url where it goes
 * @param contentType what the body is
 * @param headers further headers
 * @param body the body, text in UTF-8
 */
public record Post(URI url, String contentType, Map<String, String> headers, String body) {
    /** The usual type of a body. */
    public static final String JSON = "application/json";

    /** Copies the headers. */
    public Post {
        headers = Map.copyOf(headers);
    }

    /** JSON without further headers. */
    public static Post json(URI url, String body) {
        return new Post(url, JSON, Map.of(), body);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "Post[" + url.getScheme() + "://" + url.getAuthority() + ", " + body.length() + " characters]";
    }
}
