package io.upsurge.replay.source;

import io.upsurge.format.SeriesLabels;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import io.upsurge.replay.sort.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Readings as they are kept in a file while they are sorted. Series are written once per frame. */
final class ReadingForm implements Form<Reading> {
    private static final long BYTES = 80;

    @Override
    public long weight(Reading reading) {
        return BYTES;
    }

    @Override
    public byte[] pack(List<Reading> readings) {
        Packer out = new Packer().number(readings.size());
        Map<SeriesLabels, Integer> known = new HashMap<>();
        for (Reading reading : readings) {
            Integer number = known.putIfAbsent(reading.series(), known.size());
            out.number(number == null ? known.size() - 1L : number);
            if (number == null) {
                out.number(reading.series().size());
                reading.series().toMap().forEach((name, value) -> out.name(name).name(value));
            }
            out.number(reading.timeMs())
                    .real(reading.value())
                    .flag(reading.stale())
                    .number(reading.startMs());
        }
        return out.toBytes();
    }

    @Override
    public List<Reading> unpack(byte[] frame) {
        Unpacker in = new Unpacker(frame);
        List<SeriesLabels> known = new ArrayList<>();
        List<Reading> readings = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            int number = (int) in.number();
            if (number == known.size()) {
                known.add(labels(in));
            }
            readings.add(new Reading(known.get(number), in.number(), in.real(), in.flag(), in.number()));
        }
        return readings;
    }

    private static SeriesLabels labels(Unpacker in) {
        Map<String, String> labels = new TreeMap<>();
        for (int i = in.count(); i > 0; i--) {
            labels.put(in.name(), in.name());
        }
        return SeriesLabels.of(labels);
    }
}
