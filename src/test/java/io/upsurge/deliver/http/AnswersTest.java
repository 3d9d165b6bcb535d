package io.upsurge.deliver.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.deliver.Reply;
import io.upsurge.deliver.Reply.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:20:00Z");

    @ParameterizedTest
    @CsvSource({
        "200, TAKEN",
        "202, TAKEN",
        "204, TAKEN",
        "400, REFUSED",
        "413, REFUSED",
        "422, REFUSED",
        "408, LATER",
        "425, LATER",
        "429, LATER",
        "500, LATER",
        "502, LATER",
        "503, LATER",
        "401, MISCONFIGURED",
        "403, MISCONFIGURED",
        "404, MISCONFIGURED",
        "410, MISCONFIGURED",
        "301, MISCONFIGURED",
        "307, MISCONFIGURED"
    })
    void shouldKnowWhatATriedAgainAndWhatIsNot(int status, Kind kind) {
        assertThat(answer(status, null, "").kind()).isEqualTo(kind);
    }

    @Test
    void shouldWaitAsLongAsTheOtherSideAsks() {
        assertThat(answer(429, "17", "").retryAfter()).isEqualTo(Duration.ofSeconds(17));
        assertThat(answer(503, "Mon, 02 Mar 2026 10:21:30 GMT", "").retryAfter())
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(answer(503, "Mon, 02 Mar 2026 10:00:00 GMT", "").retryAfter())
                .isEqualTo(Duration.ZERO);
        assertThat(answer(503, "soon", "").retryAfter()).isEqualTo(Duration.ZERO);
    }

    @Test
    void shouldShowWhatWasSaidInOneLineAndNoSecretsOfARedirect() {
        assertThat(answer(500, null, "a\nb\u001b[31m" + "x".repeat(5_000)).detail())
                .startsWith("status 500, a\\nb\\u001b[31mxxx")
                .hasSizeLessThan(400);
        Reply redirect =
                Answers.meaning(302, Optional.empty(), Optional.of("https://elsewhere/login?token=s3cret"), "", NOW);
        assertThat(redirect.detail()).contains("https://elsewhere/").doesNotContain("s3cret");
    }

    private static Reply answer(int status, String retryAfter, String body) {
        return Answers.meaning(status, Optional.ofNullable(retryAfter), Optional.empty(), body, NOW);
    }
}
