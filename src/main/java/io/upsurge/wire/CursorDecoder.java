package io.upsurge.wire;

import java.nio.ByteBuffer;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/** An {@link AvroCursor} as Avro's readers want to see it. */
final class CursorDecoder extends Decoder {
    private final AvroCursor cursor;

    CursorDecoder(AvroCursor cursor) {
        this.cursor = cursor;
    }

    @Override
    public void readNull() {
        // Null takes no bytes.
    }

    @Override
    public boolean readBoolean() {
        return cursor.readBoolean();
    }

    @Override
    public int readInt() {
        return cursor.readInt();
    }

    @Override
    public long readLong() {
        return cursor.readLong();
    }

    @Override
    public float readFloat() {
        return cursor.readFloat();
    }

    @Override
    public double readDouble() {
        return cursor.readDouble();
    }

    @Override
    public Utf8 readString(Utf8 old) {
        return new Utf8(cursor.readString());
    }

    @Override
    public String readString() {
        return cursor.readString();
    }

    @Override
    public void skipString() {
        cursor.skipString();
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) {
        byte[] target = new byte[cursor.readLength()];
        cursor.read(target, 0, target.length);
        return ByteBuffer.wrap(target);
    }

    @Override
    public void skipBytes() {
        cursor.skipString();
    }

    @Override
    public void readFixed(byte[] target, int start, int length) {
        cursor.read(target, start, length);
    }

    @Override
    public void skipFixed(int length) {
        cursor.skip(length);
    }

    @Override
    public int readEnum() {
        return cursor.readInt();
    }

    @Override
    public long readArrayStart() {
        return cursor.readBlock();
    }

    @Override
    public long arrayNext() {
        return cursor.readBlock();
    }

    @Override
    public long skipArray() {
        return cursor.skipSizedBlocks();
    }

    @Override
    public long readMapStart() {
        return cursor.readBlock();
    }

    @Override
    public long mapNext() {
        return cursor.readBlock();
    }

    @Override
    public long skipMap() {
        return cursor.skipSizedBlocks();
    }

    @Override
    public int readIndex() {
        return cursor.readInt();
    }
}
