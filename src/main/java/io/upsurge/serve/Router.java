package io.upsurge.serve;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds the route of a request: 404 for an unknown path, 405 with {@code Allow} for a wrong method, 401 without credentials. */
final class Router extends Handler.Abstract {
    private final Map<String, Map<String, Route>> routes = new HashMap<>();
    private final Credentials credentials;

    Router(List<Route> routes, Credentials credentials) {
        routes.forEach(route -> this.routes
                .computeIfAbsent(route.path(), path -> new TreeMap<>())
                .put(route.method(), route));
        this.credentials = credentials;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Map<String, Route> methods = routes.get(Request.getPathInContext(request));
        if (methods == null) {
            Problem.write(response, callback, HttpStatus.NOT_FOUND_404, null);
            return true;
        }
        Route route = methods.get(request.getMethod());
        if (route == null && request.getMethod().equals(HttpMethod.HEAD.asString())) {
            route = methods.get(HttpMethod.GET.asString());
        }
        if (route == null) {
            response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", methods.keySet()));
            Problem.write(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, null);
            return true;
        }
        if (!route.open() && !credentials.accept(request.getHeaders().get(HttpHeader.AUTHORIZATION))) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, credentials.challenge());
            Problem.write(response, callback, HttpStatus.UNAUTHORIZED_401, null);
            return true;
        }
        return route.handler().handle(request, response, callback);
    }
}
