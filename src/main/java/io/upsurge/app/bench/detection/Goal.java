package io.upsurge.app.bench.detection;

/**
 * One goal and how far it is reached.
 *
 * @param id number of the goal
 * @param text what is asked for
 * @param outcome whether it is met
 * @param measured the figures that decided
 */
record Goal(String id, String text, Outcome outcome, String measured) {

    /** Whether a goal is met. */
    enum Outcome {
        /** The 95 % bound of every part is on the right side. */
        MET("met"),
        /** The bound of some part is not. More runs may help where the estimate is. */
        MISSED("missed"),
        /** Something that it asks for was not played, or cannot be seen yet. */
        NOT_MEASURED("not measured");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
