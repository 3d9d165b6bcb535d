package io.upsurge.app.explain;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where two records of the model differ, field by field; numbers differ if one bit does. */
public final class FieldDifferences {
    private final List<String> lines = new ArrayList<>();

    private FieldDifferences() {}

    /**
     * Compares.
     *
     * @param path what they are, for the lines
     * @param was one of them
     * @param is the other
     * @return a line for each difference; empty if there is none
     */
    public static List<String> between(String path, Object was, Object is) {
        FieldDifferences differences = new FieldDifferences();
        differences.compare(path, was, is);
        return List.copyOf(differences.lines);
    }

    private void compare(String path, Object was, Object is) {
        if (was.equals(is)) {
            return;
        }
        if (was instanceof Record && was.getClass() == is.getClass()) {
            for (RecordComponent component : was.getClass().getRecordComponents()) {
                String separator = path.endsWith(" ") ? "" : ".";
                compare(path + separator + component.getName(), read(was, component), read(is, component));
            }
        } else if (was instanceof Optional<?> a && is instanceof Optional<?> b && a.isPresent() && b.isPresent()) {
            compare(path, a.get(), b.get());
        } else {
            lines.add(path + " was " + was + ", is " + is);
        }
    }

    private static Object read(Object of, RecordComponent component) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
