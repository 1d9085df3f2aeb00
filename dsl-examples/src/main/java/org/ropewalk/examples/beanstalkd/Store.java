package org.ropewalk.examples.beanstalkd;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.examples.beanstalkd.Beanstalkd.DeadlineSoon;
import org.ropewalk.examples.beanstalkd.Beanstalkd.Found;
import org.ropewalk.examples.beanstalkd.Beanstalkd.OutOfMemory;
import org.ropewalk.examples.beanstalkd.Beanstalkd.Put;
import org.ropewalk.examples.beanstalkd.Beanstalkd.Reservation;
import org.ropewalk.examples.beanstalkd.Beanstalkd.Reserved;
import org.ropewalk.examples.beanstalkd.Beanstalkd.TimedOut;
import org.ropewalk.examples.beanstalkd.Beanstalkd.Tube;
import org.ropewalk.examples.beanstalkd.Beanstalkd.Yaml;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.Reactor;

/** All tubes and jobs, and the workers that wait for them. Any thread. */
public final class Store {
    private static final long SECOND_NS = 1_000_000_000L;

    /** How long before the end of a reservation its worker is warned. */
    private static final long MARGIN_NS = SECOND_NS;

    /** A priority below which jobs count as urgent. */
    private static final int URGENT = 1024;

    private static final String DEFAULT = "default";

    /** Tubes that one worker may watch. */
    private static final int MOST_WATCHED = 1_000;

    /** What a tube costs: its object, its sets, its name. */
    private static final int TUBE_BYTES = 1_000;

    /** What it costs that a worker watches a tube. */
    private static final int WATCH_BYTES = 100;

    private final Reactor reactor;
    private final MemoryBudget memory;
    private final int mostWatched;
    private final Map<String, Queue> tubes = new LinkedHashMap<>();
    private final Map<Long, Job> jobs = new HashMap<>();
    private final Set<Worker> workers = new LinkedHashSet<>();
    private final Deque<Worker> waiting = new ArrayDeque<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final long startedNs;
    private long lastId;
    private long lastBuried;
    private DelayedCall alarm;

    /** An empty store, whose clock is {@code reactor}'s. */
    public Store(Reactor reactor) {
        this(reactor, MOST_WATCHED);
    }

    /** As the other; each worker may watch {@code mostWatched} tubes. */
    public Store(Reactor reactor, int mostWatched) {
        this(reactor, mostWatched, new MemoryBudget());
    }

    /** As the others; tubes and jobs take no more than {@code memory}. */
    public Store(Reactor reactor, int mostWatched, MemoryBudget memory) {
        this.reactor = reactor;
        this.mostWatched = mostWatched;
        this.memory = memory;
        this.startedNs = reactor.nanoTime();
        tubes.put(DEFAULT, new Queue(DEFAULT, startedNs));
    }

    private void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    // ---- workers

    synchronized void come(Worker worker) {
        workers.add(worker);
        worker.used = tubes.get(DEFAULT);
        worker.used.using++;
        worker.watched.add(worker.used);
        worker.used.watching++;
        count("total-connections");
    }

    synchronized void go(Worker worker) {
        workers.remove(worker);
        if (worker.wish != null) {
            endWish(worker);
        }
        List<Job> left = new ArrayList<>(worker.reserved);
        left.forEach(job -> ready(job));
        worker.used.using--;
        worker.watched.forEach(tube -> tube.watching--);
        // The one that a worker watches in any case is not counted.
        memory.release((worker.watched.size() - 1L) * WATCH_BYTES);
        forgetTubes();
        serve();
    }

    /** The tube of this name, which is made if there is memory for it. */
    private Queue tube(String name) throws OutOfMemory {
        Queue tube = tubes.get(name);
        if (tube == null) {
            take(TUBE_BYTES);
            tube = new Queue(name, reactor.nanoTime());
            tubes.put(name, tube);
        }
        return tube;
    }

    private void take(long bytes) throws OutOfMemory {
        if (!memory.reserve(bytes)) {
            throw new OutOfMemory();
        }
    }

    private void forgetTubes() {
        int before = tubes.size();
        tubes.values().removeIf(tube -> tube.isForgotten() && !tube.name.equals(DEFAULT));
        memory.release((long) TUBE_BYTES * (before - tubes.size()));
    }

    synchronized void use(Worker worker, String name) throws OutOfMemory {
        count("cmd-use");
        Queue next = tube(name);
        worker.used.using--;
        worker.used = next;
        next.using++;
        forgetTubes();
    }

    /** How many tubes are watched then. */
    synchronized int watch(Worker worker, String name) throws OutOfMemory {
        count("cmd-watch");
        Queue known = tubes.get(name);
        if (known != null && worker.watched.contains(known)) {
            return worker.watched.size();
        }
        if (worker.watched.size() == mostWatched) {
            throw new OutOfMemory();
        }
        take(WATCH_BYTES);
        try {
            Queue tube = tube(name);
            worker.watched.add(tube);
            tube.watching++;
        } catch (OutOfMemory e) {
            memory.release(WATCH_BYTES);
            throw e;
        }
        return worker.watched.size();
    }

    /** How many tubes are watched then; 0 if it is the last one, which stays. */
    synchronized int ignore(Worker worker, String name) {
        count("cmd-ignore");
        Queue tube = tubes.get(name);
        if (tube != null && worker.watched.contains(tube)) {
            if (worker.watched.size() == 1) {
                return 0;
            }
            worker.watched.remove(tube);
            tube.watching--;
            memory.release(WATCH_BYTES);
            forgetTubes();
        }
        return worker.watched.size();
    }

    // ---- jobs

    synchronized Put put(Worker worker, int pri, int delay, int ttr, Bytes body)
            throws OutOfMemory {
        count("cmd-put");
        worker.producer = true;
        Job job = new Job(lastId + 1, worker.used, pri, ttr, body, reactor.nanoTime());
        take(job.bytes());
        count("total-jobs");
        lastId++;
        jobs.put(job.id, job);
        worker.used.total++;
        wait(job, delay);
        serve();
        return new Put.Inserted(job.id);
    }

    /** The job is ready, after so many seconds. */
    private void wait(Job job, int delay) {
        job.delay = delay;
        if (delay == 0) {
            ready(job);
        } else {
            leave(job);
            job.state = Job.State.DELAYED;
            job.deadlineNs = reactor.nanoTime() + Integer.toUnsignedLong(delay) * SECOND_NS;
            job.tube.delayed.add(job);
        }
    }

    private void ready(Job job) {
        leave(job);
        job.state = Job.State.READY;
        job.tube.ready.add(job);
    }

    /** The job is nowhere, for a moment. */
    private void leave(Job job) {
        if (job.state == null) {
            return;
        }
        switch (job.state) {
            case READY -> job.tube.ready.remove(job);
            case DELAYED -> job.tube.delayed.remove(job);
            case BURIED -> job.tube.buried.remove(job);
            default -> {
                job.owner.reserved.remove(job);
                job.owner = null;
                job.tube.reserved--;
            }
        }
    }

    private Reserved reserve(Worker worker, Job job) {
        leave(job);
        job.state = Job.State.RESERVED;
        job.owner = worker;
        job.deadlineNs = reactor.nanoTime() + Integer.toUnsignedLong(job.ttr) * SECOND_NS;
        job.reserves++;
        job.tube.reserved++;
        worker.reserved.add(job);
        return new Reserved(job.id, job.body);
    }

    synchronized CompletionStage<Reservation> reserve(Worker worker, boolean ends, int seconds) {
        count(ends ? "cmd-reserve-with-timeout" : "cmd-reserve");
        worker.worker = true;
        worker.wish = new CompletableFuture<>();
        worker.wishEnds = ends;
        worker.wishUntilNs = reactor.nanoTime() + Integer.toUnsignedLong(seconds) * SECOND_NS;
        waiting.add(worker);
        worker.watched.forEach(tube -> tube.waiting++);
        CompletableFuture<Reservation> wish = worker.wish;
        serve();
        return wish;
    }

    private void endWish(Worker worker) {
        worker.wish = null;
        waiting.remove(worker);
        worker.watched.forEach(tube -> tube.waiting--);
    }

    synchronized Optional<Reserved> reserveJob(Worker worker, long id) {
        worker.worker = true;
        Job job = jobs.get(id);
        if (job == null || job.state == Job.State.RESERVED) {
            return Optional.empty();
        }
        Reserved reserved = reserve(worker, job);
        serve();
        return Optional.of(reserved);
    }

    synchronized boolean delete(Worker worker, long id) {
        count("cmd-delete");
        Job job = jobs.get(id);
        if (job == null || job.state == Job.State.RESERVED && job.owner != worker) {
            return false;
        }
        leave(job);
        jobs.remove(id);
        memory.release(job.bytes());
        job.tube.deleted++;
        forgetTubes();
        return true;
    }

    private Optional<Job> reserved(Worker worker, long id) {
        return Optional.ofNullable(jobs.get(id)).filter(job -> job.owner == worker);
    }

    synchronized boolean release(Worker worker, long id, int pri, int delay) {
        count("cmd-release");
        Optional<Job> job = reserved(worker, id);
        job.ifPresent(
                found -> {
                    leave(found);
                    found.state = null;
                    found.pri = pri;
                    found.releases++;
                    wait(found, delay);
                    serve();
                });
        return job.isPresent();
    }

    synchronized boolean bury(Worker worker, long id, int pri) {
        count("cmd-bury");
        Optional<Job> job = reserved(worker, id);
        job.ifPresent(
                found -> {
                    leave(found);
                    found.pri = pri;
                    found.buries++;
                    found.state = Job.State.BURIED;
                    found.buried = ++lastBuried;
                    found.tube.buried.add(found);
                });
        return job.isPresent();
    }

    synchronized boolean touch(Worker worker, long id) {
        count("cmd-touch");
        Optional<Job> job = reserved(worker, id);
        job.ifPresent(
                found ->
                        found.deadlineNs =
                                reactor.nanoTime() + Integer.toUnsignedLong(found.ttr) * SECOND_NS);
        return job.isPresent();
    }

    synchronized int kick(Worker worker, int bound) {
        count("cmd-kick");
        Queue tube = worker.used;
        TreeSet<Job> from = tube.buried.isEmpty() ? tube.delayed : tube.buried;
        int kicked = 0;
        while (!from.isEmpty() && Integer.compareUnsigned(kicked, bound) < 0) {
            Job job = from.first();
            job.kicks++;
            ready(job);
            kicked++;
        }
        serve();
        return kicked;
    }

    synchronized boolean kickJob(long id) {
        Job job = jobs.get(id);
        boolean aside =
                job != null && (job.state == Job.State.BURIED || job.state == Job.State.DELAYED);
        if (aside) {
            job.kicks++;
            ready(job);
            serve();
        }
        return aside;
    }

    synchronized boolean pause(String name, int delay) {
        count("cmd-pause-tube");
        Queue tube = tubes.get(name);
        if (tube == null) {
            return false;
        }
        tube.pausedUntilNs = reactor.nanoTime() + Integer.toUnsignedLong(delay) * SECOND_NS;
        tube.pauseSeconds = delay;
        tube.pauses++;
        serve();
        return true;
    }

    synchronized Optional<Found> peek(long id) {
        count("cmd-peek");
        return Optional.ofNullable(jobs.get(id)).map(job -> new Found(job.id, job.body));
    }

    synchronized Optional<Found> peek(Worker worker, Job.State state) {
        count("cmd-peek-" + state.name().toLowerCase(java.util.Locale.ROOT));
        TreeSet<Job> from =
                switch (state) {
                    case READY -> worker.used.ready;
                    case DELAYED -> worker.used.delayed;
                    default -> worker.used.buried;
                };
        return from.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(from.first().id, from.first().body));
    }

    // ---- time

    /** Hands out what is due, and sets the alarm for what comes next. */
    private void serve() {
        long nowNs = reactor.nanoTime();
        for (Queue tube : tubes.values()) {
            while (!tube.delayed.isEmpty() && tube.delayed.first().deadlineNs - nowNs <= 0) {
                ready(tube.delayed.first());
            }
        }
        for (Worker worker : workers) {
            for (Job job : new ArrayList<>(worker.reserved)) {
                if (job.deadlineNs - nowNs <= 0) {
                    job.timeouts++;
                    count("job-timeouts");
                    ready(job);
                }
            }
        }
        for (Worker worker : new ArrayList<>(waiting)) {
            answer(worker, nowNs);
        }
        setAlarm(nowNs);
    }

    private void answer(Worker worker, long nowNs) {
        Optional<Job> next =
                worker.watched.stream()
                        .filter(tube -> !tube.isPaused(nowNs) && !tube.ready.isEmpty())
                        .map(tube -> tube.ready.first())
                        .min(
                                (a, b) ->
                                        a.pri == b.pri
                                                ? Long.compareUnsigned(a.id, b.id)
                                                : Integer.compareUnsigned(a.pri, b.pri));
        boolean soon =
                worker.reserved.stream().anyMatch(job -> job.deadlineNs - MARGIN_NS - nowNs <= 0);
        CompletableFuture<Reservation> wish = worker.wish;
        if (next.isPresent()) {
            endWish(worker);
            wish.complete(reserve(worker, next.get()));
        } else if (soon) {
            endWish(worker);
            wish.complete(new DeadlineSoon());
        } else if (worker.wishEnds && worker.wishUntilNs - nowNs <= 0) {
            endWish(worker);
            wish.complete(new TimedOut());
        }
    }

    private void setAlarm(long nowNs) {
        long wait = Long.MAX_VALUE;
        for (Queue tube : tubes.values()) {
            if (!tube.delayed.isEmpty()) {
                wait = Math.min(wait, tube.delayed.first().deadlineNs - nowNs);
            }
            if (tube.isPaused(nowNs)) {
                wait = Math.min(wait, tube.pausedUntilNs - nowNs);
            }
        }
        for (Worker worker : workers) {
            for (Job job : worker.reserved) {
                long left = job.deadlineNs - nowNs;
                boolean warned = worker.wish == null || left <= MARGIN_NS;
                wait = Math.min(wait, warned ? left : left - MARGIN_NS);
            }
            if (worker.wish != null && worker.wishEnds) {
                wait = Math.min(wait, worker.wishUntilNs - nowNs);
            }
        }
        long next = wait;
        if (reactor.isInLoopThread()) {
            ring(next);
        } else {
            reactor.callFromThread(() -> ring(next));
        }
    }

    private synchronized void ring(long waitNs) {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        if (waitNs != Long.MAX_VALUE) {
            alarm =
                    reactor.callLater(
                            Duration.ofNanos(Math.max(0, waitNs)),
                            () -> {
                                synchronized (this) {
                                    alarm = null;
                                    serve();
                                }
                            });
        }
    }

    // ---- YAML

    private static Yaml list(Iterable<String> items) {
        return new Yaml(org.ropewalk.examples.value.Yaml.list(items));
    }

    private static Yaml dictionary(Map<String, Object> entries) {
        return new Yaml(org.ropewalk.examples.value.Yaml.dictionary(entries));
    }

    synchronized Yaml listTubes() {
        count("cmd-list-tubes");
        return list(tubes.keySet());
    }

    synchronized Tube used(Worker worker) {
        count("cmd-list-tube-used");
        return new Tube(worker.used.name);
    }

    synchronized Yaml listWatched(Worker worker) {
        count("cmd-list-tubes-watched");
        return list(worker.watched.stream().map(tube -> tube.name).toList());
    }

    private static long seconds(long ns) {
        return ns / SECOND_NS;
    }

    synchronized Optional<Yaml> statsJob(long id) {
        count("cmd-stats-job");
        Job job = jobs.get(id);
        if (job == null) {
            return Optional.empty();
        }
        long nowNs = reactor.nanoTime();
        boolean timed = job.state == Job.State.DELAYED || job.state == Job.State.RESERVED;
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("id", Long.toUnsignedString(job.id));
        entries.put("tube", job.tube.name);
        entries.put("state", job.state.name().toLowerCase(java.util.Locale.ROOT));
        entries.put("pri", Integer.toUnsignedString(job.pri));
        entries.put("age", seconds(nowNs - job.createdNs));
        entries.put("delay", Integer.toUnsignedString(job.delay));
        entries.put("ttr", Integer.toUnsignedString(job.ttr));
        entries.put("time-left", timed ? seconds(job.deadlineNs - nowNs) : 0);
        entries.put("file", 0);
        entries.put("reserves", job.reserves);
        entries.put("timeouts", job.timeouts);
        entries.put("releases", job.releases);
        entries.put("buries", job.buries);
        entries.put("kicks", job.kicks);
        return Optional.of(dictionary(entries));
    }

    private static long urgent(Queue tube) {
        return tube.ready.stream()
                .filter(job -> Integer.compareUnsigned(job.pri, URGENT) < 0)
                .count();
    }

    synchronized Optional<Yaml> statsTube(String name) {
        count("cmd-stats-tube");
        Queue tube = tubes.get(name);
        if (tube == null) {
            return Optional.empty();
        }
        long nowNs = reactor.nanoTime();
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("name", tube.name);
        entries.put("current-jobs-urgent", urgent(tube));
        entries.put("current-jobs-ready", tube.ready.size());
        entries.put("current-jobs-reserved", tube.reserved);
        entries.put("current-jobs-delayed", tube.delayed.size());
        entries.put("current-jobs-buried", tube.buried.size());
        entries.put("total-jobs", tube.total);
        entries.put("current-using", tube.using);
        entries.put("current-watching", tube.watching);
        entries.put("current-waiting", tube.waiting);
        entries.put("cmd-delete", tube.deleted);
        entries.put("cmd-pause-tube", tube.pauses);
        entries.put("pause", tube.isPaused(nowNs) ? tube.pauseSeconds : 0);
        entries.put(
                "pause-time-left", tube.isPaused(nowNs) ? seconds(tube.pausedUntilNs - nowNs) : 0);
        return Optional.of(dictionary(entries));
    }

    synchronized Yaml stats() {
        count("cmd-stats");
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("current-jobs-urgent", tubes.values().stream().mapToLong(Store::urgent).sum());
        entries.put(
                "current-jobs-ready", tubes.values().stream().mapToInt(t -> t.ready.size()).sum());
        entries.put(
                "current-jobs-reserved", tubes.values().stream().mapToInt(t -> t.reserved).sum());
        entries.put(
                "current-jobs-delayed",
                tubes.values().stream().mapToInt(t -> t.delayed.size()).sum());
        entries.put(
                "current-jobs-buried",
                tubes.values().stream().mapToInt(t -> t.buried.size()).sum());
        for (String command :
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
                        "total-jobs")) {
            entries.put(command, counts.getOrDefault(command, 0L));
        }
        entries.put("max-job-size", 65_535);
        entries.put("current-tubes", tubes.size());
        entries.put("current-connections", workers.size());
        entries.put("current-producers", workers.stream().filter(w -> w.producer).count());
        entries.put("current-workers", workers.stream().filter(w -> w.worker).count());
        entries.put("current-waiting", waiting.size());
        entries.put("total-connections", counts.getOrDefault("total-connections", 0L));
        Process.addTo(entries, seconds(reactor.nanoTime() - startedNs));
        return dictionary(entries);
    }
}
