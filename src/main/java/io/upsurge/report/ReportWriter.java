package io.upsurge.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.upsurge.page.Template;
import io.upsurge.page.WebResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Writes the report of a run as one HTML file. It needs no network: styles, scripts and data are inside, and its content
 * security policy allows these and nothing else. The same run gives the same bytes.
 */
public final class ReportWriter {
    private ReportWriter() {}

    /**
     * Writes a report.
     *
     * @param file where to; replaced if it is there
     * @throws IOException if it cannot be written
     */
    public static void write(RecordedRun run, Provenance provenance, Path file) throws IOException {
        Files.writeString(file, html(run, provenance), UTF_8);
    }

    /** The report as HTML. */
    static String html(RecordedRun run, Provenance provenance) {
        String style = WebResources.style();
        String plot = WebResources.plots();
        String script = WebResources.script("report");
        StringBuilder sentences = new StringBuilder();
        run.headline()
                .sentences()
                .forEach(
                        s -> sentences.append("<p>").append(Template.escaped(s)).append("</p>\n"));
        String policy = "default-src 'none'; script-src " + hash(plot) + ' ' + hash(script) + "; style-src "
                + hash(style) + "; img-src data:; base-uri 'none'; form-action 'none'";
        return new Template(WebResources.web("report.html"))
                .put("policy", policy)
                .put("title", Template.escaped(run.headline().title()))
                .put("tone", run.headline().tone().name().toLowerCase(java.util.Locale.ROOT))
                .put("sentences", sentences.toString())
                .put("release", Template.escaped(provenance.release()))
                .put("style", style)
                .put("data", RunJson.of(run, provenance))
                .put("plot", plot)
                .put("script", script)
                .text();
    }

    /** The source expression that allows an inline script or style. */
    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + '\'';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
