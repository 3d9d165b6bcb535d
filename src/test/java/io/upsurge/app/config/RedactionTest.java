package io.upsurge.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.sasl.jaas.config",
                "kafka.ssl.keystore.password",
                "kafka.ssl.keystore.key",
                "kafka.ssl.key.password",
                "kafka.producer.sasl.jaas.config",
                "registry.basic.auth.user.info",
                "registry.bearer.auth.token",
                "registry.Some.SECRET",
                "kafka.config.providers.vault.param.api-key",
                "kafka.aws.access.key.id",
                "registry.basic.auth.credentials.source"
            })
    void shouldHideSecrets(String path) {
        assertThat(new Setting(path, "hunter2", Origin.flag()).toString()).doesNotContain("hunter2");
    }

    @Test
    void shouldHideUserAndPasswordWithinAnAddress() {
        assertThat(Redaction.shown("registry.url", "https://me:hunter2@registry:8081/x"))
                .isEqualTo("https://********@registry:8081/x");
    }

    @Test
    void shouldShowEveryKnownKeyThatHoldsNoSecret() {
        assertThat(Keys.ROOT.paths())
                .filteredOn(Redaction::isSecret)
                .containsExactlyInAnyOrder(
                        "receiver.bearer-token", "receiver.password", "http.bearer-token", "http.password");
        assertThat(Keys.SIGNALS.scope().paths()).noneMatch(Redaction::isSecret);
    }

    @Test
    void shouldNotPrintSecretsWithTheConfiguration() {
        UpsurgeConfig config = ConfigLoader.shipped(Map.of(
                "kafka.sasl.jaas.config", "Module required password=\"hunter2\";",
                "registry.basic.auth.user.info", "hunter2",
                "pipeline.streams.ssl.key.password", "hunter2"));

        assertThat(config.toString()).contains("sasl.jaas.config=********").doesNotContain("hunter2");
    }
}
