package io.upsurge.serve;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds the route of a request: 404 for an unknown path, 405 with {@code Allow} for a wrong method, 401 without credentials. */
final class Router extends Handler.Abstract {
    private final PathMappings<Map<String, Route>> routes = new PathMappings<>();
    private final Credentials credentials;

    Router(List<Route> routes, Credentials credentials) {
        for (Route route : routes) {
            PathSpec path = spec(route.path());
            Map<String, Route> methods = this.routes.get(path);
            if (methods == null) {
                methods = new TreeMap<>();
                this.routes.put(path, methods);
            }
            methods.put(route.method(), route);
        }
        this.credentials = credentials;
    }

    private static PathSpec spec(String path) {
        return path.contains("{") ? new UriTemplatePathSpec(path) : new ServletPathSpec(path.equals("/") ? "" : path);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        MatchedResource<Map<String, Route>> found = routes.getMatched(path);
        if (found == null) {
            Problem.write(response, callback, HttpStatus.NOT_FOUND_404, null);
            return true;
        }
        Map<String, Route> methods = found.getResource();
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
        if (found.getPathSpec() instanceof UriTemplatePathSpec template) {
            Parameters.note(request, template.getPathParams(path));
        }
        return route.handler().handle(request, response, callback);
    }
}
