package io.upsurge.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        "pipeline.streams.producer.sasl.oauthbearer.token.endpoint.url, file:/etc/passwd, CVE-2025-27817",
        "registry.bearer.auth.issuer.endpoint.url, file:/etc/passwd, CVE-2025-27817",
        "registry.sasl.jaas.config, a.JndiLoginModule required x=\"secret-1\";, JndiLoginModule asks",
        "kafka.admin.sasl.jaas.config, a.PlainLoginModule required; a.JndiLoginModule required;, JndiLoginModule asks",
        "kafka.sasl.jaas.config, '\"com.sun.security.auth.module.\\112ndiLoginModule\" required x=\"secret-1\";', JndiLogin",
        "kafka.sasl.kerberos.kinit.cmd, /tmp/anything, is a program that is run",
        "kafka.sasl.kerberos.kinit.cmd, sh -c kinit, is a program that is run",
        "pipeline.streams.consumer.sasl.kerberos.kinit.cmd, /bin/sh, is a program that is run"
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
                "kafka.sasl.kerberos.kinit.cmd=kinit",
                "kafka.sasl.kerberos.kinit.cmd=/usr/lib/heimdal/bin/kinit",
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

    @Test
    void shouldRefuseWhatTheEnvironmentSaysToo() {
        assertThatThrownBy(() -> new ConfigLoader(
                                Map.of("UPSURGE_KAFKA_SASL_JAAS_CONFIG", "a.LdapLoginModule required x=\"secret-1\";"))
                        .load(List.of()))
                .hasMessageContaining("LdapLoginModule asks")
                .hasMessageNotContaining("secret-1");
    }

    /** Where Kafka's clients replace the references of a value, and where no value is, they look themselves. */
    @Test
    void shouldBeRefusedByTheClientsWhereItIsNotSeen(@TempDir Path dir) throws IOException {
        String module = "com.sun.security.auth.module.JndiLoginModule required x=\"y\";";
        Path jaas = Files.writeString(dir.resolve("jaas.properties"), "module=" + module + '\n');
        Map<String, Object> client = new HashMap<>(new ConfigLoader(Map.of())
                .load(List.of(
                        "kafka.bootstrap.servers=127.0.0.1:1",
                        "kafka.security.protocol=SASL_PLAINTEXT",
                        "kafka.config.providers=file",
                        "kafka.config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider",
                        "kafka.sasl.jaas.config=${file:" + jaas + ":module}"))
                .config()
                .kafka());
        assertThatThrownBy(() -> Admin.create(client).close())
                .hasStackTraceContaining("JndiLoginModule is not allowed")
                .hasStackTraceContaining("org.apache.kafka.disallowed.login.modules");

        client.keySet().removeIf(key -> !key.equals("bootstrap.servers") && !key.equals("security.protocol"));
        Configuration before = Configuration.getConfiguration();
        Configuration.setConfiguration(new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(
                            "com.sun.security.auth.module.JndiLoginModule",
                            AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                            Map.of())
                };
            }
        });
        try {
            assertThatThrownBy(() -> Admin.create(client).close())
                    .hasStackTraceContaining("JndiLoginModule is not allowed");
        } finally {
            Configuration.setConfiguration(before);
        }
    }
}
