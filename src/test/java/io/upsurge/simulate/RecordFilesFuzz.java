package io.upsurge.simulate;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

class RecordFilesFuzz {
    @TempDir
    Path folder;

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"kind\":\"SCRAPE\",\"cluster\":\"c\",\"node\":\"n\",\"time\":5,\"namespace\":\"s\",\"daemonset\":\"d\","
                                + "\"container\":\"x\",\"series\":[{\"metric\":\"m\",\"labels\":{\"a\":\"b\"},\"value\":1.5}]}",
                        "{\"kind\":\"HEARTBEAT\",\"cluster\":\"c\",\"time\":5}",
                        "{\"cluster\":\"c\",\"namespace\":\"s\",\"daemonset\":\"d\",\"container\":\"x\",\"node\":\"n\",\"tag\":\"1\"}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void shouldReadOrRefuse(byte[] bytes) throws IOException {
        RecordFiles files = new RecordFiles(folder);
        Files.write(files.samplesFile(), bytes);
        Files.write(files.rolloutsFile(), bytes);
        drain(files.samples());
        drain(files.rollouts());
    }

    private static void drain(Stream<?> records) {
        try (records) {
            records.forEach(record -> {});
        } catch (IllegalArgumentException refused) {
            // names file and line
        } catch (UncheckedIOException notText) {
            if (!(notText.getCause() instanceof java.nio.charset.CharacterCodingException)) {
                throw notText;
            }
        }
    }
}
