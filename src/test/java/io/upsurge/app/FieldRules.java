package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/** What docs/schemas-and-registry.md promises of a contract beyond what Avro asks for. */
final class FieldRules {
    private final String where;
    private final Set<String> seen = new HashSet<>();

    FieldRules(String where) {
        this.where = where;
    }

    void check(Schema frozen, Schema present) {
        switch (present.getType()) {
            case RECORD -> records(frozen, present);
            case ENUM ->
                assertThat(frozen.getEnumDefault() != null
                                || frozen.getEnumSymbols().containsAll(present.getEnumSymbols()))
                        .as("%s: %s got symbols before it had a default", where, present.getName())
                        .isTrue();
            case ARRAY -> check(frozen.getElementType(), present.getElementType());
            case MAP -> check(frozen.getValueType(), present.getValueType());
            case UNION ->
                frozen.getTypes().forEach(type -> present.getTypes().stream()
                        .filter(other -> other.getFullName().equals(type.getFullName()))
                        .findFirst()
                        .ifPresent(other -> check(type, other)));
            default -> {}
        }
    }

    private void records(Schema frozen, Schema present) {
        if (!seen.add(present.getFullName())) {
            return;
        }
        for (Field field : present.getFields()) {
            String name = where + ": " + present.getName() + '.' + field.name();
            assertThat(field.doc()).as("%s is documented", name).isNotBlank();
            Field before = frozen.getField(field.name());
            if (before == null) {
                assertThat(field.hasDefaultValue())
                        .as("%s is new and has a default", name)
                        .isTrue();
            } else {
                assertThat(field.schema().getType())
                        .as("%s has the type it had", name)
                        .isEqualTo(before.schema().getType());
                check(before.schema(), field.schema());
            }
        }
        for (Field field : frozen.getFields()) {
            if (present.getField(field.name()) == null) {
                assertThat(field.hasDefaultValue())
                        .as(
                                "%s: %s.%s had a default for a release before it went",
                                where, frozen.getName(), field.name())
                        .isTrue();
            }
        }
    }
}
