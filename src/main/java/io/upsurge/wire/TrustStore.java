package io.upsurge.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates to trust instead of the JDK's. Its text does not show the password. */
final class TrustStore {
    private static final String LOCATION = "schema.registry.ssl.truststore.location";
    private static final String PEM = "PEM";

    private final Path file;
    private final String type;
    private final char[] password;

    private TrustStore(Path file, String type, char[] password) {
        this.file = file;
        this.type = type;
        this.password = password;
    }

    /** The trust store that the settings name; empty for none. */
    static Optional<TrustStore> of(RegistryKeys keys) {
        return keys.text(LOCATION)
                .map(location -> new TrustStore(
                        Path.of(location),
                        keys.text("schema.registry.ssl.truststore.type").orElse("JKS"),
                        keys.text("schema.registry.ssl.truststore.password")
                                .map(String::toCharArray)
                                .orElse(null)));
    }

    /**
     * A TLS context that trusts these certificates alone.
     *
     * @throws IllegalArgumentException if the file cannot be read as a trust store
     */
    SSLContext context() {
        try (InputStream in = Files.newInputStream(file)) {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(type.equals(PEM) ? pem(in) : keyStore(in));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    LOCATION + ": cannot read " + file + " as a trust store of type " + type + ": " + e.getMessage(),
                    e);
        }
    }

    private KeyStore keyStore(InputStream in) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(in, password);
        return store;
    }

    private static KeyStore pem(InputStream in) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
            store.setCertificateEntry("ca-" + store.size(), certificate);
        }
        return store;
    }

    @Override
    public String toString() {
        return file + " (" + type + ")";
    }
}
