package io.upsurge.app.doctor;

import java.util.List;

/** Every check there is; one for a further input is added here. */
final class Checks {
    private Checks() {}

    /** The checks, in the order in which their findings stand. */
    static List<Check> all() {
        return List.of(
                new BrokersCheck(),
                new PermissionsCheck(),
                new TopicsCheck(),
                new ReplicasCheck(),
                new RegistryCheck(),
                new ReceiverCheck(),
                new InputTopicsCheck(),
                new WatchCheck(),
                new PagesCheck(),
                new ClocksCheck(),
                new SamplesCheck(),
                new RefusalsCheck(),
                new IntervalsCheck(),
                new SignalsCheck(),
                new LimitsCheck(),
                new HeartbeatsCheck(),
                new RolloutsCheck(),
                new FactsCheck(),
                new InstantsCheck(),
                new SummariesCheck(),
                new CountersCheck(),
                new RunningCheck(),
                new RatesCheck());
    }
}
