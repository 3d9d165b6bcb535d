package io.upsurge.format.remotewrite;

/** The protobuf messages that a remote write request may hold. */
public enum WriteMessage {
    /** {@code prometheus.WriteRequest} of protocol 1.0: every series spells its labels out. */
    V1("prometheus.WriteRequest"),
    /** {@code io.prometheus.write.v2.Request} of protocol 2.0: labels refer to a table of symbols. */
    V2("io.prometheus.write.v2.Request");

    private final String protobufName;

    WriteMessage(String protobufName) {
        this.protobufName = protobufName;
    }

    /** The full name of the message, as it stands in a {@code Content-Type}. */
    public String protobufName() {
        return protobufName;
    }
}
