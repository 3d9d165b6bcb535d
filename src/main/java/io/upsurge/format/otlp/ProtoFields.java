package io.upsurge.format.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * The fields of a message, one after the other. A message within it is not read before somebody asks, and nothing is
 * allocated by a declared size.
 */
final class ProtoFields {
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final CodedInputStream in;
    private int tag;

    ProtoFields(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.in = CodedInputStream.newInstance(bytes, from, to - from);
    }

    /** Goes to the next field; false where there is none. */
    boolean next() throws IOException {
        tag = in.readTag();
        return tag != 0;
    }

    /** Number of the field. */
    int number() {
        return WireFormat.getTagFieldNumber(tag);
    }

    /** Whether it is that field, holding a message, a text, bytes or packed numbers. */
    boolean isBlock(int number) {
        return is(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    }

    /** Whether it is that field, holding eight bytes. */
    boolean isFixed64(int number) {
        return is(number, WireFormat.WIRETYPE_FIXED64);
    }

    /** Whether it is that field, holding a whole number of any length. */
    boolean isVarint(int number) {
        return is(number, WireFormat.WIRETYPE_VARINT);
    }

    private boolean is(int number, int wireType) {
        return tag == ((number << 3) | wireType);
    }

    /** The message in this field. */
    ProtoFields message() throws IOException {
        int length = in.readRawVarint32();
        int begin = from + in.getTotalBytesRead();
        if (length < 0 || length > to - begin) {
            throw new InvalidProtocolBufferException("a field longer than its message");
        }
        in.skipRawBytes(length);
        return new ProtoFields(bytes, begin, begin + length);
    }

    /** The same message from its beginning. */
    ProtoFields again() {
        return new ProtoFields(bytes, from, to);
    }

    String text() throws IOException {
        return in.readStringRequireUtf8();
    }

    long fixed64() throws IOException {
        return in.readFixed64();
    }

    double fixedDouble() throws IOException {
        return in.readDouble();
    }

    long varint() throws IOException {
        return in.readRawVarint64();
    }

    void skip() throws IOException {
        in.skipField(tag);
    }

    /** How far it was read, in bytes of all. */
    int at() {
        return from + in.getTotalBytesRead();
    }

    boolean atEnd() throws IOException {
        return in.isAtEnd();
    }
}
