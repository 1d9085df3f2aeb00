package org.ropewalk.examples.beanstalkd;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.ropewalk.examples.beanstalkd.Beanstalkd.Found;
import org.ropewalk.examples.beanstalkd.Beanstalkd.OutOfMemory;
import org.ropewalk.examples.beanstalkd.Beanstalkd.Put;
import org.ropewalk.examples.beanstalkd.Beanstalkd.Reservation;
import org.ropewalk.examples.beanstalkd.Beanstalkd.Reserved;
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
    private final Schedule schedule = new Schedule();
    private long lastId;
    private long lastWish;
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
        this.tubes = new Tubes(reactor, memory, schedule, mostWatched);
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
        worker.wish().ifPresent(this::end);
        worker.reserved().forEach(Job::ready);
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
        worker.puts();
        Queue tube = worker.used();
        Job job = new Job(lastId + 1, tube, pri, ttr, body, nowNs());
        if (!memory.reserve(job.bytes())) {
            throw new OutOfMemory();
        }
        statistics.count("total-jobs");
        lastId++;
        jobs.put(job.id(), job);
        tube.countPut();
        job.waitFor(delay, nowNs());
        serve();
        return new Put.Inserted(job.id());
    }

    private Reserved reserve(Worker worker, Job job) {
        job.reserve(worker, nowNs());
        return new Reserved(job.id(), job.body());
    }

    synchronized CompletionStage<Reservation> reserve(Worker worker) {
        statistics.count("cmd-reserve");
        return begin(worker, Wish.NEVER_NS);
    }

    synchronized CompletionStage<Reservation> reserve(Worker worker, int seconds) {
        statistics.count("cmd-reserve-with-timeout");
        return begin(worker, nowNs() + Integer.toUnsignedLong(seconds) * SECOND_NS);
    }

    private CompletionStage<Reservation> begin(Worker worker, long untilNs) {
        long timeoutNs = worker.nextTimeoutNs();
        long warnedNs = timeoutNs == Wish.NEVER_NS ? timeoutNs : timeoutNs - MARGIN_NS;
        Wish wish = new Wish(worker, ++lastWish, untilNs, warnedNs);
        worker.reserves();
        worker.begin(wish);
        schedule.begin(wish);
        serve();
        return wish.answer();
    }

    private void end(Wish wish) {
        wish.worker().endWish();
        schedule.end(wish);
    }

    synchronized Optional<Reserved> reserveJob(Worker worker, long id) {
        worker.reserves();
        Job job = jobs.get(id);
        if (job == null || job.state() == Job.State.RESERVED) {
            return Optional.empty();
        }
        Reserved reserved = reserve(worker, job);
        serve();
        return Optional.of(reserved);
    }

    synchronized boolean delete(Worker worker, long id) {
        statistics.count("cmd-delete");
        Job job = jobs.get(id);
        if (job == null || job.state() == Job.State.RESERVED && !job.isOwnedBy(worker)) {
            return false;
        }
        job.leave();
        jobs.remove(id);
        memory.release(job.bytes());
        job.tube().countDeleted();
        tubes.forget(job.tube());
        return true;
    }

    private Optional<Job> reserved(Worker worker, long id) {
        return Optional.ofNullable(jobs.get(id)).filter(job -> job.isOwnedBy(worker));
    }

    synchronized boolean release(Worker worker, long id, int pri, int delay) {
        statistics.count("cmd-release");
        Optional<Job> job = reserved(worker, id);
        job.ifPresent(
                found -> {
                    found.release(pri, delay, nowNs());
                    serve();
                });
        return job.isPresent();
    }

    synchronized boolean bury(Worker worker, long id, int pri) {
        statistics.count("cmd-bury");
        Optional<Job> job = reserved(worker, id);
        job.ifPresent(found -> found.bury(pri, ++lastBuried));
        return job.isPresent();
    }

    synchronized boolean touch(Worker worker, long id) {
        statistics.count("cmd-touch");
        Optional<Job> job = reserved(worker, id);
        job.ifPresent(found -> found.touch(nowNs()));
        return job.isPresent();
    }

    synchronized int kick(Worker worker, int bound) {
        statistics.count("cmd-kick");
        Queue tube = worker.used();
        boolean hasBuried = tube.count(Job.State.BURIED) > 0;
        Job.State from = hasBuried ? Job.State.BURIED : Job.State.DELAYED;
        int kicked = 0;
        while (tube.count(from) > 0 && Integer.compareUnsigned(kicked, bound) < 0) {
            tube.first(from).orElseThrow().kick();
            kicked++;
        }
        serve();
        return kicked;
    }

    synchronized boolean kickJob(long id) {
        Job job = jobs.get(id);
        boolean aside =
                job != null
                        && (job.state() == Job.State.BURIED || job.state() == Job.State.DELAYED);
        if (aside) {
            job.kick();
            serve();
        }
        return aside;
    }

    synchronized boolean pause(String name, int delay) {
        statistics.count("cmd-pause-tube");
        Optional<Queue> tube = tubes.find(name);
        tube.ifPresent(
                found -> {
                    found.pause(delay, nowNs());
                    serve();
                });
        return tube.isPresent();
    }

    synchronized Optional<Found> peek(long id) {
        statistics.count("cmd-peek");
        return Optional.ofNullable(jobs.get(id)).map(Store::found);
    }

    synchronized Optional<Found> peek(Worker worker, Job.State state) {
        statistics.count("cmd-peek-" + state.name().toLowerCase(Locale.ROOT));
        return worker.used().first(state).map(Store::found);
    }

    private static Found found(Job job) {
        return new Found(job.id(), job.body());
    }

    // ---- time

    /** Hands out what is due, and sets the alarm for what comes next. */
    private void serve() {
        long nowNs = nowNs();
        for (Optional<Job> due = schedule.dueJob(nowNs);
                due.isPresent();
                due = schedule.dueJob(nowNs)) {
            due(due.get());
        }
        for (Optional<Queue> tube = schedule.next(nowNs);
                tube.isPresent();
                tube = schedule.next(nowNs)) {
            handOut(tube.get());
        }
        for (Optional<Wish> over = schedule.dueWish(nowNs);
                over.isPresent();
                over = schedule.dueWish(nowNs)) {
            end(over.get());
            over.get().answerAt(nowNs);
        }
        alarm.set(schedule.waitNs(nowNs));
    }

    private void due(Job job) {
        if (job.state() == Job.State.DELAYED) {
            job.ready();
        } else {
            statistics.count("job-timeouts");
            job.timeOut();
        }
    }

    private void handOut(Queue tube) {
        Wish wish = tube.firstWaiting().wish().orElseThrow();
        end(wish);
        wish.answer(reserve(wish.worker(), tube.firstReady()));
    }

    private synchronized void due() {
        serve();
    }

    // ---- answers about all

    synchronized Yaml listTubes() {
        statistics.count("cmd-list-tubes");
        return list(tubes.all().stream().map(Queue::name).toList());
    }

    synchronized Tube used(Worker worker) {
        statistics.count("cmd-list-tube-used");
        return new Tube(worker.used().name());
    }

    synchronized Yaml listWatched(Worker worker) {
        statistics.count("cmd-list-tubes-watched");
        return list(worker.watched().stream().map(Queue::name).toList());
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
        return statistics.of(tubes.all(), workers, schedule.waiting(), nowNs());
    }
}
