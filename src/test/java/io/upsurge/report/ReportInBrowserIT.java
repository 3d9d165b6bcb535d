package io.upsurge.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as a real browser shows it. Left out where there is no Chromium. */
class ReportInBrowserIT {
    private static Path chromium;

    @TempDir
    private Path folder;

    /** What the browser made of a report, and what it complained of. */
    private record Shown(String dom, String log) {
        List<String> complaints() {
            return log.lines().filter(line -> line.contains("CONSOLE")).toList();
        }
    }

    @BeforeAll
    static void findChromium() {
        chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(chromium != null, "no Chromium here");
    }

    private Shown show(RecordedRun run, Provenance provenance) throws IOException, InterruptedException {
        Path report = folder.resolve("report.html");
        Path dom = folder.resolve("dom.html");
        Path log = folder.resolve("log.txt");
        ReportWriter.write(run, provenance, report);
        Process browser = new ProcessBuilder(
                        chromium.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--host-resolver-rules=MAP * ~NOTFOUND",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--enable-logging=stderr",
                        "--window-size=1200,1600",
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        report.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        boolean ended = browser.waitFor(3, TimeUnit.MINUTES);
        browser.destroyForcibly();
        assertThat(ended).isTrue();
        return new Shown(Files.readString(dom, UTF_8), Files.readString(log, UTF_8));
    }

    @Test
    void shouldShowVerdictPlotsAndTablesWithoutAnyComplaint() throws Exception {
        RecordedRun run = Played.shipped("latency-only");
        Shown shown = show(
                run,
                new Provenance(
                        "1.0",
                        List.of(new Provenance.Input("samples.csv", "csv", 2_500_000, "00ff", 3)),
                        new java.util.TreeMap<>(),
                        "cafe",
                        "upsurge replay samples.csv"));
        assertThat(shown.complaints()).isEmpty();
        assertThat(shown.dom())
                .contains("data-ready=\"yes\"")
                .contains(run.headline().title())
                .contains("Roll-out by node")
                .contains("Every key, also those that did not fire")
                .contains("How it was decided")
                .contains("2.5 MB")
                .contains("upsurge replay samples.csv");
        // rates, ratio and evidence by uPlot; a drawing of the nodes; a small picture of each key
        assertThat(count(shown.dom(), "class=\"u-over\"")).isEqualTo(3);
        assertThat(count(shown.dom(), "class=\"dumbbell\"")).isEqualTo(1);
        assertThat(count(shown.dom(), "data-key=\"")).isEqualTo(run.keys().size());
        run.found().get(0).facts().forEach(fact -> assertThat(shown.dom()).contains("<dt>" + fact.name() + "</dt>"));
        run.keys().stream().filter(key -> key.outcome() == Outcome.BELOW_FLOOR).forEach(key -> assertThat(shown.dom())
                .contains(key.why()));
    }

    @Test
    void shouldShowHostileNamesAsText() throws Exception {
        Shown shown = show(Hostile.run(), Provenance.unknown("1.0"));
        assertThat(shown.complaints()).isEmpty();
        assertThat(shown.dom())
                .contains("data-ready=\"yes\"")
                .doesNotContain("<img")
                .contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;");
    }

    @Test
    void shouldSayThatNothingWasThere() throws Exception {
        Shown shown = show(new Recorder(Played.DETECTOR).run(), Provenance.unknown("1.0"));
        assertThat(shown.complaints()).isEmpty();
        assertThat(shown.dom()).contains("data-ready=\"yes\"").contains("No roll-out seen: no series matched a signal");
    }

    private static int count(String text, String part) {
        return (int)
                Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }
}
