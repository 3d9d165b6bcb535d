package io.upsurge.app.bench.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is done, to whom, for how long, and how it is undone. */
enum FaultKind {
    NOTHING("nothing, for comparison", Target.NOBODY, Lasting.NO_TIME, Acts.NONE),
    KILL(
            "kill -9, started again with its state",
            Target.ONE,
            Lasting.LESS_THAN_THE_SESSION,
            Acts.each(Troupe::kill, Troupe::start)),
    KILL_AND_LOSE(
            "kill -9, started again without its state",
            Target.ONE,
            Lasting.LESS_THAN_THE_SESSION,
            Acts.each(Troupe::kill, Troupe::startWithoutState)),
    KILL_AND_CORRUPT(
            "kill -9, started again with corrupt state",
            Target.ONE,
            Lasting.LESS_THAN_THE_SESSION,
            Acts.each(Troupe::kill, Troupe::startWithCorruptState)),
    KILL_ALL(
            "kill -9 of all instances at once",
            Target.ALL,
            Lasting.LESS_THAN_THE_SESSION,
            Acts.each(Troupe::kill, Troupe::start)),
    TAKE_OVER(
            "kill -9, away until others have taken over",
            Target.ONE,
            Lasting.MUCH_LONGER_THAN_THE_SESSION,
            Acts.each(Troupe::kill, Troupe::start)),
    STOP("SIGTERM, started again", Target.ONE, Lasting.SECONDS, Acts.each(Troupe::askToStop, Troupe::startAfterStop)),
    STOP_AND_CORRUPT(
            "SIGTERM, started again with corrupt state",
            Target.ONE,
            Lasting.SECONDS,
            Acts.each(Troupe::askToStop, Troupe::startWithCorruptStateAfterStop)),
    SCALE(
            "scaled down to one instance, and up again",
            Target.ALL_BUT_ONE,
            Lasting.ABOUT_THE_SESSION,
            Acts.each(Troupe::askToStop, Troupe::startAfterStop)),
    ZOMBIE(
            "SIGSTOP for longer than the session, SIGCONT: comes back, must not write",
            Target.ONE,
            Lasting.LONGER_THAN_THE_SESSION,
            Acts.each(Troupe::freeze, Troupe::thaw)),
    NAP(
            "SIGSTOP for less than the session, SIGCONT",
            Target.ONE,
            Lasting.MOST_OF_THE_SESSION,
            Acts.each(Troupe::freeze, Troupe::thaw)),
    BROKER_PAUSE(
            "SIGSTOP of the broker, SIGCONT",
            Target.BROKER,
            Lasting.SECONDS,
            Acts.of(
                    stage -> Signals.freeze(stage.broker().handle()),
                    stage -> Signals.thaw(stage.broker().handle()))),
    BROKER_KILL(
            "kill -9 of the broker, started again at once",
            Target.BROKER,
            Lasting.NO_TIME,
            Acts.of(stage -> stage.broker().kill(), Stage::startBroker)),
    BROKER_OUTAGE(
            "outage of the broker",
            Target.BROKER,
            Lasting.OUTAGE,
            Acts.of(stage -> stage.broker().close(), Stage::startBroker)),
    REGISTRY_OUTAGE(
            "outage of the schema registry",
            Target.REGISTRY,
            Lasting.OUTAGE,
            Acts.of(stage -> stage.registry().leave(), stage -> stage.registry().comeBack())),
    WEBHOOK_OUTAGE(
            "outage of the webhook",
            Target.WEBHOOK,
            Lasting.OUTAGE,
            Acts.of(stage -> stage.receiver().leave(), stage -> stage.receiver().comeBack()));

    private final String text;
    private final Target target;
    private final Lasting lasting;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Acts acts;

    FaultKind(String text, Target target, Lasting lasting, Acts acts) {
        this.text = text;
        this.target = target;
        this.lasting = lasting;
        this.acts = acts;
    }

    /**
     * The kind of a name, such as {@code broker-kill}.
     *
     * @throws IllegalArgumentException if there is none; names those there are
     */
    static FaultKind named(String name) {
        return choice().stream()
                .filter(kind -> kind.option().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault '" + name + "'; there are "
                        + choice().stream().map(FaultKind::option).collect(Collectors.joining(", "))));
    }

    /** Those that can be chosen. */
    static List<FaultKind> choice() {
        return Arrays.stream(values()).filter(kind -> kind != NOTHING).toList();
    }

    /** Its name as an option, such as {@code broker-kill}. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As it stands in reports. */
    String text() {
        return text;
    }

    Target target() {
        return target;
    }

    /** How long one of it lasts. */
    Lasting lasting() {
        return lasting;
    }

    /** Whether it needs a second instance that goes on. */
    boolean needsOthers() {
        return this == TAKE_OVER || target == Target.ALL_BUT_ONE;
    }

    /** Does it to these instances, or to a server. */
    void begin(Stage stage, List<Integer> instances) {
        acts.begin(stage, instances);
    }

    /** Undoes it. */
    void end(Stage stage, List<Integer> instances) {
        acts.end(stage, instances);
    }
}
