package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.UnseenException;
import java.util.List;

/** One thing the doctor checks, by what was seen alone. */
interface Check {

    /** Under which headline its findings stand. */
    Group group();

    /** What it checks, in a few words: {@code permissions}. */
    String name();

    /**
     * What it finds.
     *
     * @param seen what was looked at
     * @throws UnseenException if something it needs could not be looked at
     */
    List<Finding> findings(Examination seen);
}
