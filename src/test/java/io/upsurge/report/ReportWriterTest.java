package io.upsurge.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportWriterTest {
    private static final Pattern ELEMENT = Pattern.compile("<(script|style)>(.*?)</\\1>", Pattern.DOTALL);
    private static final String HOSTILE = Hostile.LABEL;

    private static String report(RecordedRun run) {
        return ReportWriter.html(run, Provenance.unknown("1.0"));
    }

    @Test
    void shouldGiveTheSameBytesForTheSameRun() {
        String report = report(Played.shipped("latency-only"));
        assertThat(report(Played.shipped("latency-only"))).isEqualTo(report);
        assertThat(report.getBytes(UTF_8).length).isLessThan(2_000_000);
    }

    @Test
    void shouldAllowItsOwnScriptsAndStylesAlone() throws Exception {
        String report = report(Hostile.run());
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(report);
        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1)).startsWith("default-src 'none';").doesNotContain("unsafe");
        Matcher element = ELEMENT.matcher(report);
        int elements = 0;
        while (element.find()) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(element.group(2).getBytes(UTF_8));
            assertThat(policy.group(1))
                    .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
            elements++;
        }
        assertThat(elements).isEqualTo(3);
    }

    @Test
    void shouldAskNobodyForAnything() {
        assertThat(report(Hostile.run()))
                .doesNotContain(" src=\"http")
                .doesNotContain("@import")
                .doesNotContain("url(http")
                .doesNotContain("<link")
                .contains("Permission is hereby granted, free of charge");
    }

    @Test
    void shouldKeepHostileNamesTextAndHarmless() throws Exception {
        String report = report(Hostile.run());
        assertThat(report).doesNotContain("<img").doesNotContain("</script><");
        Matcher data = Pattern.compile("<script type=\"application/json\" id=\"run\">(.*?)</script>", Pattern.DOTALL)
                .matcher(report);
        assertThat(data.find()).isTrue();
        JsonNode run = new ObjectMapper().readTree(data.group(1)).get("run");
        assertThat(run.get("keys").get(0).get("group").asText()).contains(HOSTILE);
        assertThat(run.get("workloads").get(0).get("nodes").get(0).get("name").asText())
                .isEqualTo(Hostile.NODE);
    }

    @Test
    void shouldHoldTheRunAsJson() throws Exception {
        Provenance provenance = new Provenance(
                "1.0",
                List.of(new Provenance.Input("a.csv", "csv", 12, "00ff", 3)),
                new TreeMap<>(),
                "abc",
                "upsurge replay a.csv");
        JsonNode json = new ObjectMapper().readTree(RunJson.of(Hostile.run(), provenance));
        assertThat(json.get("format").asText()).isEqualTo("upsurge-replay-report/1");
        assertThat(json.get("provenance").get("inputs").get(0).get("bytes").asLong())
                .isEqualTo(12);
        assertThat(json.get("run")
                        .get("keys")
                        .get(0)
                        .get("rates")
                        .get(0)
                        .get("rate")
                        .get(0)
                        .asDouble())
                .isEqualTo(1.5);
    }
}
