package io.upsurge.format.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** Tags and unknown fields of protobuf. */
final class Fields {
    private Fields() {}

    /** The tag of a field that is a message, a text or packed numbers. */
    static int delimited(int number) {
        return number << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    /** The tag of a field that is one number. */
    static int varint(int number) {
        return number << 3 | WireFormat.WIRETYPE_VARINT;
    }

    /** Leaves a field out. */
    static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("the end of a group that did not begin");
        }
    }
}
