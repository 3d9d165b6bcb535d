package io.upsurge.app.bench.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.bench.pictures.Scale.Tick;
import io.upsurge.app.bench.pictures.Svg.Anchor;
import io.upsurge.app.bench.pictures.Svg.Colour;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import picocli.CommandLine;

class PicturesTest {
    @TempDir
    Path dir;

    @Test
    void shouldDrawEveryPictureOfTheMethod() throws Exception {
        int status = new CommandLine(new PicturesCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .execute("--out", dir.toString());

        assertThat(status).isZero();
        String method = Files.readString(Path.of("docs/method.md"));
        try (Stream<Path> pictures = Files.list(dir)) {
            for (Path picture : pictures.toList()) {
                assertThat(method).contains("(pictures/" + picture.getFileName() + ")");
                assertThat(Path.of("docs/pictures").resolve(picture.getFileName()))
                        .exists();
                Element svg = parse(Files.readString(picture));
                assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                        .isNotBlank();
                assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                        .isNotBlank();
                assertThat(svg.getElementsByTagName("polyline").getLength()).isPositive();
                assertThat(Files.readString(picture)).doesNotContain("NaN", "Infinity");
            }
        }
        assertThat(Files.readString(dir.resolve("ratio.svg"))).contains(">confirmed<");
    }

    @Test
    void shouldEscapeWordsAndStayWithinTheFrame() throws Exception {
        Scale time = new Scale(0, 10, false, List.of(new Tick(0, "<0>")));
        Scale ratio = new Scale(0.5, 8, true, List.of(new Tick(1, "1x")));
        TreeMap<Double, Double> points = new TreeMap<>(Map.of(-1.0, 1.0, 2.0, 0.001, 3.0, 1e9));

        Element svg = parse(new Chart("a & \"b\"", "x", time, "y", ratio)
                .curve(points, Colour.MOVED)
                .band(points, points, Colour.STILL)
                .instant(5, "</text>", Colour.DECIDED, Anchor.END)
                .svg("<desc>"));

        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a & \"b\"");
        Element curve = (Element) svg.getElementsByTagName("polyline").item(0);
        assertThat(curve.getAttribute("points")).isEqualTo("198.4,312.0 265.6,44.0");
    }

    @Test
    void shouldPlaceEqualRatiosEquallyFarApart() {
        Scale scale = new Scale(0.25, 16, true, List.of());

        assertThat(scale.share(0.25)).isZero();
        assertThat(scale.share(2)).isEqualTo(0.5);
        assertThat(scale.share(100)).isEqualTo(1);
    }

    private static Element parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }
}
