package io.upsurge.app.bench.pictures;

import java.util.List;
import java.util.Locale;

/**
 * Writes a small part of SVG: lines, areas and text, in colours that can be read on a light and on a dark ground. Coordinates
 * are pixels from the upper left corner.
 */
final class Svg {
    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;

    /** Colours by what they stand for. */
    enum Colour {
        /** Frames and words. */
        INK("#7d858f"),
        /** Grid lines. */
        FAINT("#7d858f40"),
        /** What moved. */
        MOVED("#db6d28"),
        /** What did not move. */
        STILL("#3f8fdd"),
        /** What was decided. */
        DECIDED("#2da160");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    /** Where a text stands about its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A point. */
    record Point(double x, double y) {}

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** A straight line; dashed or not. */
    void line(Point from, Point to, Colour colour, boolean dashed) {
        body.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"%s/>%n",
                from.x,
                from.y,
                to.x,
                to.y,
                colour.code,
                dashed ? " stroke-dasharray=\"5 4\"" : ""));
    }

    /** A line through points. */
    void curve(List<Point> points, Colour colour, double strokeWidth) {
        body.append(String.format(
                Locale.ROOT,
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\" stroke-linejoin=\"round\" points=\"%s\"/>%n",
                colour.code,
                strokeWidth,
                text(points)));
    }

    /** A filled area, half transparent. */
    void area(List<Point> corners, Colour colour) {
        body.append(String.format(
                Locale.ROOT,
                "<polygon fill=\"%s\" fill-opacity=\"0.18\" stroke=\"none\" points=\"%s\"/>%n",
                colour.code,
                text(corners)));
    }

    /** A text in one line. */
    void text(Point at, String text, Colour colour, Anchor anchor) {
        body.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\" text-anchor=\"%s\">%s</text>%n",
                at.x,
                at.y,
                colour.code,
                anchor.name().toLowerCase(Locale.ROOT),
                escaped(text)));
    }

    private static String text(List<Point> points) {
        StringBuilder text = new StringBuilder();
        points.forEach(point -> text.append(String.format(Locale.ROOT, "%.1f,%.1f ", point.x, point.y)));
        return text.toString().stripTrailing();
    }

    /**
     * The document.
     *
     * @param title its title, read out by screen readers
     * @param description what it shows, for those who do not see it
     */
    String document(String title, String description) {
        return String.format(Locale.ROOT, """
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img"
                             aria-labelledby="title desc" font-family="system-ui, sans-serif" font-size="13">
                        <title id="title">%3$s</title>
                        <desc id="desc">%4$s</desc>
                        """, width, height, escaped(title), escaped(description))
                + body.toString().replace(System.lineSeparator(), "\n")
                + "</svg>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
