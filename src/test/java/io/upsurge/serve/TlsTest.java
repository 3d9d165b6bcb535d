package io.upsurge.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
    @TempDir
    Path dir;

    private TlsFiles files;
    private WebServer web;

    @BeforeEach
    void place() {
        files = new TlsFiles(dir.resolve("tls.crt"), dir.resolve("tls.key"), Duration.ofMillis(50));
    }

    @AfterEach
    void stop() {
        if (web != null) {
            web.close();
        }
    }

    @Test
    void shouldServeByTlsAlone() throws Exception {
        Identity identity = Identity.make(dir, "-keyalg", "EC");
        start(identity.write(files));

        assertThat(web.address().toString()).startsWith("https://127.0.0.1:");
        assertThat(shown(identity)).isEqualTo(identity.certificate());
        assertThatThrownBy(() -> shown(Identity.make(dir, "-keyalg", "EC"))).isInstanceOf(SSLException.class);
    }

    @Test
    void shouldUseTheNewCertificateOnceBothFilesAreThere() throws Exception {
        Identity old = Identity.make(dir, "-keyalg", "EC");
        Identity renewed = Identity.make(dir, "-keyalg", "EC");
        start(old.write(files));

        Files.writeString(files.certificate(), "half a certificate");
        assertThat(shown(old)).isEqualTo(old.certificate());

        renewed.write(files);
        Awaitility.await().ignoreExceptions().untilAsserted(() -> assertThat(shown(renewed))
                .isEqualTo(renewed.certificate()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA -keysize 2048", "EC -groupname secp256r1", "EC -groupname secp384r1", "Ed25519"})
    void shouldReadTheKeysThatIssuersWrite(String algorithm) throws Exception {
        String[] words = ("-keyalg " + algorithm).split(" ", -1);
        Identity identity = Identity.make(dir, words);
        identity.write(files);

        assertThat(PemIdentity.read(files).keyStore().getKey("server", new char[0]))
                .isEqualTo(identity.key());
        if (!algorithm.startsWith("Ed")) {
            String kind = words[1] + " PRIVATE KEY";
            Files.writeString(files.key(), "# bag\n" + Identity.pem(kind, identity.bareKey()));
            assertThat(PemIdentity.read(files)
                            .keyStore()
                            .getKey("server", new char[0])
                            .getEncoded())
                    .isEqualTo(identity.key().getEncoded());
        }
    }

    @Test
    void shouldSayWhatIsWrongWithTheFilesAndNothingOfTheKey() throws Exception {
        Identity identity = Identity.make(dir, "-keyalg", "EC");
        identity.write(files);
        String key = Files.readString(files.key());

        Files.writeString(files.key(), key.replace("PRIVATE", "ENCRYPTED PRIVATE"));
        assertRefused("the private key in " + files.key() + " is encrypted");
        Files.writeString(files.key(), "");
        assertRefused("no private key in PEM form in " + files.key());
        Files.writeString(files.key(), Identity.pem("PRIVATE KEY", new byte[] {1, 2, 3}));
        assertRefused("is of no known kind");
        Identity.make(dir, "-keyalg", "EC").write(new TlsFiles(dir.resolve("other"), files.key(), files.lookEvery()));
        assertRefused(files.key() + " is not the key of the first certificate in " + files.certificate());
        Files.writeString(files.certificate(), "");
        assertRefused("no certificate in " + files.certificate());
        Files.delete(files.certificate());
        assertRefused(files.certificate().toString());
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> start(files)).isInstanceOf(IOException.class).hasMessageContaining(why);
    }

    private void start(TlsFiles tls) throws IOException {
        web = WebServer.start(
                ServerSettings.at("127.0.0.1", 0).secured(Optional.of(tls)),
                List.copyOf(Health.routes(Optional::empty, Optional::empty)),
                Credentials.none());
    }

    /** The certificate that the server shows to a client that trusts an identity. */
    private Certificate shown(Identity trusted) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("trusted", trusted.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), web.port())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }
}
