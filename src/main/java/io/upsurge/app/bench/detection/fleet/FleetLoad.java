package io.upsurge.app.bench.detection.fleet;

/**
 * The load that all nodes share, and that all nodes of a zone share, over time: the day, a first-order autoregression, and
 * what the confounder adds.
 */
final class FleetLoad {
    private static final double LOAD_TAU_MINUTES = 10;
    private static final double ZONE_TAU_MINUTES = 20;
    private static final double DAY_MINUTES = 24 * 60;

    private final FleetPlan plan;
    private final Noise noise;
    private final double phase;
    private final double[] zones = new double[FleetPlan.ZONES];
    private double load;

    FleetLoad(FleetPlan plan, Noise noise) {
        this.plan = plan;
        this.noise = noise;
        this.phase = noise.uniform(0, 2 * Math.PI);
        this.load = plan.regime().loadSpread() * noise.normal();
        for (int zone = 0; zone < zones.length; zone++) {
            zones[zone] = plan.zoneSpread() * noise.normal();
        }
    }

    /** Moves on by the time between two scrapes. */
    void step() {
        double minutes = plan.scrapeSeconds() / 60.0;
        load = stepped(load, plan.regime().loadSpread(), minutes / LOAD_TAU_MINUTES);
        if (plan.zoneSpread() > 0) {
            for (int zone = 0; zone < zones.length; zone++) {
                zones[zone] = stepped(zones[zone], plan.zoneSpread(), minutes / ZONE_TAU_MINUTES);
            }
        }
    }

    /** One exact step of an Ornstein-Uhlenbeck process of that spread over that many time constants. */
    private double stepped(double value, double spread, double taus) {
        double keep = Math.exp(-taus);
        return keep * value + spread * Math.sqrt(1 - keep * keep) * noise.normal();
    }

    /** Factor on the calls of every node of a zone, that many minutes from the start of the roll-out. */
    double at(int zone, double minutes) {
        double day = 1 + plan.regime().diurnal() * Math.sin(phase + 2 * Math.PI * minutes / DAY_MINUTES);
        return day * Math.exp(load + zones[zone]) * plan.confounder().load(minutes);
    }
}
