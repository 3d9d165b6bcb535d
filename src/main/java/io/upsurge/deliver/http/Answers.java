package io.upsurge.deliver.http;

import io.upsurge.deliver.Reply;
import io.upsurge.words.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/** What an answer over HTTP means. */
public final class Answers {
    /** What is wrong with a body will be wrong the next time. */
    private static final Set<Integer> ABOUT_THE_BODY = Set.of(400, 413, 415, 422, 431);

    private static final Set<Integer> COME_AGAIN = Set.of(408, 425, 429);
    private static final int MOST_SHOWN = 300;

    private Answers() {}

    /**
     * The meaning.
     *
     * @param status its status
     * @param retryAfter its {@code Retry-After}, seconds or a date; empty for none
     * @param location its {@code Location}; empty for none
     * @param body the beginning of its body
     * @param now the present
     */
    public static Reply meaning(
            int status, Optional<String> retryAfter, Optional<String> location, String body, Instant now) {
        String reason = "http-" + status;
        String said = "status " + status + (body.isBlank() ? "" : ", " + shown(body));
        if (status / 100 == 2) {
            return Reply.taken(said);
        }
        if (ABOUT_THE_BODY.contains(status)) {
            return Reply.refused(reason, said);
        }
        if (status / 100 == 3) {
            String where = location.map(to -> " to " + shown(origin(to))).orElse("");
            return Reply.misconfigured(
                    reason,
                    "status " + status + ", redirected" + where + "; it is not followed,"
                            + " configure the address where it is answered");
        }
        if (status / 100 == 4 && !COME_AGAIN.contains(status)) {
            return Reply.misconfigured(reason, said);
        }
        return Reply.later(reason, said)
                .after(retryAfter.flatMap(text -> wait(text, now)).orElse(Duration.ZERO));
    }

    private static Optional<Duration> wait(String text, Instant now) {
        String trimmed = text.strip();
        if (trimmed.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(trimmed)));
        }
        try {
            Instant then = ZonedDateTime.parse(trimmed, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Scheme and host of an address: the rest may be secret. */
    private static String origin(String location) {
        int host = location.indexOf("://");
        int path = host < 0 ? -1 : location.indexOf('/', host + 3);
        return path < 0 ? location : location.substring(0, path) + "/...";
    }

    private static String shown(String text) {
        String line = OneLine.of(text.strip());
        return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "...";
    }
}
