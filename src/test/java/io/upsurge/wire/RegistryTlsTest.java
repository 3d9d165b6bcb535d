package io.upsurge.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private Path keyStore;
    private StubServer server;

    @BeforeEach
    void start() throws Exception {
        keyStore = folder.resolve("server.p12");
        makeCertificate(keyStore);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context()));
        server = StubServer.start(https);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldTrustTheCertificatesOfAKeyStore() {
        server.willAnswer(200, "{\"schema\":\"\\\"string\\\"\"}");

        assertThat(client(keyStore, "PKCS12").byId(1))
                .isEqualTo(SchemaBuilder.builder().stringType());
    }

    @Test
    void shouldTrustTheCertificatesOfAPemFile() throws Exception {
        server.willAnswer(200, "{\"schema\":\"\\\"string\\\"\"}");
        Path pem = folder.resolve("ca.pem");
        Certificate certificate = load().getCertificate("server");
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");

        assertThat(client(pem, "PEM").byId(1)).isEqualTo(SchemaBuilder.builder().stringType());
    }

    @Test
    void shouldNotTalkToAServerItDoesNotTrust() {
        RegistryClient client = RegistryClient.of(config());

        assertThatThrownBy(() -> client.byId(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("SSLHandshakeException");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void shouldNameATrustStoreThatCannotBeRead() {
        assertThatThrownBy(() -> client(folder.resolve("none.p12"), "PKCS12"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schema.registry.ssl.truststore.location: cannot read")
                .hasMessageContaining("none.p12")
                .hasMessageNotContaining(PASSWORD);
    }

    private RegistryClient client(Path trustStore, String type) {
        Map<String, String> config = config();
        config.put("schema.registry.ssl.truststore.location", trustStore.toString());
        config.put("schema.registry.ssl.truststore.type", type);
        config.put("schema.registry.ssl.truststore.password", PASSWORD);
        return RegistryClient.of(config);
    }

    private Map<String, String> config() {
        return new HashMap<>(Map.of("schema.registry.url", "https://127.0.0.1:" + server.port(), "max.retries", "0"));
    }

    private static void makeCertificate(Path keyStore) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keyStore.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
    }

    private KeyStore load() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private SSLContext context() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
