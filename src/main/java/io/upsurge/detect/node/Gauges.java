package io.upsurge.detect.node;

import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesSelector;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The covariates of one container in the open window: the last value of each. A gauge goes up and down, never back to zero. */
final class Gauges {
    private final List<SeriesSelector> selectors;
    private final TreeMap<String, Double> last = new TreeMap<>();

    Gauges(List<SeriesSelector> selectors) {
        this.selectors = selectors;
    }

    /** Reads a scrape, in the order of event time; series of one selector are summed. */
    void read(Scrape scrape) {
        for (SeriesSelector selector : selectors) {
            double sum = 0;
            boolean found = false;
            for (Point point : scrape.points()) {
                if (point.usable() && selector.matches(point.series())) {
                    sum += point.value();
                    found = true;
                }
            }
            if (found) {
                last.put(selector.toString(), sum);
            }
        }
    }

    /** The values by selector, in the order of the selectors' texts. */
    Map<String, Double> values() {
        return last.isEmpty() ? Map.of() : new TreeMap<>(last);
    }

    /** The window is over. */
    void clear() {
        last.clear();
    }

    void pack(Packer out) {
        out.number(last.size());
        last.forEach((selector, value) -> out.name(selector).real(value));
    }

    void unpack(Unpacker in) {
        for (int i = in.count(); i > 0; i--) {
            last.put(in.name(), in.real());
        }
    }
}
