package io.upsurge.app.doctor.look;

import io.upsurge.wire.SchemaSubjects;
import java.util.List;
import java.util.Optional;

/**
 * The subjects of a configuration as the registry has them.
 *
 * @param subjects each subject
 * @param mode what may be done with the first of them, such as READONLY; empty where the registry does not say
 */
public record RegistryView(List<SchemaSubjects.State> subjects, Optional<String> mode) {

    /** Copies the subjects. */
    public RegistryView {
        subjects = List.copyOf(subjects);
    }
}
