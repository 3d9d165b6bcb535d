package io.upsurge.app.config;

import io.upsurge.app.config.ValueType.DurationValue;
import io.upsurge.app.config.ValueType.TextValue;
import io.upsurge.app.config.ValueType.TruthValue;
import io.upsurge.app.config.ValueType.WholeValue;
import java.nio.file.Path;
import java.util.List;

/** Keys of the HTTP server that tells of the process itself. */
final class HttpKeys {
    static final Key<Boolean> ENABLED = Key.of(
            "http.enabled",
            new TruthValue(),
            "true",
            "Whether run, ingest, watch and scrape tell health, metrics and what they found by HTTP.");
    static final Key<String> LISTEN = Key.of(
            "http.listen",
            ReceiverKeys.ADDRESS,
            "127.0.0.1:9400",
            "Address to listen at; 0.0.0.0 instead of 127.0.0.1 lets other machines in, port 0 takes any free one.");
    static final Key<Boolean> OPEN = Key.of(
            "http.open",
            new TruthValue(),
            "false",
            "Whether other machines may read without credentials; an address that they can reach needs this or credentials.");
    static final Key<String> BEARER_TOKEN = Key.optional(
            "http.bearer-token",
            new TextValue("\\S+", "a text without spaces"),
            "Token that readers must bring as Authorization: Bearer; /livez and /readyz never ask for it.");
    static final Key<String> USER = Key.optional(
            "http.user",
            new TextValue("[^:\\s]+", "a name without colon or space"),
            "User that readers must name in basic authentication, together with password.");
    static final Key<String> PASSWORD =
            Key.optional("http.password", TextValue.ANY, "Password that readers must bring, together with user.");
    static final Key<String> TLS_CERTIFICATE = Key.optional(
            "http.tls-certificate",
            TextValue.ANY,
            "PEM file with the server's certificate and its issuers', such as tls.crt; read again when it changes.");
    static final Key<String> TLS_KEY = Key.optional(
            "http.tls-key",
            TextValue.ANY,
            "PEM file with the key of that certificate, not encrypted, such as tls.key; together with tls-certificate.");
    static final Key<Long> HEADER_TIMEOUT = Key.of(
            "http.header-timeout",
            DurationValue.between("1s", "5m"),
            "10s",
            "How long the header of a request may take before the connection is closed.");
    static final Key<Long> IDLE_TIMEOUT = Key.of(
            "http.idle-timeout",
            DurationValue.between("1s", "1h"),
            "60s",
            "After how long without a byte a connection is closed.");
    static final Key<Integer> MAX_CONNECTIONS = Key.of(
            "http.max-connections",
            new WholeValue(1, 100_000),
            "256",
            "Open connections; further ones wait until one ends.");

    static final Key<Long> HISTORY = Key.of(
            "http.history",
            DurationValue.between("1h", "30d"),
            "24h",
            "How far back the API shows rates, as memory allows; what is older stays in the topics.");
    static final Key<String> ADVERTISED = Key.optional(
            "http.advertised",
            ReceiverKeys.ADDRESS,
            "Address, host:port, under which other instances of the pipeline reach this one, such as the pod's; needed where"
                    + " listen names none that they can use.");

    static final List<Key<?>> ALL = List.of(
            ENABLED,
            LISTEN,
            OPEN,
            BEARER_TOKEN,
            USER,
            PASSWORD,
            TLS_CERTIFICATE,
            TLS_KEY,
            HEADER_TIMEOUT,
            IDLE_TIMEOUT,
            MAX_CONNECTIONS,
            HISTORY,
            ADVERTISED);

    private HttpKeys() {}

    /** Reads the section. */
    static HttpConfig read(Values values, Origin file) {
        return new HttpConfig(
                values.read(ENABLED, "", file),
                values.read(LISTEN, "", file),
                values.read(OPEN, "", file),
                values.find(BEARER_TOKEN, ""),
                values.find(USER, ""),
                values.find(PASSWORD, ""),
                values.find(TLS_CERTIFICATE, "").map(Path::of),
                values.find(TLS_KEY, "").map(Path::of),
                values.read(HEADER_TIMEOUT, "", file),
                values.read(IDLE_TIMEOUT, "", file),
                values.read(MAX_CONNECTIONS, "", file),
                values.read(HISTORY, "", file),
                values.find(ADVERTISED, ""));
    }

    /** Notes what does not go together. */
    static void check(HttpConfig http, Values values) {
        if (!values.sound(ALL)) {
            return;
        }
        if (http.port() > 65_535) {
            values.refuse(LISTEN.path(), "there is no such port", "a port up to 65535");
        }
        pair(values, USER, PASSWORD);
        pair(values, TLS_CERTIFICATE, TLS_KEY);
        if (http.user().isPresent() && http.bearerToken().isPresent()) {
            values.refuse(BEARER_TOKEN.path(), "there is a user too", "either a token, or user and password");
        }
        boolean guarded = http.user().isPresent() || http.bearerToken().isPresent() || http.open();
        if (http.enabled() && !guarded && !http.isLoopback()) {
            values.refuse(
                    LISTEN.path(),
                    "other machines could read without credentials",
                    "with http.bearer-token, with http.user and http.password, or with http.open=true");
        }
    }

    private static void pair(Values values, Key<String> one, Key<String> other) {
        if (values.given(one.path()) != values.given(other.path())) {
            String given = values.given(one.path()) ? one.path() : other.path();
            values.refuse(given, "is of no use alone", one.path() + " and " + other.path() + " together");
        }
    }
}
