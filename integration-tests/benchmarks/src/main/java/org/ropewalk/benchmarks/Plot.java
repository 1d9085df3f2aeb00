package org.ropewalk.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Lines over one another, both scales logarithmic, as SVG. */
final class Plot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 190;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final List<String> COLOURS =
            List.of("#1b6ca8", "#d1495b", "#2e8b57", "#8a5fb0", "#b8860b");

    private final String title;
    private final String across;
    private final String up;
    private final Map<String, TreeMap<Double, Double>> lines = new LinkedHashMap<>();

    Plot(String title, String across, String up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    void add(String line, double x, double y) {
        lines.computeIfAbsent(line, key -> new TreeMap<>()).put(x, y);
    }

    /** The points as a Markdown table, a row for each x. */
    String table() {
        TreeMap<Double, StringBuilder> rows = new TreeMap<>();
        lines.values()
                .forEach(line -> line.keySet().forEach(x -> rows.put(x, new StringBuilder())));
        StringBuilder text = new StringBuilder("| " + across + " |");
        for (Map.Entry<String, TreeMap<Double, Double>> line : lines.entrySet()) {
            text.append(" ").append(line.getKey()).append(" |");
            rows.forEach(
                    (x, row) ->
                            row.append(" ")
                                    .append(
                                            line.getValue().containsKey(x)
                                                    ? figure(line.getValue().get(x))
                                                    : "–")
                                    .append(" |"));
        }
        text.append("\n|--:|").append("--:|".repeat(lines.size())).append("\n");
        rows.forEach(
                (x, row) ->
                        text.append("| ").append(count(x)).append(" |").append(row).append("\n"));
        return text.toString();
    }

    String svg() {
        double minX = Double.MAX_VALUE;
        double maxX = 0;
        double minY = Double.MAX_VALUE;
        double maxY = 0;
        for (TreeMap<Double, Double> line : lines.values()) {
            for (Map.Entry<Double, Double> point : line.entrySet()) {
                minX = Math.min(minX, point.getKey());
                maxX = Math.max(maxX, point.getKey());
                minY = Math.min(minY, point.getValue());
                maxY = Math.max(maxY, point.getValue());
            }
        }
        Scale x = new Scale(minX, maxX, LEFT, WIDTH - RIGHT);
        // At least a decade: a flat line is to look flat.
        Scale y = new Scale(minY / 2, Math.max(maxY * 2, minY * 10), HEIGHT - BOTTOM, TOP);
        StringBuilder svg = new StringBuilder();
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>%n",
                        WIDTH,
                        HEIGHT,
                        LEFT,
                        title));
        axes(svg, x, y);
        int index = 0;
        for (Map.Entry<String, TreeMap<Double, Double>> line : lines.entrySet()) {
            line(svg, line.getKey(), line.getValue(), COLOURS.get(index++ % COLOURS.size()), x, y);
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg, Scale x, Scale y) {
        for (double tick : x.ticks()) {
            svg.append(stroke(x.at(tick), TOP, x.at(tick), HEIGHT - BOTTOM, "#e4e4e4"));
            svg.append(text(x.at(tick), HEIGHT - BOTTOM + 18, "middle", count(tick), "#333"));
        }
        for (double tick : y.ticks()) {
            svg.append(stroke(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick), "#e4e4e4"));
            svg.append(text(LEFT - 8, y.at(tick) + 4, "end", figure(tick), "#333"));
        }
        svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", across, "#333"));
        svg.append(text(LEFT, TOP - 4, "middle", up, "#333"));
    }

    private void line(
            StringBuilder svg,
            String name,
            TreeMap<Double, Double> points,
            String colour,
            Scale x,
            Scale y) {
        StringBuilder path = new StringBuilder();
        for (Map.Entry<Double, Double> point : points.entrySet()) {
            String at =
                    String.format(
                            Locale.ROOT, "%.1f %.1f", x.at(point.getKey()), y.at(point.getValue()));
            path.append(path.isEmpty() ? "M" : " L").append(at);
            svg.append("<circle cx=\"").append(at.replace(" ", "\" cy=\""));
            svg.append("\" r=\"3\" fill=\"").append(colour).append("\"/>\n");
        }
        svg.append("<path d=\"")
                .append(path)
                .append("\" fill=\"none\" stroke-width=\"2\" stroke=\"");
        svg.append(colour).append("\"/>\n");
        double lastY = y.at(points.lastEntry().getValue());
        svg.append(text(x.at(points.lastKey()) + 8, lastY + 4, "start", name, colour));
    }

    private static String stroke(double x1, double y1, double x2, double y2, String colour) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                x1,
                y1,
                x2,
                y2,
                colour);
    }

    private static String text(double x, double y, String anchor, String words, String colour) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                colour,
                words);
    }

    private static String count(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String figure(double value) {
        return String.format(
                Locale.ROOT, value < 1 ? "%.3f" : value < 100 ? "%.2f" : "%,.0f", value);
    }

    /** From logarithms to points. */
    private record Scale(double min, double max, double from, double to) {
        double at(double value) {
            double share = max == min ? 0.5 : Math.log(value / min) / Math.log(max / min);
            return from + share * (to - from);
        }

        /** Powers of ten inside, or the ends if there is none. */
        List<Double> ticks() {
            List<Double> ticks = new java.util.ArrayList<>();
            for (double tick = Math.pow(10, Math.ceil(Math.log10(min))); tick <= max; tick *= 10) {
                ticks.add(tick);
            }
            return ticks.isEmpty() ? List.of(min, max) : ticks;
        }
    }
}
