package io.upsurge.app.doctor;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;

/** Makes the clients the doctor looks through; whoever asks closes them. */
public interface Clients {

    /** A client that describes a cluster. */
    Admin admin();

    /** A client that reads committed records, in no group. */
    Consumer<byte[], byte[]> reader();
}
