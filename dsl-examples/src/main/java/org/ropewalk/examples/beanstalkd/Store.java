package org.ropewalk.examples.beanstalkd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
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
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.Reactor;

/** The jobs of all tubes, and the workers that wait for them. Any thread. */
public final class Store {
    private static final long SECOND_NS = 1_000_000_000L;

    /** How long before the end of a reservation its worker is warned. */
    private static final long MARGIN_NS = SECOND_NS;

    /** Tubes that one worker may watch. */
    private static final int MOST_WATCHED = 1_000;

    private final Reactor reactor;
    private final MemoryBudget memory;
    private final Tubes tubes;
    private final Statistics statistics;
    private final Alarm alarm;
    private final Map<Long, Job> jobs = new HashMap<>();
    private final Set<Worker> workers = new LinkedHashSet<>();
    private final Deque<Worker> waiting = new ArrayDeque<>();
    private long lastId;
    private long lastBuried;

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
        this.memory = memory;
        this.tubes = new Tubes(reactor, memory, mostWatched);
        this.statistics = new Statistics(reactor.nanoTime());
        this.alarm = new Alarm(reactor, this::due);
    }

    private long nowNs() {
        return reactor.nanoTime();
    }

    // ---- workers

    synchronized void come(Worker worker) {
        workers.add(worker);
        tubes.come(worker);
        statistics.countConnection();
    }

    synchronized void go(Worker worker) {
        workers.remove(worker);
        if (worker.wish != null) {
            endWish(worker);
        }
        List<Job> left = new ArrayList<>(worker.reserved);
        left.forEach(this::ready);
        tubes.go(worker);
        serve();
    }

    synchronized void use(Worker worker, String name) throws OutOfMemory {
        statistics.count("cmd-use");
        tubes.use(worker, name);
    }

    /** How many tubes are watched then. */
    synchronized int watch(Worker worker, String name) throws OutOfMemory {
        statistics.count("cmd-watch");
        return tubes.watch(worker, name);
    }

    /** How many tubes are watched then; 0 if it is the last one, which stays. */
    synchronized int ignore(Worker worker, String name) {
        statistics.count("cmd-ignore");
        return tubes.ignore(worker, name);
    }

    // ---- jobs

    synchronized Put put(Worker worker, int pri, int delay, int ttr, Bytes body)
            throws OutOfMemory {
        statistics.count("cmd-put");
        worker.producer = true;
        Job job = new Job(lastId + 1, worker.used, pri, ttr, body, nowNs());
        if (!memory.reserve(job.bytes())) {
            throw new OutOfMemory();
        }
        statistics.count("total-jobs");
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
            job.deadlineNs = nowNs() + Integer.toUnsignedLong(delay) * SECOND_NS;
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
        job.deadlineNs = nowNs() + Integer.toUnsignedLong(job.ttr) * SECOND_NS;
        job.reserves++;
        job.tube.reserved++;
        worker.reserved.add(job);
        return new Reserved(job.id, job.body);
    }

    synchronized CompletionStage<Reservation> reserve(Worker worker, boolean ends, int seconds) {
        statistics.count(ends ? "cmd-reserve-with-timeout" : "cmd-reserve");
        worker.worker = true;
        worker.wish = new CompletableFuture<>();
        worker.wishEnds = ends;
        worker.wishUntilNs = nowNs() + Integer.toUnsignedLong(seconds) * SECOND_NS;
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
        statistics.count("cmd-delete");
        Job job = jobs.get(id);
        if (job == null || job.state == Job.State.RESERVED && job.owner != worker) {
            return false;
        }
        leave(job);
        jobs.remove(id);
        memory.release(job.bytes());
        job.tube.deleted++;
        tubes.forget();
        return true;
    }

    private Optional<Job> reserved(Worker worker, long id) {
        return Optional.ofNullable(jobs.get(id)).filter(job -> job.owner == worker);
    }

    synchronized boolean release(Worker worker, long id, int pri, int delay) {
        statistics.count("cmd-release");
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
        statistics.count("cmd-bury");
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
        statistics.count("cmd-touch");
        Optional<Job> job = reserved(worker, id);
        job.ifPresent(
                found ->
                        found.deadlineNs = nowNs() + Integer.toUnsignedLong(found.ttr) * SECOND_NS);
        return job.isPresent();
    }

    synchronized int kick(Worker worker, int bound) {
        statistics.count("cmd-kick");
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
        statistics.count("cmd-pause-tube");
        Optional<Queue> tube = tubes.find(name);
        tube.ifPresent(
                found -> {
                    found.pausedUntilNs = nowNs() + Integer.toUnsignedLong(delay) * SECOND_NS;
                    found.pauseSeconds = delay;
                    found.pauses++;
                    serve();
                });
        return tube.isPresent();
    }

    synchronized Optional<Found> peek(long id) {
        statistics.count("cmd-peek");
        return Optional.ofNullable(jobs.get(id)).map(job -> new Found(job.id, job.body));
    }

    synchronized Optional<Found> peek(Worker worker, Job.State state) {
        statistics.count("cmd-peek-" + state.name().toLowerCase(java.util.Locale.ROOT));
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
        long nowNs = nowNs();
        for (Queue tube : tubes.all()) {
            while (!tube.delayed.isEmpty() && tube.delayed.first().deadlineNs - nowNs <= 0) {
                ready(tube.delayed.first());
            }
        }
        for (Worker worker : workers) {
            for (Job job : new ArrayList<>(worker.reserved)) {
                if (job.deadlineNs - nowNs <= 0) {
                    job.timeouts++;
                    statistics.count("job-timeouts");
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
        long wait = Alarm.NEVER;
        for (Queue tube : tubes.all()) {
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
        alarm.set(wait);
    }

    private synchronized void due() {
        serve();
    }

    // ---- answers about all

    synchronized Yaml listTubes() {
        statistics.count("cmd-list-tubes");
        return list(tubes.all().stream().map(tube -> tube.name).toList());
    }

    synchronized Tube used(Worker worker) {
        statistics.count("cmd-list-tube-used");
        return new Tube(worker.used.name);
    }

    synchronized Yaml listWatched(Worker worker) {
        statistics.count("cmd-list-tubes-watched");
        return list(worker.watched.stream().map(tube -> tube.name).toList());
    }

    private static Yaml list(List<String> names) {
        return new Yaml(org.ropewalk.examples.value.Yaml.list(names));
    }

    synchronized Optional<Yaml> statsJob(long id) {
        statistics.count("cmd-stats-job");
        return Optional.ofNullable(jobs.get(id)).map(job -> Statistics.of(job, nowNs()));
    }

    synchronized Optional<Yaml> statsTube(String name) {
        statistics.count("cmd-stats-tube");
        return tubes.find(name).map(tube -> Statistics.of(tube, nowNs()));
    }

    synchronized Yaml stats() {
        statistics.count("cmd-stats");
        return statistics.of(tubes.all(), workers, waiting.size(), nowNs());
    }
}
