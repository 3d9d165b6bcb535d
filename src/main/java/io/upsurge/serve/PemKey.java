package io.upsurge.serve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys in PEM form. Java reads PKCS#8 alone; what certificate issuers write besides, PKCS#1 for RSA and SEC1 for EC, is
 * the same with the name of the algorithm left out, which is put back here.
 */
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----([^-]*)-----END \\1-----");
    private static final byte[] VERSION_0 = bytes("020100");
    private static final byte[] RSA = bytes("300d06092a864886f70d0101010500");
    private static final byte[] P256 = bytes("301306072a8648ce3d020106082a8648ce3d030107");
    private static final byte[] P384 = bytes("301006072a8648ce3d020106052b81040022");
    private static final byte[] P521 = bytes("301006072a8648ce3d020106052b81040023");

    private PemKey() {}

    /**
     * Reads a key.
     *
     * @param text all of the file
     * @param file its name, for what is told
     * @throws IOException if there is none that can be used; says why, and nothing of the key
     */
    static PrivateKey read(String text, Path file) throws IOException {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw new IOException("no private key in PEM form in " + file);
        }
        byte[] body;
        try {
            body = Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new IOException("the private key in " + file + " is not base64, or is encrypted", e);
        }
        return switch (block.group(1)) {
            case "PRIVATE KEY" -> key(body, List.of("RSA", "EC", "Ed25519", "Ed448"), file);
            case "RSA PRIVATE KEY" -> key(wrapped(RSA, body), List.of("RSA"), file);
            case "EC PRIVATE KEY" -> key(wrapped(curve(body, file), body), List.of("EC"), file);
            default -> throw new IOException("the private key in " + file + " is encrypted; give it unencrypted");
        };
    }

    private static PrivateKey key(byte[] pkcs8, List<String> algorithms, Path file) throws IOException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8);
        for (String algorithm : algorithms) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // It may be of the next algorithm.
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java knows no " + algorithm, e);
            }
        }
        throw new IOException("the private key in " + file + " is of no known kind: RSA, EC, Ed25519 and Ed448 are");
    }

    /** The curve follows from the length of the key: a sequence of version 1 and an octet string. */
    private static byte[] curve(byte[] sec1, Path file) throws IOException {
        for (int at = 2; at <= 4 && at + 4 < sec1.length; at++) {
            if (sec1[at] == 2 && sec1[at + 1] == 1 && sec1[at + 2] == 1 && sec1[at + 3] == 4) {
                return switch (sec1[at + 4]) {
                    case 32 -> P256;
                    case 48 -> P384;
                    case 66 -> P521;
                    default -> throw unknownCurve(file);
                };
            }
        }
        throw unknownCurve(file);
    }

    private static IOException unknownCurve(Path file) {
        return new IOException("the private key in " + file + " is of no known curve: P-256, P-384 and P-521 are");
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return element(0x30, VERSION_0, algorithm, element(0x04, key));
    }

    /** An element of DER: tag, length, content. */
    private static byte[] element(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
