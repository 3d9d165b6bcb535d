package io.upsurge.app.bench.broker;

import io.upsurge.app.embedded.EmbeddedKafka;
import java.io.IOException;

/** A broker in a process of its own: says where it is, and ends when its standard input does. */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] args) throws IOException {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            System.out.println(BrokerProcess.MARK + kafka.bootstrapServers());
            while (System.in.read() >= 0) {
                // Nothing is said to a broker; only the end counts.
            }
        }
        System.exit(0);
    }
}
