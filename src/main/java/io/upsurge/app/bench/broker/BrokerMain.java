package io.upsurge.app.bench.broker;

import io.upsurge.app.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A broker in a process of its own: says where it is, and ends when its standard input does. Arguments: none for a free
 * port and a temporary folder, or the folder to keep and the port.
 */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] args) throws IOException {
        try (EmbeddedKafka kafka = args.length == 0
                ? EmbeddedKafka.startTemporary()
                : EmbeddedKafka.start(Path.of(args[0]), Integer.parseInt(args[1]))) {
            System.out.println(BrokerProcess.MARK + kafka.bootstrapServers());
            while (System.in.read() >= 0) {
                // Nothing is said to a broker; only the end counts.
            }
        }
        System.exit(0);
    }
}
