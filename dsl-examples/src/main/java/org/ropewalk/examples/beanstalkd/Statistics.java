package org.ropewalk.examples.beanstalkd;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.ropewalk.examples.beanstalkd.Beanstalkd.Yaml;

/** The counters of a store, and its answers to the {@code stats} commands. Guarded by the store. */
final class Statistics {
    private static final long SECOND_NS = 1_000_000_000L;

    private static final int MAX_JOB_SIZE = 65_535;
    private static final String CONNECTIONS = "total-connections";

    /** The counters that {@code stats} tells first, in beanstalkd's order. */
    private static final List<String> COUNTERS =
            List.of(
                    "cmd-put",
                    "cmd-peek",
                    "cmd-peek-ready",
                    "cmd-peek-delayed",
                    "cmd-peek-buried",
                    "cmd-reserve",
                    "cmd-reserve-with-timeout",
                    "cmd-delete",
                    "cmd-release",
                    "cmd-use",
                    "cmd-watch",
                    "cmd-ignore",
                    "cmd-bury",
                    "cmd-kick",
                    "cmd-touch",
                    "cmd-stats",
                    "cmd-stats-job",
                    "cmd-stats-tube",
                    "cmd-list-tubes",
                    "cmd-list-tube-used",
                    "cmd-list-tubes-watched",
                    "cmd-pause-tube",
                    "job-timeouts",
                    "total-jobs");

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final long startedNs;

    Statistics(long startedNs) {
        this.startedNs = startedNs;
    }

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    void countConnection() {
        count(CONNECTIONS);
    }

    private static Yaml dictionary(Map<String, Object> entries) {
        return new Yaml(org.ropewalk.examples.value.Yaml.dictionary(entries));
    }

    private static long seconds(long ns) {
        return ns / SECOND_NS;
    }

    static Yaml of(Job job, long nowNs) {
        boolean timed = job.state() == Job.State.DELAYED || job.state() == Job.State.RESERVED;
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("id", Long.toUnsignedString(job.id()));
        entries.put("tube", job.tube().name());
        entries.put("state", job.state().name().toLowerCase(Locale.ROOT));
        entries.put("pri", Integer.toUnsignedString(job.pri()));
        entries.put("age", seconds(nowNs - job.createdNs()));
        entries.put("delay", Integer.toUnsignedString(job.delay()));
        entries.put("ttr", Integer.toUnsignedString(job.ttr()));
        entries.put("time-left", timed ? seconds(job.leftNs(nowNs)) : 0);
        entries.put("file", 0);
        entries.put("reserves", job.reserves());
        entries.put("timeouts", job.timeouts());
        entries.put("releases", job.releases());
        entries.put("buries", job.buries());
        entries.put("kicks", job.kicks());
        return dictionary(entries);
    }

    static Yaml of(Queue tube, long nowNs) {
        boolean paused = tube.isPaused(nowNs);
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("name", tube.name());
        entries.put("current-jobs-urgent", tube.urgent());
        entries.put("current-jobs-ready", tube.count(Job.State.READY));
        entries.put("current-jobs-reserved", tube.count(Job.State.RESERVED));
        entries.put("current-jobs-delayed", tube.count(Job.State.DELAYED));
        entries.put("current-jobs-buried", tube.count(Job.State.BURIED));
        entries.put("total-jobs", tube.total());
        entries.put("current-using", tube.using());
        entries.put("current-watching", tube.watching());
        entries.put("current-waiting", tube.waiting());
        entries.put("cmd-delete", tube.deleted());
        entries.put("cmd-pause-tube", tube.pauses());
        entries.put("pause", paused ? Integer.toUnsignedString(tube.pauseSeconds()) : 0);
        entries.put("pause-time-left", paused ? seconds(tube.pauseLeftNs(nowNs)) : 0);
        return dictionary(entries);
    }

    Yaml of(Collection<Queue> tubes, Collection<Worker> workers, int waiting, long nowNs) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("current-jobs-urgent", tubes.stream().mapToLong(Queue::urgent).sum());
        entries.put("current-jobs-ready", sum(tubes, tube -> tube.count(Job.State.READY)));
        entries.put("current-jobs-reserved", sum(tubes, tube -> tube.count(Job.State.RESERVED)));
        entries.put("current-jobs-delayed", sum(tubes, tube -> tube.count(Job.State.DELAYED)));
        entries.put("current-jobs-buried", sum(tubes, tube -> tube.count(Job.State.BURIED)));
        COUNTERS.forEach(counter -> entries.put(counter, counts.getOrDefault(counter, 0L)));
        entries.put("max-job-size", MAX_JOB_SIZE);
        entries.put("current-tubes", tubes.size());
        entries.put("current-connections", workers.size());
        entries.put("current-producers", workers.stream().filter(Worker::isProducer).count());
        entries.put("current-workers", workers.stream().filter(Worker::isWorker).count());
        entries.put("current-waiting", waiting);
        entries.put(CONNECTIONS, counts.getOrDefault(CONNECTIONS, 0L));
        Process.addTo(entries, seconds(nowNs - startedNs));
        return dictionary(entries);
    }

    private static int sum(Collection<Queue> tubes, ToIntFunction<Queue> count) {
        return tubes.stream().mapToInt(count).sum();
    }
}
