package io.upsurge.app.api;

import io.upsurge.serve.Route;
import java.util.List;
import java.util.function.Function;

/**
 * What can be asked.
 *
 * @param path path of the route
 * @param parameters names of the parameters of its query
 * @param several those of them that may be given several times
 * @param answer answers with JSON
 */
record Endpoint(String path, List<String> parameters, List<String> several, Function<Ask, byte[]> answer) {

    static Endpoint of(String path, List<String> parameters, Function<Ask, byte[]> answer) {
        return new Endpoint(path, parameters, List.of(), answer);
    }

    /** The route: answers, or says why not. */
    Route route() {
        return Route.of("GET", path, (request, response, callback) -> {
            try {
                Answers.write(request, response, callback, answer.apply(Ask.of(request, parameters, several)));
            } catch (ApiException e) {
                Answers.refuse(response, callback, e);
            }
            return true;
        });
    }
}
