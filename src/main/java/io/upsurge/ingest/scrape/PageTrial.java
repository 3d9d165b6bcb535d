package io.upsurge.ingest.scrape;

import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.place.Gathered;
import io.upsurge.place.Places;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Scrapes targets once, to see what there is; nothing is written. */
public final class PageTrial {
    private final PageFetcher fetcher;
    private final Places places;

    /**
     * A trial.
     *
     * @param settings bounds of time and size
     * @param places knows whose series is whose
     */
    public PageTrial(ScrapeSettings settings, Places places) {
        this.fetcher = new PageFetcher(settings.timeout(), settings.maxBytes());
        this.places = places;
    }

    /**
     * What a page holds.
     *
     * @param wanted series that a signal asks for
     * @param others series that no signal asks for
     * @param unusable series that a signal asks for, but of which it is not known whose they are
     * @param example why the first of what is unusable cannot be used; empty if it is not known or there is none
     */
    public record Seen(long wanted, long others, long unusable, Optional<String> example) {}

    /**
     * Scrapes a target.
     *
     * @param target the target
     * @param nowMs the present, milliseconds since 1970-01-01T00:00Z
     * @throws IOException if there is no page within the bounds; the message says why
     * @throws FormatException if it is no page of metrics
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public Seen of(ScrapeTarget target, long nowMs) throws IOException, FormatException, InterruptedException {
        Notes notes = new Notes();
        Gathered gathered = new TargetPage(target, places).read(fetcher.fetch(target.url()), nowMs, notes);
        long unusable = gathered.unplaced() + gathered.rejectedCount();
        return new Seen(
                gathered.kept() + unusable,
                gathered.filtered(),
                unusable,
                Stream.concat(gathered.rejected().stream(), notes.examples().stream())
                        .findFirst());
    }
}
