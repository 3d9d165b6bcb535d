package io.upsurge.serve;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Certificate and key of a server in PEM form, as Kubernetes mounts a TLS secret. Both are read again once they change.
 *
 * @param certificate the server's certificate, followed by those of its issuers
 * @param key its private key, not encrypted: PKCS#8, PKCS#1 (RSA) or SEC1 (EC)
 * @param lookEvery how often it is looked whether they have changed
 */
public record TlsFiles(Path certificate, Path key, Duration lookEvery) {

    /** Two files at which is looked every ten seconds. */
    public static TlsFiles of(Path certificate, Path key) {
        return new TlsFiles(certificate, key, Duration.ofSeconds(10));
    }
}
