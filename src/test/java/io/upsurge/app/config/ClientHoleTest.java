package io.upsurge.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHoleTest {
    @ParameterizedTest
    @CsvSource({
        "kafka.sasl.jaas.config, com.sun.security.auth.module.JndiLoginModule required x=\"secret-1\";, JndiLoginModule asks",
        "kafka.sasl.jaas.config, com.sun.security.auth.module.LdapLoginModule required x=\"secret-1\";, LdapLoginModule asks",
        "pipeline.streams.main.consumer.sasl.jaas.config, a.JndiLoginModule required x=\"secret-1\";, JndiLoginModule asks",
        "kafka.sasl.oauthbearer.token.endpoint.url, file:/etc/passwd, CVE-2025-27817",
        "kafka.sasl.oauthbearer.token.endpoint.url, FILE:/etc/passwd, CVE-2025-27817",
        "kafka.sasl.oauthbearer.jwks.endpoint.url, http://sts.example.com/keys, CVE-2025-27817",
        "pipeline.streams.producer.sasl.oauthbearer.token.endpoint.url, file:/etc/passwd, CVE-2025-27817"
    })
    void shouldRefuseWhatReachesFurtherThanKafka(String key, String value, String why) {
        assertThatThrownBy(() -> new ConfigLoader(Map.of()).load(List.of(key + '=' + value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\";",
                "kafka.sasl.jaas.config=software.amazon.msk.auth.iam.IAMLoginModule required;",
                "kafka.sasl.oauthbearer.token.endpoint.url=https://sts.example.com/token"
            })
    void shouldLetOrdinarySettingsPass(String setting) {
        String key = setting.substring("kafka.".length(), setting.indexOf('='));
        assertThat(new ConfigLoader(Map.of()).load(List.of(setting)).config().kafka())
                .containsKey(key);
    }

    @Test
    void shouldNotTakeAnAddressForAHole() {
        assertThat(ClientHole.in("bootstrap.servers", "file:9092")).isEmpty();
    }
}
