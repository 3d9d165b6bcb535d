package io.upsurge.app.bench.detection;

/** A group of cells that ask the same question. */
enum Family {
    /** Is it right however noisy the fleet is? */
    F1("noise"),
    /** However the nodes are moved? */
    F2("shape of the roll-out"),
    /** Whatever the new version does? */
    F3("effect"),
    /** Whatever else happens? */
    F4("confounders"),
    /** Whatever is wrong with the records? */
    F5("data faults"),
    /** Does it find the incidents that happened? */
    F6("replays");

    private final String text;

    Family(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
