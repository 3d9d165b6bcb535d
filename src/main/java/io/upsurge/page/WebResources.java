package io.upsurge.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Styles and scripts on the class path. What is missing is a fault of the build: an {@link IllegalStateException}. */
public final class WebResources {
    private static final String WEB = "/web/";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

    private WebResources() {}

    /** A file of ours, by its name. */
    public static String web(String name) {
        return resource(WEB + name);
    }

    /** The style of all pages. */
    public static String style() {
        return resource(UPLOT + "dist/uPlot.min.css") + '\n' + web("upsurge.css");
    }

    /** The library that plots, with its licence. */
    public static String plots() {
        return "/*\n" + resource(UPLOT + "LICENSE").strip() + "\n*/\n" + resource(UPLOT + "dist/uPlot.iife.min.js");
    }

    /** The script that runs a module and all it imports. */
    public static String script(String module) {
        return new ScriptBundle(name -> web(name + ".js")).of(module);
    }

    private static String resource(String name) {
        try (InputStream in = WebResources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + name);
            }
            return new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
