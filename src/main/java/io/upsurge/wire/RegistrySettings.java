package io.upsurge.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the registry is reached and used. Its text never contains a secret.
 *
 * @param mockScope name of an in-memory registry; empty for one that is reached by HTTP
 * @param endpoints where the registry is, in the order of preference; empty with a mock scope
 * @param trustStore certificates to trust instead of the JDK's; empty for the JDK's
 * @param connectTimeout longest time to connect
 * @param readTimeout longest time from request to complete answer
 * @param maxRetries how often all endpoints are tried again, at least 0
 * @param retryWait pause before the first retry; doubles with each
 * @param retryMaxWait longest pause
 * @param autoRegister whether serializers register their schema instead of looking it up
 * @param useLatest whether serializers use the last version of the subject instead of looking their schema up
 * @param serdeClass class of a vendor's serde; empty for our own
 */
record RegistrySettings(
        Optional<String> mockScope,
        List<RegistryEndpoint> endpoints,
        Optional<TrustStore> trustStore,
        Duration connectTimeout,
        Duration readTimeout,
        int maxRetries,
        Duration retryWait,
        Duration retryMaxWait,
        boolean autoRegister,
        boolean useLatest,
        Optional<String> serdeClass) {

    private static final String MOCK = "mock://";
    private static final String URL = "schema.registry.url";
    private static final String SERDE_CLASS = "serde.class";
    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            URL,
            SERDE_CLASS,
            "auto.register.schemas",
            "use.latest.version",
            "basic.auth.credentials.source",
            "basic.auth.user.info",
            "bearer.auth.credentials.source",
            "bearer.auth.token",
            "schema.registry.ssl.truststore.location",
            "schema.registry.ssl.truststore.password",
            "schema.registry.ssl.truststore.type",
            "http.connect.timeout.ms",
            "http.read.timeout.ms",
            "max.retries",
            "retries.wait.ms",
            "retries.max.wait.ms"));

    /**
     * Reads settings under Confluent's names. Keys that are not understood are an error, unless a vendor's serde is
     * configured, which may understand them.
     *
     * @throws IllegalArgumentException if a setting is missing or wrong; says which
     */
    static RegistrySettings of(Map<String, String> config) {
        RegistryKeys keys = new RegistryKeys(config);
        Optional<String> serdeClass = keys.text(SERDE_CLASS);
        if (serdeClass.isEmpty()) {
            keys.refuseOthersThan(KEYS);
        }
        String url = keys.text(URL)
                .orElseThrow(() -> new IllegalArgumentException(
                        URL + " is missing: set it to the address of the schema registry, for instance"
                                + " http://registry:8081"));
        boolean mock = url.startsWith(MOCK);
        if (mock && url.indexOf(',') >= 0) {
            throw new IllegalArgumentException(URL + ": " + MOCK + " cannot be combined with other addresses");
        }
        return new RegistrySettings(
                mock ? Optional.of(url.substring(MOCK.length())) : Optional.empty(),
                mock ? List.of() : RegistryEndpoint.parse(url, Authorization.of(keys)),
                TrustStore.of(keys),
                Duration.ofMillis(keys.number("http.connect.timeout.ms", 5_000, 1)),
                Duration.ofMillis(keys.number("http.read.timeout.ms", 10_000, 1)),
                (int) keys.number("max.retries", 3, 0),
                Duration.ofMillis(keys.number("retries.wait.ms", 200, 0)),
                Duration.ofMillis(keys.number("retries.max.wait.ms", 5_000, 0)),
                keys.flag("auto.register.schemas"),
                keys.flag("use.latest.version"),
                serdeClass);
    }
}
