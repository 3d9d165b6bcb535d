package io.upsurge.format.text;

import io.upsurge.format.Excerpt;
import io.upsurge.format.FormatException;
import java.nio.charset.StandardCharsets;

/** Escapes within quoted text. */
final class Escapes {
    private Escapes() {}

    /**
     * Undoes them. An escape that the text formats do not know stays as it is.
     *
     * @param go whether the text was quoted as Go does, which knows more of them
     * @param plain takes the bytes; as long as the text
     * @return how many bytes it took
     * @throws FormatException if one is broken
     */
    static int undo(byte[] text, int from, int to, boolean go, byte[] plain) throws FormatException {
        int length = 0;
        int at = from;
        while (at < to) {
            if (text[at] != '\\') {
                plain[length++] = text[at++];
                continue;
            }
            at++;
            int digits = go ? digits(text[at]) : 0;
            if (digits > 0) {
                boolean octal = text[at] >= '0' && text[at] <= '7';
                boolean isByte = octal || text[at] == 'x';
                int begin = octal ? at : at + 1;
                if (begin + digits > to) {
                    throw broken(text, from, to);
                }
                int code = code(text, begin, begin + digits, octal ? 8 : 16);
                if (code < 0 || (isByte ? code > 0xff : !isScalar(code))) {
                    throw broken(text, from, to);
                }
                if (isByte) {
                    plain[length++] = (byte) code;
                } else {
                    byte[] encoded = Character.toString(code).getBytes(StandardCharsets.UTF_8);
                    System.arraycopy(encoded, 0, plain, length, encoded.length);
                    length += encoded.length;
                }
                at = begin + digits;
                continue;
            }
            int plainByte = simple(text[at], go);
            if (plainByte < 0) {
                plain[length++] = '\\';
                plain[length++] = text[at];
            } else {
                plain[length++] = (byte) plainByte;
            }
            at++;
        }
        return length;
    }

    private static int digits(int c) {
        return switch (c) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            case '0', '1', '2', '3', '4', '5', '6', '7' -> 3;
            default -> 0;
        };
    }

    private static int simple(int c, boolean go) {
        return switch (c) {
            case '\\', '"' -> c;
            case 'n' -> '\n';
            case 'a' -> go ? 7 : -1;
            case 'b' -> go ? '\b' : -1;
            case 'f' -> go ? '\f' : -1;
            case 'r' -> go ? '\r' : -1;
            case 't' -> go ? '\t' : -1;
            case 'v' -> go ? 11 : -1;
            default -> -1;
        };
    }

    /** The number; negative if it is none or too large. */
    private static int code(byte[] text, int from, int to, int radix) {
        int code = 0;
        for (int at = from; at < to; at++) {
            int digit = Character.digit(text[at], radix);
            if (digit < 0 || code > Character.MAX_CODE_POINT) {
                return -1;
            }
            code = code * radix + digit;
        }
        return code;
    }

    private static boolean isScalar(int code) {
        return Character.isValidCodePoint(code) && (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE);
    }

    private static FormatException broken(byte[] text, int from, int to) {
        return new FormatException("a broken escape in " + Excerpt.of(text, from, to));
    }
}
