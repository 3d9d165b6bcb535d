package io.upsurge.app.bench.chaos;

import io.upsurge.app.bench.broker.BrokerProcess;
import java.util.function.Consumer;

/**
 * Everything a fault can be done to.
 *
 * @param troupe the instances
 * @param broker the broker
 * @param registry the schema registry
 * @param receiver the webhook
 * @param progress told what happens
 */
record Stage(Troupe troupe, BrokerProcess broker, Registry registry, Receiver receiver, Consumer<String> progress) {

    /** Starts the broker again; it takes some seconds until it answers. */
    void startBroker() {
        broker.startAgain(() -> progress.accept("the broker can be used again"));
    }

    /** Ends what does not end with this process. May be called from another thread. */
    void end() {
        Signals.thaw(broker.handle());
        troupe.close();
    }
}
