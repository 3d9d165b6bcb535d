package io.upsurge.app.config;

import static io.upsurge.app.config.ConfigTexts.MINIMAL;
import static io.upsurge.app.config.ConfigTexts.config;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpKeysTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:9400", "[::]:9400", "10.0.0.1:9400", "upsurge.example:9400", "[::ffff:1]:9400"})
    void shouldRefuseAnAddressThatOthersCanReachWithoutCredentials(String listen) {
        assertThat(found("http.listen=" + listen))
                .hasSize(1)
                .allMatch(problem -> problem.contains("http.listen")
                        && problem.contains("other machines could read without credentials"));
        assertThat(found("http.listen=" + listen, "http.open=true")).isEmpty();
        assertThat(found("http.listen=" + listen, "http.bearer-token=abc")).isEmpty();
        assertThat(found("http.listen=" + listen, "http.user=a", "http.password=b"))
                .isEmpty();
        assertThat(found("http.listen=" + listen, "http.enabled=false")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:0", "localhost:9400", "[::1]:9400", "127.9.9.9:1"})
    void shouldTakeALoopbackAddressAsItIs(String listen) {
        assertThat(found("http.listen=" + listen)).isEmpty();
    }

    @Test
    void shouldRefuseHalfAPair() {
        assertThat(found("http.tls-key=k")).singleElement().asString().contains("http.tls-key", "no use alone");
        assertThat(found("http.user=ann")).singleElement().asString().contains("http.user", "no use alone");
        assertThat(found("http.user=ann", "http.password=b", "http.bearer-token=c"))
                .singleElement()
                .asString()
                .contains("http.bearer-token", "either a token, or user and password");
        assertThat(found("http.listen=127.0.0.1:70000"))
                .singleElement()
                .asString()
                .contains("no such port");
    }

    @Test
    void shouldShowNoSecret() {
        UpsurgeConfig config = config(MINIMAL, "http.bearer-token=s3cret");
        assertThat(config.toString()).contains("http=").doesNotContain("s3cret");
    }

    private static List<String> found(String... flags) {
        try {
            config(MINIMAL, flags);
            return List.of();
        } catch (ConfigException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }
}
