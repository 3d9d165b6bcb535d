package io.upsurge.app.bench.chaos;

/** How long a fault lasts. */
enum Lasting {
    /** It is undone at once. */
    NO_TIME {
        @Override
        double ms(ChaosPlan plan, double slotMs, double share) {
            return 0;
        }
    },
    /** Some seconds. */
    SECONDS {
        @Override
        double ms(ChaosPlan plan, double slotMs, double share) {
            return 1_000 + share * 4_000;
        }
    },
    /** Anything from nothing to the session. */
    LESS_THAN_THE_SESSION {
        @Override
        double ms(ChaosPlan plan, double slotMs, double share) {
            return share * Math.min(plan.sessionMs(), slotMs);
        }
    },
    /** From half to one and a half of the session. */
    ABOUT_THE_SESSION {
        @Override
        double ms(ChaosPlan plan, double slotMs, double share) {
            return plan.sessionMs() * (0.5 + share);
        }
    },
    /** Up to shortly before the broker misses the instance. */
    MOST_OF_THE_SESSION {
        @Override
        double ms(ChaosPlan plan, double slotMs, double share) {
            return plan.sessionMs() * (0.7 + 0.2 * share);
        }
    },
    /** The broker has missed the instance when it is back. */
    LONGER_THAN_THE_SESSION {
        @Override
        double ms(ChaosPlan plan, double slotMs, double share) {
            return plan.sessionMs() + 2_000 + share * 5_000;
        }
    },
    /** Long enough for others to have taken the work over, and an open transaction to have ended. */
    MUCH_LONGER_THAN_THE_SESSION {
        @Override
        double ms(ChaosPlan plan, double slotMs, double share) {
            return Math.max(plan.sessionMs(), plan.transactionMs()) * 1.5;
        }
    },
    /** As long as the user wants an outage to last. */
    OUTAGE {
        @Override
        double ms(ChaosPlan plan, double slotMs, double share) {
            return plan.outageSeconds() * 1_000.0;
        }
    };

    /**
     * How long, milliseconds.
     *
     * @param plan the run
     * @param slotMs time between two faults, milliseconds
     * @param share chance, 0 to 1
     */
    abstract double ms(ChaosPlan plan, double slotMs, double share);
}
