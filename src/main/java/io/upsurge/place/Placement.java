package io.upsurge.place;

import io.upsurge.model.SeriesId;
import java.util.List;

/** What is to be done with the values of a series. */
sealed interface Placement {

    /**
     * They are points of scrapes.
     *
     * @param series identity of the series
     * @param places where it is counted, at least one place; several if its labels leave the container open
     * @param podUid UID of the pod; empty where unknown
     * @param target which scraped target it comes from
     */
    record Kept(SeriesId series, List<Place> places, String podUid, String target) implements Placement {}

    /**
     * They say when the process of a target began.
     *
     * @param target which scraped target
     */
    record ProcessStart(String target) implements Placement {}

    /**
     * They tell of a pod.
     *
     * @param news what they tell
     */
    record News(PodNews news) implements Placement {}

    /**
     * A target says what it is.
     *
     * @param target which scraped target
     * @param version its version, not empty
     */
    record Build(String target, String version) implements Placement {}

    /** No signal asks for it. */
    record Filtered() implements Placement {
        static final Filtered INSTANCE = new Filtered();
    }

    /** A signal asks for it, but whose it is is not known yet. */
    record Unplaced() implements Placement {
        static final Unplaced INSTANCE = new Unplaced();
    }

    /**
     * It can never be used.
     *
     * @param why what is wrong with which series
     */
    record Rejected(String why) implements Placement {}
}
