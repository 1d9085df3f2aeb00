package org.ropewalk.examples.beanstalkd;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.beanstalkd.Beanstalkd.OutOfMemory;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.Reactor;

/** The tubes of a store: made when they are used or watched first, forgotten when empty. */
final class Tubes {
    private static final String DEFAULT = "default";

    /** What a tube costs: its object, its sets, its name. */
    private static final int TUBE_BYTES = 1_000;

    /** What it costs that a worker watches a tube. */
    private static final int WATCH_BYTES = 100;

    private final Reactor reactor;
    private final MemoryBudget memory;
    private final Schedule schedule;
    private final int mostWatched;
    private final Map<String, Queue> tubes = new LinkedHashMap<>();

    /** With the default tube, which is never forgotten. */
    Tubes(Reactor reactor, MemoryBudget memory, Schedule schedule, int mostWatched) {
        this.reactor = reactor;
        this.memory = memory;
        this.schedule = schedule;
        this.mostWatched = mostWatched;
        add(DEFAULT);
    }

    private Queue add(String name) {
        Queue tube = new Queue(name, schedule, reactor.nanoTime());
        tubes.put(name, tube);
        return tube;
    }

    /** In the order in which they were made. */
    Collection<Queue> all() {
        return tubes.values();
    }

    Optional<Queue> find(String name) {
        return Optional.ofNullable(tubes.get(name));
    }

    /** A new worker uses and watches the default tube. */
    void come(Worker worker) {
        Queue tube = tubes.get(DEFAULT);
        worker.use(tube);
        tube.using(1);
        worker.watched().add(tube);
        tube.watching(1);
    }

    void go(Worker worker) {
        worker.used().using(-1);
        worker.watched().forEach(tube -> tube.watching(-1));
        // The one that a worker watches in any case is not counted.
        memory.release((worker.watched().size() - 1L) * WATCH_BYTES);
        worker.watched().forEach(this::forget);
        forget(worker.used());
    }

    /** The tube of this name, which is made if there is memory for it. */
    private Queue tube(String name) throws OutOfMemory {
        Queue tube = tubes.get(name);
        if (tube == null) {
            take(TUBE_BYTES);
            tube = add(name);
        }
        return tube;
    }

    private void take(long bytes) throws OutOfMemory {
        if (!memory.reserve(bytes)) {
            throw new OutOfMemory();
        }
    }

    /** Drops a tube if it has no job, no user and no watcher. */
    void forget(Queue tube) {
        if (tube.isForgotten() && !tube.name().equals(DEFAULT) && tubes.remove(tube.name(), tube)) {
            memory.release(TUBE_BYTES);
        }
    }

    void use(Worker worker, String name) throws OutOfMemory {
        Queue next = tube(name);
        Queue before = worker.used();
        before.using(-1);
        worker.use(next);
        next.using(1);
        forget(before);
    }

    /** How many tubes are watched then. */
    int watch(Worker worker, String name) throws OutOfMemory {
        Queue known = tubes.get(name);
        if (known != null && worker.watched().contains(known)) {
            return worker.watched().size();
        }
        if (worker.watched().size() == mostWatched) {
            throw new OutOfMemory();
        }
        take(WATCH_BYTES);
        try {
            Queue tube = tube(name);
            worker.watched().add(tube);
            tube.watching(1);
        } catch (OutOfMemory e) {
            memory.release(WATCH_BYTES);
            throw e;
        }
        return worker.watched().size();
    }

    /** How many tubes are watched then; 0 if it is the last one, which stays. */
    int ignore(Worker worker, String name) {
        Queue tube = tubes.get(name);
        if (tube != null && worker.watched().contains(tube)) {
            if (worker.watched().size() == 1) {
                return 0;
            }
            worker.watched().remove(tube);
            tube.watching(-1);
            memory.release(WATCH_BYTES);
            forget(tube);
        }
        return worker.watched().size();
    }
}
