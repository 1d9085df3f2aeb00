package org.ropewalk.examples.graphite;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;

/** The aggregates of all points that were received. Any thread. */
public final class Points implements Graphite, GraphiteAdmin {
    /** The bytes of a name with its tags. */
    static final int MOST_NAME_BYTES = 200;

    /** The timestamp that stands for the time of the server. */
    private static final long NOW = -1;

    private final int mostNames;
    private final Clock clock;
    private final Map<Bytes, Series> series = new HashMap<>();
    private long lines;
    private long badLines;
    private long dropped;

    /**
     * Keeps at most {@code mostNames} series, with names of at most 200 bytes; the points of others
     * are dropped.
     */
    public Points(int mostNames, Clock clock) {
        this.mostNames = mostNames;
        this.clock = clock;
    }

    @Override
    public synchronized void point(Bytes path, List<Tag> tags, double value, long timestamp) {
        lines++;
        long time = timestamp == NOW ? clock.instant().getEpochSecond() : timestamp;
        Bytes name = name(path, tags);
        Series one = new Series(name, 1, value, value, value, value, time);
        Series before = series.get(name);
        Series all = before == null ? one : together(before, one);
        if (time < 0 || !Double.isFinite(all.sum()) || before == null && !hasRoom(name)) {
            dropped++;
        } else {
            series.put(name, all);
        }
    }

    private boolean hasRoom(Bytes name) {
        return series.size() < mostNames && name.length() <= MOST_NAME_BYTES;
    }

    private static Bytes name(Bytes path, List<Tag> tags) {
        if (tags.isEmpty()) {
            return path;
        }
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        name.writeBytes(path.toByteArray());
        tags.stream()
                .sorted(Comparator.comparing(Tag::name))
                .forEach(
                        tag -> {
                            name.write(';');
                            name.writeBytes(tag.name().toByteArray());
                            name.write('=');
                            name.writeBytes(tag.value().toByteArray());
                        });
        return Bytes.of(name.toByteArray());
    }

    private static Series together(Series before, Series point) {
        boolean isLater = point.timestamp() >= before.timestamp();
        return new Series(
                before.name(),
                before.count() + 1,
                before.sum() + point.sum(),
                Math.min(before.least(), point.least()),
                Math.max(before.most(), point.most()),
                isLater ? point.latest() : before.latest(),
                Math.max(before.timestamp(), point.timestamp()));
    }

    @Override
    public synchronized void refused(ErrorKind kind, String line) {
        badLines++;
    }

    // ---- administration

    @Override
    public synchronized List<Aggregate> stats() {
        return List.of(
                new Aggregate(Bytes.of("messages.lines"), lines),
                new Aggregate(Bytes.of("messages.bad_lines_seen"), badLines),
                new Aggregate(Bytes.of("messages.dropped"), dropped));
    }

    @Override
    public synchronized List<Series> series(Optional<Bytes> prefix) {
        Bytes start = prefix.orElse(Bytes.empty());
        return series.values().stream()
                .filter(each -> begins(each.name(), start))
                .sorted(Comparator.comparing(Series::name))
                .toList();
    }

    private static boolean begins(Bytes name, Bytes start) {
        return name.length() >= start.length()
                && Bytes.copy(name.toByteArray(), 0, start.length()).equals(start);
    }

    @Override
    public synchronized List<Bytes> deleteSeries(List<Bytes> names) {
        List<Bytes> found = new ArrayList<>();
        for (Bytes name : names) {
            Optional.ofNullable(series.remove(name)).ifPresent(removed -> found.add(name));
        }
        return found;
    }

    @Override
    public String health() {
        return "up";
    }

    @Override
    public void quit() {}
}
