package io.upsurge.app.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.upsurge.format.FormatException;
import io.upsurge.format.cdevents.ServiceEventDecoder;
import io.upsurge.model.RolloutFact;
import io.upsurge.place.AnnouncedFacts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A file of roll-out facts: a table with a line of column names, or JSON objects, one a line, each a fact or an event of
 * CDEvents.
 */
final class FactFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final TypeReference<Map<String, JsonNode>> OBJECT = new TypeReference<>() {};
    private static final String DIFFERENCES = "differences";

    private final Path path;
    private final AnnouncedFacts announced;
    private final ServiceEventDecoder events = new ServiceEventDecoder();

    FactFile(Path path, AnnouncedFacts announced) {
        this.path = path;
        this.announced = announced;
    }

    /**
     * Reads all of it.
     *
     * @param facts takes the facts, in the order of the file
     * @param problems takes what is wrong, with file and line
     * @throws UncheckedIOException if the file cannot be read
     */
    void read(Consumer<RolloutFact> facts, Consumer<String> problems) {
        try (BufferedReader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            in.mark(1);
            int first = in.read();
            in.reset();
            if (first == '{') {
                lines(in, facts, problems);
            } else {
                table(in, facts, problems);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e, e);
        }
    }

    private void lines(BufferedReader in, Consumer<RolloutFact> facts, Consumer<String> problems) throws IOException {
        long number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            try {
                if (!line.isBlank()) {
                    object(line).forEach(facts);
                }
            } catch (JsonProcessingException e) {
                problems.accept(at(number) + e.getOriginalMessage());
            } catch (FormatException | IllegalArgumentException e) {
                problems.accept(at(number) + e.getMessage());
            }
        }
    }

    private List<RolloutFact> object(String line) throws JsonProcessingException, FormatException {
        if (events.isEvent(line)) {
            return announced.of(events.decode(line));
        }
        Map<String, String> row = new HashMap<>();
        List<String> differences = List.of();
        for (Map.Entry<String, JsonNode> field : JSON.readValue(line, OBJECT).entrySet()) {
            if (field.getKey().equals(DIFFERENCES)) {
                differences = JSON.convertValue(field.getValue(), new TypeReference<List<String>>() {});
            } else if (!FactRow.COLUMNS.contains(FactRow.column(field.getKey()))) {
                throw new IllegalArgumentException("'" + field.getKey() + "' is not a field of a fact");
            } else if (field.getValue().isContainerNode()) {
                throw new IllegalArgumentException("'" + field.getKey() + "' is not a text or a number");
            } else if (!field.getValue().isNull()) {
                row.put(FactRow.column(field.getKey()), field.getValue().asText());
            }
        }
        return List.of(FactRow.fact(row, differences));
    }

    private void table(BufferedReader in, Consumer<RolloutFact> facts, Consumer<String> problems) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser records =
                CSVParser.builder().setReader(in).setFormat(format).get()) {
            List<String> columns = null;
            for (CSVRecord row : records) {
                long number = records.getCurrentLineNumber();
                try {
                    if (columns == null) {
                        columns = columns(row);
                    } else {
                        facts.accept(FactRow.fact(values(columns, row), List.of()));
                    }
                } catch (IllegalArgumentException e) {
                    problems.accept(at(number) + e.getMessage());
                    if (columns == null) {
                        return;
                    }
                }
            }
        } catch (UncheckedIOException e) {
            problems.accept(path + ": " + e.getCause().getMessage());
        }
    }

    private static List<String> columns(CSVRecord header) {
        List<String> columns = header.stream().map(FactRow::column).toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!FactRow.COLUMNS.contains(columns.get(i))) {
                throw new IllegalArgumentException("'" + header.get(i) + "' is not a column of facts");
            }
            if (!seen.add(columns.get(i))) {
                throw new IllegalArgumentException("column '" + header.get(i) + "' comes twice");
            }
        }
        return columns;
    }

    private static Map<String, String> values(List<String> columns, CSVRecord row) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(row.size() + " values for " + columns.size() + " columns");
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), row.get(i).strip());
        }
        return values;
    }

    private String at(long line) {
        return path + " line " + line + ": ";
    }
}
