package io.upsurge.ingest.scrape;

import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.SeriesLabels;
import io.upsurge.format.text.TextReader;
import io.upsurge.format.text.TextSyntax;
import io.upsurge.place.Gathered;
import io.upsurge.place.Gathering;
import io.upsurge.place.Places;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The page of one target as it comes again and again. For one thread at a time. */
final class TargetPage {
    private static final int REMEMBERED = 100_000;

    private final Places places;
    private final TargetLabels labels;
    private final Map<TextSyntax, TextReader> readers = new EnumMap<>(TextSyntax.class);
    private Set<SeriesLabels> last = Set.of();

    TargetPage(ScrapeTarget target, Places places) {
        this.places = places;
        this.labels = new TargetLabels(target.labels());
    }

    /**
     * Reads the page.
     *
     * @param page the page
     * @param scrapedAtMs when it was asked for, milliseconds since 1970-01-01T00:00Z
     * @param notes takes what could not be read
     * @throws FormatException if it is no page of metrics, or a part of one; nothing of it counts
     */
    synchronized Gathered read(PageFetcher.Page page, long scrapedAtMs, Notes notes) throws FormatException {
        TextSyntax syntax = TextSyntax.ofContentType(page.contentType())
                .orElseThrow(
                        () -> new FormatException("no page of metrics: its content type is " + page.contentType()));
        Gathering gathering = places.begin();
        Set<SeriesLabels> seen = new LinkedHashSet<>();
        try {
            readers.computeIfAbsent(syntax, TextReader::new)
                    .read(
                            new ByteArrayInputStream(page.body()),
                            OptionalLong.of(scrapedAtMs),
                            (series, timeMs, value, stale, startMs) -> {
                                SeriesLabels labelled = labels.on(series);
                                gathering.accept(labelled, timeMs, value, stale, startMs);
                                if (seen.size() < REMEMBERED && places.wants(labelled.metric())) {
                                    seen.add(labelled);
                                }
                            },
                            notes);
        } catch (IOException e) {
            throw new FormatException(String.valueOf(e.getMessage()), e);
        }
        last = seen;
        return gathering.finish();
    }

    /** The end of all series that the page had when it was last read. */
    synchronized Gathered end(long timeMs) {
        Gathering gathering = places.begin();
        last.forEach(series -> gathering.accept(series, timeMs, Double.NaN, true, 0));
        last = Set.of();
        return gathering.finish();
    }
}
