package org.ropewalk.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of several rounds, by server and load. */
final class Samples {
    /** Of a core, used by other processes while it was measured: more than this is noise. */
    private static final double NOISY = 0.12;

    private final Map<String, List<Map<String, Double>>> rounds = new LinkedHashMap<>();

    /** Whether other processes disturbed it. */
    static boolean isNoisy(Map<String, Double> figures) {
        return noise(figures) > NOISY;
    }

    static double noise(Map<String, Double> figures) {
        return Math.max(
                figures.getOrDefault("foreign0", 0.0), figures.getOrDefault("foreign1", 0.0));
    }

    void add(String server, String load, Map<String, Double> figures) {
        rounds.computeIfAbsent(server + " " + load, key -> new ArrayList<>()).add(figures);
    }

    boolean has(String server, String load) {
        return rounds.containsKey(server + " " + load);
    }

    /**
     * The median over the quiet rounds, or over all if none was quiet; NaN if none was measured.
     */
    double median(String server, String load, String figure) {
        double[] values = sorted(server, load, figure);
        int middle = values.length / 2;
        if (values.length == 0) {
            return Double.NaN;
        }
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    double min(String server, String load, String figure) {
        double[] values = sorted(server, load, figure);
        return values.length == 0 ? Double.NaN : values[0];
    }

    double max(String server, String load, String figure) {
        double[] values = sorted(server, load, figure);
        return values.length == 0 ? Double.NaN : values[values.length - 1];
    }

    private double[] sorted(String server, String load, String figure) {
        List<Map<String, Double>> all = rounds.getOrDefault(server + " " + load, List.of());
        List<Map<String, Double>> quiet =
                all.stream().filter(figures -> !isNoisy(figures)).toList();
        return (quiet.isEmpty() ? all : quiet)
                .stream()
                        .filter(figures -> figures.containsKey(figure))
                        .mapToDouble(figures -> figures.get(figure))
                        .sorted()
                        .toArray();
    }
}
