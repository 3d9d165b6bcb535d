package io.upsurge.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A self-signed certificate for 127.0.0.1 and its key, in PEM form. */
record Identity(Certificate certificate, PrivateKey key) {
    private static final String PASSWORD = "password";

    /** Makes a new one. */
    static Identity make(Path dir, String... keyArguments) throws Exception {
        Path store = Files.createTempDirectory(dir, "identity").resolve("store.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
        command.addAll(List.of(keyArguments));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new Identity(keys.getCertificate("server"), (PrivateKey) keys.getKey("server", PASSWORD.toCharArray()));
    }

    /** Writes it where a server looks for it. */
    TlsFiles write(TlsFiles files) throws Exception {
        Files.writeString(files.certificate(), pem("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(files.key(), pem("PRIVATE KEY", key.getEncoded()));
        return files;
    }

    /** The key without the name of its algorithm around it: PKCS#1, SEC1. */
    byte[] bareKey() throws IOException {
        byte[] pkcs8 = key.getEncoded();
        int at = content(pkcs8, 0);
        at = end(pkcs8, at); // version
        at = end(pkcs8, at); // algorithm
        return Arrays.copyOfRange(pkcs8, content(pkcs8, at), end(pkcs8, at));
    }

    private static int content(byte[] der, int at) {
        return at + 2 + ((der[at + 1] & 0x80) == 0 ? 0 : der[at + 1] & 0x7f);
    }

    private static int end(byte[] der, int at) {
        int length = 0;
        if ((der[at + 1] & 0x80) == 0) {
            length = der[at + 1];
        } else {
            for (int i = at + 2; i < content(der, at); i++) {
                length = (length << 8) | (der[i] & 0xff);
            }
        }
        return content(der, at) + length;
    }

    static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + kind + "-----\n";
    }
}
