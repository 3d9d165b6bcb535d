package io.upsurge.simulate;

/** How one node strays from the call arithmetic. Asked in the order of time. */
final class NodeNoise {
    private static final double DRIFT_MS = 30 * 60_000.0;
    private static final double HOUR_MS = 60 * 60_000.0;
    private static final long STORM_MS = 5 * 60_000;
    private static final double STORM = 3;

    private final Noise noise;
    private final FleetLoad load;
    private final Dice dice;
    private long atMs;
    private double drift;
    private long stormUntilMs = Long.MIN_VALUE;
    private double mean = 1;

    NodeNoise(Noise noise, FleetLoad load, Dice dice, long startMs) {
        this.noise = noise;
        this.load = load;
        this.dice = dice;
        this.atMs = startMs;
        this.drift = noise.drift() * dice.gaussian();
    }

    /** Moves to an instant and draws how heavy the calls of that instant are. */
    void moveTo(long timeMs) {
        mean = load.at(timeMs);
        if (noise == Noise.NONE) {
            return;
        }
        double passed = timeMs - atMs;
        atMs = timeMs;
        double sd = noise.drift();
        double keep = StrictMath.exp(-passed / DRIFT_MS);
        drift = keep * drift + sd * StrictMath.sqrt(1 - keep * keep) * dice.gaussian();
        if (dice.chance(noise.stormsPerHour() * passed / HOUR_MS)) {
            stormUntilMs = timeMs + STORM_MS;
        }
        double storm = timeMs < stormUntilMs ? STORM : 1;
        mean *= StrictMath.exp(drift - sd * sd / 2) * storm * dice.gamma(noise.shape());
    }

    /** How many calls the node makes at this instant where the arithmetic says {@code calls}. */
    long regular(double calls) {
        return noise == Noise.NONE ? dice.rounded(calls * mean) : dice.poisson(calls * mean);
    }

    /** How many calls the node makes where they come at random moments and {@code calls} are expected. */
    long random(double calls) {
        return dice.poisson(calls * mean);
    }
}
