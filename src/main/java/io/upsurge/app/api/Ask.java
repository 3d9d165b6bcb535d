package io.upsurge.app.api;

import io.upsurge.app.config.NearestName;
import io.upsurge.model.Workload;
import io.upsurge.serve.Parameters;
import io.upsurge.words.OneLine;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** The parameters of a question, checked: an unknown one, one given twice, or one that makes no sense is refused by name. */
final class Ask {
    private static final int MAX_LENGTH = 1_000;

    private final Parameters parameters;
    private final List<String> several;
    private final boolean forwarded;

    private Ask(Parameters parameters, List<String> several, boolean forwarded) {
        this.parameters = parameters;
        this.several = several;
        this.forwarded = forwarded;
    }

    /**
     * The question of a request.
     *
     * @param known names that are taken
     * @param several those that may be given several times
     * @throws ApiException if another is given
     */
    static Ask of(Request request, List<String> known, List<String> several) {
        Parameters parameters;
        Fields query;
        try {
            parameters = Parameters.of(request);
            query = Request.extractQueryParameters(request);
        } catch (IllegalArgumentException e) {
            throw ApiException.wrong("the query cannot be decoded: " + OneLine.of(String.valueOf(e.getMessage())));
        }
        for (Fields.Field field : query) {
            String name = field.getName();
            if (!known.contains(name)) {
                throw ApiException.wrong("unknown parameter " + quoted(name) + nearest(name, known));
            }
            if (field.getValues().size() > 1 && !several.contains(name)) {
                throw ApiException.wrong(name + " is given " + field.getValues().size() + " times");
            }
            for (String value : field.getValues()) {
                if (value.length() > MAX_LENGTH) {
                    throw ApiException.wrong(name + " is longer than " + MAX_LENGTH + " characters");
                }
            }
        }
        return new Ask(parameters, several, request.getHeaders().contains(Forward.HEADER));
    }

    private static String nearest(String name, List<String> known) {
        String nearest = NearestName.of(name.substring(0, Math.min(name.length(), 60)), known);
        if (!nearest.isEmpty()) {
            return "; did you mean " + nearest + '?';
        }
        return known.isEmpty() ? "; there is none" : "; known are " + String.join(", ", known);
    }

    /** Whether another instance asks for somebody. */
    boolean isForwarded() {
        return forwarded;
    }

    String path(String name) {
        return parameters.path(name);
    }

    Optional<String> maybe(String name) {
        return parameters.query(name).filter(value -> !value.isEmpty());
    }

    List<String> all(String name) {
        if (!several.contains(name)) {
            throw new IllegalArgumentException(name + " is given once");
        }
        return parameters.queries(name);
    }

    String required(String name) {
        return maybe(name).orElseThrow(() -> ApiException.wrong(name + " is missing"));
    }

    /** The workload that cluster, namespace, daemonset and container name. */
    Workload workload() {
        String[] names = {required("cluster"), required("namespace"), required("daemonset"), required("container")};
        try {
            return new Workload(names[0], names[1], names[2], names[3]);
        } catch (IllegalArgumentException e) {
            throw ApiException.wrong(OneLine.of(String.valueOf(e.getMessage())));
        }
    }

    /** An instant in ISO 8601, or in milliseconds since 1970-01-01T00:00Z. */
    long instant(String name, long otherwise) {
        Optional<String> given = maybe(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            return given.get().matches("-?[0-9]{1,15}")
                    ? Long.parseLong(given.get())
                    : Instant.parse(given.get()).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw ApiException.wrong(name + ' ' + quoted(given.get())
                    + " is no instant such as 2024-02-26T08:00:00Z, nor milliseconds since 1970-01-01T00:00Z");
        }
    }

    int whole(String name, int least, int most, int otherwise) {
        Optional<String> given = maybe(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        if (given.get().matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(given.get());
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw ApiException.wrong(
                name + ' ' + quoted(given.get()) + " is no whole number from " + least + " to " + most);
    }

    double share(String name, double otherwise) {
        Optional<String> given = maybe(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        if (given.get().matches("0?\\.[0-9]{1,9}")) {
            double value = Double.parseDouble(given.get());
            if (value > 0 && value < 0.5) {
                return value;
            }
        }
        throw ApiException.wrong(name + ' ' + quoted(given.get()) + " is no number between 0 and 0.5");
    }

    <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        return maybe(name).map(given -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(given.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ApiException.wrong(name + ' ' + quoted(given) + " is none of "
                        + Arrays.stream(type.getEnumConstants()).map(Ask::word).collect(Collectors.joining(", ")))));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String quoted(String text) {
        return '\'' + OneLine.of(text.length() > 60 ? text.substring(0, 60) + "..." : text) + '\'';
    }
}
