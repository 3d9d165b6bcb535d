package io.upsurge.app.tail;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.words.Figures;
import io.upsurge.words.OneLine;
import java.util.List;
import java.util.StringJoiner;

/** A scrape with its first series, or a heartbeat, in one line. */
public final class SampleText implements Printer<SampleRecord> {
    private static final int SHOWN = 3;

    @Override
    public String print(SampleRecord sample) {
        String text = sample instanceof Scrape scrape ? scrape(scrape) : heartbeat((Heartbeat) sample);
        return OneLine.of(Figures.instant(sample.timeMs()) + ' ' + text);
    }

    private static String scrape(Scrape scrape) {
        StringBuilder line = new StringBuilder(scrape.workload().key());
        line.append(" on ").append(scrape.node());
        if (scrape.startMs() != 0) {
            line.append(", started ").append(Figures.instant(scrape.startMs()));
        }
        if (!scrape.podUid().isEmpty()) {
            line.append(", pod ").append(scrape.podUid());
        }
        List<Scrape.Point> points = scrape.points();
        StringJoiner series = new StringJoiner(", ", ": ", "").setEmptyValue(": no series");
        points.stream().limit(SHOWN).map(SampleText::point).forEach(series::add);
        line.append(series);
        if (points.size() > SHOWN) {
            line.append(", and ").append(points.size() - SHOWN).append(" more");
        }
        return line.toString();
    }

    private static String point(Scrape.Point point) {
        return point.series() + " " + (point.stale() ? "ended" : value(point.value()));
    }

    private static String value(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    private static String heartbeat(Heartbeat heartbeat) {
        return heartbeat.cluster() + (heartbeat.end() ? " end of stream" : " heartbeat");
    }
}
