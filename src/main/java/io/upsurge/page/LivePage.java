package io.upsurge.page;

import java.util.List;

/** The page that shows what is open now. It asks the API of the server it came from, and nobody else. */
public final class LivePage {
    /**
     * What a browser may do with the page: run and show what came from this server, ask this server, and nothing else. No
     * script or style inside of the page runs, so a name that becomes markup by mistake stays harmless.
     */
    public static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private LivePage() {}

    /**
     * The files of the page; its addresses are relative, so it may stand behind a proxy, under a path of its own.
     *
     * @param release the release that is shown
     */
    public static List<PageFile> files(String release) {
        return List.of(
                new PageFile(
                        "/",
                        "text/html; charset=utf-8",
                        new Template(WebResources.web("page.html"))
                                .put("release", Template.escaped(release))
                                .text()),
                new PageFile(
                        "/page.css", "text/css; charset=utf-8", WebResources.style() + WebResources.web("page.css")),
                new PageFile("/plots.js", "text/javascript; charset=utf-8", WebResources.plots()),
                new PageFile("/page.js", "text/javascript; charset=utf-8", WebResources.script("page")),
                new PageFile("/mark.svg", "image/svg+xml", WebResources.web("mark.svg")));
    }
}
