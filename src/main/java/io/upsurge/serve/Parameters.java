package io.upsurge.serve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.URIUtil;

/** What the path and the query of a request say, decoded. */
public final class Parameters {
    private static final String IN_PATH = Parameters.class.getName();

    private final Map<String, String> path;
    private final Fields query;

    private Parameters(Map<String, String> path, Fields query) {
        this.path = path;
        this.query = query;
    }

    /**
     * Of a request that a route answers.
     *
     * @throws IllegalArgumentException if the query cannot be decoded; the server answers 400 where a handler lets it through
     */
    public static Parameters of(Request request) {
        Map<?, ?> path = request.getAttribute(IN_PATH) instanceof Map<?, ?> found ? found : Map.of();
        return new Parameters(
                path.entrySet().stream().collect(Collectors.toUnmodifiableMap(entry -> (String) entry.getKey(), entry ->
                        (String) entry.getValue())),
                Request.extractQueryParameters(request));
    }

    /** Keeps what stands for the names in the path of the route. */
    static void note(Request request, Map<String, String> encoded) {
        request.setAttribute(
                IN_PATH,
                encoded.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> URIUtil.decodePath(entry.getValue()))));
    }

    /**
     * What stands for a name in the path of the route.
     *
     * @throws IllegalArgumentException if the route has no such name
     */
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route names no {" + name + '}');
        }
        return value;
    }

    /** The first value of a name in the query; empty where it is not named. May be the empty text. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.getValue(name));
    }

    /** All values of a name in the query, in their order. */
    public List<String> queries(String name) {
        return query.getValuesOrEmpty(name);
    }
}
