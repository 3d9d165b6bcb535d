package io.upsurge.app.http;

import io.upsurge.page.LivePage;
import io.upsurge.serve.Asset;
import io.upsurge.serve.Route;
import java.util.List;
import java.util.Map;

/** The live page over HTTP. */
public final class PageRoutes {
    private static final Map<String, String> HEADERS = Map.of("Content-Security-Policy", LivePage.POLICY);

    private PageRoutes() {}

    /**
     * The routes of its files; they ask for credentials where the server does.
     *
     * @param release the release that is shown
     */
    public static List<Route> of(String release) {
        return LivePage.files(release).stream()
                .map(file -> Route.of("GET", file.path(), Asset.ofText(file.text(), file.type(), HEADERS)))
                .toList();
    }
}
