package io.upsurge.serve;

import org.eclipse.jetty.server.Request;

/**
 * Who answers what.
 *
 * @param method HTTP method, in capitals; GET answers HEAD too
 * @param path the path, beginning with a slash; {@code {name}} stands for one segment of any text, which
 *     {@link Parameters#path} gives. An exact path goes before one with names
 * @param open whether it is answered without credentials
 * @param handler answers it; may complete later, on another thread
 */
public record Route(String method, String path, boolean open, Request.Handler handler) {

    /** A route that asks for credentials, where the server does. */
    public static Route of(String method, String path, Request.Handler handler) {
        return new Route(method, path, false, handler);
    }

    /** A route that everyone who can reach the server may use. */
    public static Route open(String method, String path, Request.Handler handler) {
        return new Route(method, path, true, handler);
    }
}
