package org.ropewalk.examples.beanstalkd;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.ropewalk.line.Bytes;

/** One client: the tube it uses, those it watches, the jobs it has. */
final class Worker implements Beanstalkd {
    private final Store store;
    private final Set<Queue> watched = new LinkedHashSet<>();
    private final NavigableSet<Job> reserved = new TreeSet<>(Queue.EARLY);
    private Queue used;

    /** Null if it waits for no job. Guarded by the store, as all of this. */
    private Wish wish;

    private boolean producer;
    private boolean worker;
    private boolean ended;

    Worker(Store store) {
        this.store = store;
        store.come(this);
    }

    // ---- what the store asks

    Queue used() {
        return used;
    }

    void use(Queue tube) {
        used = tube;
    }

    /** The tubes that it watches, in the order in which it began to. */
    Set<Queue> watched() {
        return watched;
    }

    /** Its jobs; the one that times out first is the first. */
    List<Job> reserved() {
        return List.copyOf(reserved);
    }

    /** When the first of its jobs times out; {@link Wish#NEVER_NS} if it has none. */
    long nextTimeoutNs() {
        return reserved.isEmpty() ? Wish.NEVER_NS : reserved.first().deadlineNs();
    }

    void took(Job job) {
        reserved.add(job);
    }

    void left(Job job) {
        reserved.remove(job);
    }

    Optional<Wish> wish() {
        return Optional.ofNullable(wish);
    }

    void begin(Wish newWish) {
        wish = newWish;
        watched.forEach(tube -> tube.await(this));
    }

    void endWish() {
        wish = null;
        watched.forEach(tube -> tube.leave(this));
    }

    void puts() {
        producer = true;
    }

    boolean isProducer() {
        return producer;
    }

    void reserves() {
        worker = true;
    }

    boolean isWorker() {
        return worker;
    }

    // ---- what the client asks

    @Override
    public void gone() {
        end();
    }

    private void end() {
        if (!ended) {
            ended = true;
            store.go(this);
        }
    }

    @Override
    public Put put(int pri, int delay, int ttr, Bytes body) throws OutOfMemory {
        return store.put(this, pri, delay, ttr, body);
    }

    @Override
    public void putWithoutNumbers(String pri, String delay, String ttr, String length) {}

    @Override
    public Tube use(Tube tube) throws OutOfMemory {
        store.use(this, tube.name());
        return tube;
    }

    @Override
    public CompletionStage<Reservation> reserve() {
        return store.reserve(this);
    }

    @Override
    public CompletionStage<Reservation> reserve(int seconds) {
        return store.reserve(this, seconds);
    }

    @Override
    public Reserved reserveJob(long id) throws NotFound {
        return NotFound.unless(store.reserveJob(this, id));
    }

    @Override
    public void delete(long id) throws NotFound {
        found(store.delete(this, id));
    }

    @Override
    public void release(long id, int pri, int delay) throws NotFound {
        found(store.release(this, id, pri, delay));
    }

    @Override
    public void bury(long id, int pri) throws NotFound {
        found(store.bury(this, id, pri));
    }

    @Override
    public void touch(long id) throws NotFound {
        found(store.touch(this, id));
    }

    @Override
    public int watch(Tube tube) throws OutOfMemory {
        return store.watch(this, tube.name());
    }

    @Override
    public int ignore(Tube tube) throws NotIgnored {
        int left = store.ignore(this, tube.name());
        if (left == 0) {
            throw new NotIgnored();
        }
        return left;
    }

    @Override
    public Found peek(long id) throws NotFound {
        return NotFound.unless(store.peek(id));
    }

    @Override
    public Found peekReady() throws NotFound {
        return NotFound.unless(store.peek(this, Job.State.READY));
    }

    @Override
    public Found peekDelayed() throws NotFound {
        return NotFound.unless(store.peek(this, Job.State.DELAYED));
    }

    @Override
    public Found peekBuried() throws NotFound {
        return NotFound.unless(store.peek(this, Job.State.BURIED));
    }

    @Override
    public int kick(int bound) {
        return store.kick(this, bound);
    }

    @Override
    public void kickJob(long id) throws NotFound {
        found(store.kickJob(id));
    }

    @Override
    public Yaml statsJob(long id) throws NotFound {
        return NotFound.unless(store.statsJob(id));
    }

    @Override
    public Yaml statsTube(Tube tube) throws NotFound {
        return NotFound.unless(store.statsTube(tube.name()));
    }

    @Override
    public Yaml stats() {
        return store.stats();
    }

    @Override
    public Yaml listTubes() {
        return store.listTubes();
    }

    @Override
    public Tube listTubeUsed() {
        return store.used(this);
    }

    @Override
    public Yaml listTubesWatched() {
        return store.listWatched(this);
    }

    @Override
    public void pauseTube(Tube tube, int delay) throws NotFound {
        found(store.pause(tube.name(), delay));
    }

    /** The jobs are released at once, not when the client has closed its side too. */
    @Override
    public void quit() {
        end();
    }

    private static void found(boolean found) throws NotFound {
        if (!found) {
            throw new NotFound();
        }
    }
}
