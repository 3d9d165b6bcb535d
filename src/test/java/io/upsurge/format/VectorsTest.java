package io.upsurge.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.format.Vectors.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Good and bad texts of every format, with all that is read of them, in src/test/resources/format. After a change, {@code mvn
 * test -Dtest=VectorsTest -Dupsurge.update=true} writes what is read now; look at the difference.
 */
class VectorsTest {

    @BeforeAll
    static void update() throws IOException {
        if (Boolean.getBoolean("upsurge.update")) {
            for (String format : Vectors.readers().keySet()) {
                List<Vector> now = new ArrayList<>();
                for (Vector vector : Vectors.of(format)) {
                    now.add(new Vector(format, vector.name(), vector.text(), Vectors.read(vector)));
                }
                Files.writeString(Vectors.FOLDER.resolve(format + ".txt"), Vectors.file(now.stream()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.upsurge.format.Vectors#all")
    void shouldReadWhatIsThereAndNameWhatIsNot(Vector vector) throws IOException {
        assertThat(Vectors.read(vector)).isEqualTo(vector.read());
    }
}
