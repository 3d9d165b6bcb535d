package io.upsurge.app.bench.pictures;

import io.upsurge.app.bench.pictures.Svg.Anchor;
import io.upsurge.app.bench.pictures.Svg.Colour;
import io.upsurge.app.bench.pictures.Svg.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** A chart over time: a frame with axes, curves, bands, and words where they belong. */
final class Chart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 360;
    private static final int LEFT = 64;
    private static final int RIGHT = 24;
    private static final int TOP = 44;
    private static final int BOTTOM = 48;

    private final Svg svg = new Svg(WIDTH, HEIGHT);
    private final String title;
    private final Scale x;
    private final Scale y;

    /**
     * An empty chart.
     *
     * @param title what it shows, in its upper left corner
     * @param xName what runs to the right
     * @param yName what runs upwards
     */
    Chart(String title, String xName, Scale x, String yName, Scale y) {
        this.title = title;
        this.x = x;
        this.y = y;
        svg.text(new Point(LEFT, 18), title, Colour.INK, Anchor.START);
        svg.text(new Point(LEFT, TOP - 8), yName, Colour.INK, Anchor.START);
        svg.text(new Point(WIDTH - RIGHT, HEIGHT - 8), xName, Colour.INK, Anchor.END);
        for (Scale.Tick tick : y.ticks()) {
            Point at = at(x.low(), tick.value());
            svg.line(at, at(x.high(), tick.value()), Colour.FAINT, false);
            svg.text(new Point(at.x() - 8, at.y() + 4), tick.label(), Colour.INK, Anchor.END);
        }
        for (Scale.Tick tick : x.ticks()) {
            Point at = at(tick.value(), y.low());
            svg.line(at, new Point(at.x(), at.y() + 5), Colour.INK, false);
            svg.text(new Point(at.x(), at.y() + 20), tick.label(), Colour.INK, Anchor.MIDDLE);
        }
        svg.line(at(x.low(), y.low()), at(x.high(), y.low()), Colour.INK, false);
    }

    private Point at(double xValue, double yValue) {
        return new Point(
                LEFT + x.share(xValue) * (WIDTH - LEFT - RIGHT),
                HEIGHT - BOTTOM - y.share(yValue) * (HEIGHT - TOP - BOTTOM));
    }

    /** A curve through the points that lie within the time shown. */
    Chart curve(Map<Double, Double> points, Colour colour) {
        List<Point> within = new ArrayList<>();
        points.forEach((xValue, yValue) -> {
            if (xValue >= x.low() && xValue <= x.high()) {
                within.add(at(xValue, yValue));
            }
        });
        svg.curve(within, colour, 2);
        return this;
    }

    /** The area between two curves over the same times. */
    Chart band(NavigableMap<Double, Double> lower, NavigableMap<Double, Double> upper, Colour colour) {
        List<Point> corners = new ArrayList<>();
        lower.subMap(x.low(), true, x.high(), true).forEach((xValue, yValue) -> corners.add(at(xValue, yValue)));
        List<Point> back = new ArrayList<>();
        upper.subMap(x.low(), true, x.high(), true).forEach((xValue, yValue) -> back.add(at(xValue, yValue)));
        Collections.reverse(back);
        corners.addAll(back);
        svg.area(corners, colour);
        return this;
    }

    /** A time span, shaded from top to bottom, with a word before its upper end. */
    Chart span(double from, double to, String word, Colour colour) {
        svg.area(List.of(at(from, y.low()), at(to, y.low()), at(to, y.high()), at(from, y.high())), colour);
        Point top = at(from, y.high());
        svg.text(new Point(top.x() - 5, top.y() + 12), word, colour, Anchor.END);
        return this;
    }

    /** An instant: a dashed line from top to bottom, with a word beside its upper end. */
    Chart instant(double when, String word, Colour colour, Anchor side) {
        svg.line(at(when, y.low()), at(when, y.high()), colour, true);
        Point top = at(when, y.high());
        svg.text(new Point(top.x() + (side == Anchor.START ? 5 : -5), top.y() + 12), word, colour, side);
        return this;
    }

    /** A value: a dashed line from left to right, with a word above its right end. */
    Chart level(double value, String word, Colour colour) {
        svg.line(at(x.low(), value), at(x.high(), value), colour, true);
        Point end = at(x.high(), value);
        svg.text(new Point(end.x(), end.y() - 5), word, colour, Anchor.END);
        return this;
    }

    /** Says what a colour stands for, above the frame at its right end; number 0 is the upper line of two. */
    Chart legend(int number, String word, Colour colour) {
        svg.text(new Point(WIDTH - RIGHT, number == 0 ? TOP - 26 : TOP - 8), word, colour, Anchor.END);
        return this;
    }

    /** A word at a place. */
    Chart word(double xValue, double yValue, String word, Colour colour, Anchor anchor) {
        svg.text(at(xValue, yValue), word, colour, anchor);
        return this;
    }

    /**
     * The picture.
     *
     * @param description what it shows, for those who do not see it
     */
    String svg(String description) {
        return svg.document(title, description);
    }
}
