package io.upsurge.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {

    @Test
    void shouldNeitherRegisterNorUseTheLastVersionUnlessTold() {
        RegistrySettings settings = settings(Map.of());

        assertThat(settings.autoRegister()).isFalse();
        assertThat(settings.useLatest()).isFalse();
        assertThat(settings.serdeClass()).isEmpty();
    }

    @Test
    void shouldReadSeveralAddresses() {
        RegistrySettings settings =
                RegistrySettings.of(Map.of("schema.registry.url", "http://a:8081/, https://b/apis/ccompat/v7"));

        assertThat(settings.endpoints())
                .extracting(RegistryEndpoint::base)
                .containsExactly("http://a:8081", "https://b/apis/ccompat/v7");
    }

    @Test
    void shouldSayThatTheAddressIsMissing() {
        assertRefused(Map.of("schema.registry.url", " "), "schema.registry.url is missing");
    }

    @Test
    void shouldRefuseAddressesThatAreNotHttpWithoutShowingThem() {
        assertRefused(Map.of("schema.registry.url", "ftp://me:s3cret@host"), "must be http://host:port");
        assertRefused(Map.of("schema.registry.url", "http://me:s3 cret@host"), "must be http://host:port");
        assertRefused(Map.of("schema.registry.url", "mock://a,http://b"), "cannot be combined");
    }

    @Test
    void shouldNameSettingsThatAreNotUnderstood() {
        assertRefused(Map.of("basic.auth.user.inf", "me:s3cret"), "not understood: basic.auth.user.inf;");
    }

    @Test
    void shouldLeaveSettingsOfAVendorsSerdeToIt() {
        assertThat(settings(Map.of("serde.class", "com.example.Serde", "vendor.setting", "1"))
                        .serdeClass())
                .hasValue("com.example.Serde");
    }

    @Test
    void shouldRefuseWrongValues() {
        assertRefused(Map.of("auto.register.schemas", "yes"), "auto.register.schemas is 'yes', must be true or false");
        assertRefused(Map.of("max.retries", "-1"), "max.retries is -1, must be at least 0");
        assertRefused(Map.of("max.retries", "many"), "max.retries is 'many', must be a whole number");
        assertRefused(Map.of("basic.auth.credentials.source", "USER_INFO"), "basic.auth.user.info is missing");
        assertRefused(Map.of("basic.auth.user.info", "me:s3cret"), "is not USER_INFO");
        assertRefused(Map.of("basic.auth.credentials.source", "SASL_INHERIT"), "must be USER_INFO or URL");
    }

    @Test
    void shouldRefuseTwoWaysToAuthenticate() {
        assertRefused(
                Map.of(
                        "basic.auth.credentials.source", "USER_INFO",
                        "basic.auth.user.info", "me:s3cret",
                        "bearer.auth.token", "s3cret"),
                "exclude each other");
    }

    @Test
    void shouldNotShowSecretsInItsText() {
        Map<String, String> basic = Map.of(
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "me:s3cret",
                "schema.registry.ssl.truststore.location", "/etc/trust.p12",
                "schema.registry.ssl.truststore.password", "s3cret");

        assertThat(settings(basic).toString()).doesNotContain("s3cret", "bWU6").contains("***", "/etc/trust.p12");
    }

    private static RegistrySettings settings(Map<String, String> more) {
        Map<String, String> config = new HashMap<>(Map.of("schema.registry.url", "http://registry:8081"));
        config.putAll(more);
        return RegistrySettings.of(config);
    }

    private static void assertRefused(Map<String, String> more, String why) {
        assertThatThrownBy(() -> settings(more))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("s3");
    }
}
