package io.upsurge.serve;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;

/** Who a server is: certificates and key, as its files said when they were read. */
final class PemIdentity {
    private final TlsFiles files;
    private final byte[] certificates;
    private final byte[] key;

    private PemIdentity(TlsFiles files, byte[] certificates, byte[] key) {
        this.files = files;
        this.certificates = certificates;
        this.key = key;
    }

    /**
     * Reads both files.
     *
     * @throws IOException if one cannot be read
     */
    static PemIdentity read(TlsFiles files) throws IOException {
        return new PemIdentity(files, Files.readAllBytes(files.certificate()), Files.readAllBytes(files.key()));
    }

    /** Whether the files say the same. */
    boolean isSame(PemIdentity other) {
        return Arrays.equals(certificates, other.certificates) && Arrays.equals(key, other.key);
    }

    /**
     * Both in a store without a password, in memory.
     *
     * @throws IOException if they cannot be used, or do not belong together; says which and why
     */
    KeyStore keyStore() throws IOException {
        Certificate[] chain = chain();
        PrivateKey privateKey = PemKey.read(new String(key, StandardCharsets.ISO_8859_1), files.key());
        try {
            if (!belong(chain[0], privateKey)) {
                throw new IOException(
                        files.key() + " is not the key of the first certificate in " + files.certificate());
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", privateKey, new char[0], chain);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(files.key() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private Certificate[] chain() throws IOException {
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificates))
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new IOException("no certificate in " + files.certificate());
            }
            return chain;
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate in " + files.certificate() + ": " + e.getMessage(), e);
        }
    }

    private static boolean belong(Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        byte[] text = "whose key is it".getBytes(StandardCharsets.US_ASCII);
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(text);
        byte[] signed = signing.sign();
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certificate.getPublicKey());
        verifying.update(text);
        return verifying.verify(signed);
    }
}
