package io.upsurge.app.replay;

import io.upsurge.app.replay.Outcome.Found;
import io.upsurge.app.replay.Outcome.Judged;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.words.AnomalyText;
import io.upsurge.words.AnomalyTitle;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A replay as a build server reads test results: a test case for each key, failed where a version called more. */
public final class JUnitReport {
    private final Outcome outcome;
    private final Level failing;

    /**
     * A report of a replay that is over.
     *
     * @param failing how sure a rise must be to fail its key
     */
    public JUnitReport(Outcome outcome, Level failing) {
        this.outcome = outcome;
        this.failing = failing;
    }

    /** The document. */
    public String text() throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            write(xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("cannot write the report: " + e.getMessage(), e);
        }
        return text.append('\n').toString();
    }

    private void write(XMLStreamWriter xml) throws XMLStreamException {
        List<Found> rises = outcome.rises(failing);
        long failures = outcome.judged().stream()
                .filter(judged -> rises.stream().anyMatch(rise -> isOf(judged, rise)))
                .count();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "upsurge replay");
        xml.writeAttribute("tests", String.valueOf(outcome.judged().size()));
        xml.writeAttribute("failures", String.valueOf(failures));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
        for (Judged judged : outcome.judged()) {
            xml.writeCharacters("\n  ");
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", clean(judged.key().workload().key()));
            xml.writeAttribute(
                    "name", clean(judged.key().signal() + judged.key().group()));
            List<Found> of = rises.stream().filter(rise -> isOf(judged, rise)).toList();
            for (Found rise : of.subList(0, Math.min(1, of.size()))) {
                xml.writeStartElement("failure");
                xml.writeAttribute("type", rise.level() + " " + rise.last().verdict());
                xml.writeAttribute("message", clean(AnomalyTitle.of(rise.telling())));
                xml.writeCharacters(clean(of.stream()
                        .map(each -> AnomalyText.of(each.telling()))
                        .reduce((a, b) -> a + "\n" + b)
                        .orElseThrow()));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static boolean isOf(Judged judged, Found rise) {
        return rise.last().key().equals(judged.key());
    }

    /** Without characters that XML cannot express. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isXml(c) ? c : 0xFFFD));
        return clean.toString();
    }

    private static boolean isXml(int c) {
        return c == '\n' || c == '\t' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
