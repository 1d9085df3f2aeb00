package org.ropewalk.examples.gearman;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;

/** The functions of a server without workers. Any thread. */
final class Functions implements Gearman {
    private static final String VERSION = "1.1.19";

    /** Functions that clients may make. */
    private static final int MOST = 1_000;

    private final ConcurrentSkipListMap<String, OptionalInt> bounds = new ConcurrentSkipListMap<>();

    Functions(String first) {
        bounds.put(first, OptionalInt.empty());
    }

    @Override
    public List<Status> status() {
        return bounds.keySet().stream().map(name -> new Status(name, 0, 0, 0)).toList();
    }

    @Override
    public List<Worker> workers() {
        return List.of();
    }

    @Override
    public List<Job> jobs() {
        return List.of();
    }

    @Override
    public List<String> uniqueJobs() {
        return List.of();
    }

    @Override
    public void cancel(String handle) throws Refused {
        throw new Refused("UNKNOWN_JOB", "job+not+found");
    }

    @Override
    public List<Priorities> priorities() {
        return bounds.keySet().stream().map(name -> new Priorities(name, 0, 0, 0, 0)).toList();
    }

    @Override
    public void create(String function) throws Refused {
        if (bounds.size() >= MOST && !bounds.containsKey(function)) {
            throw new Refused("TOO_MANY", "Too+many+functions");
        }
        bounds.putIfAbsent(function, OptionalInt.empty());
    }

    @Override
    public void drop(String function) throws Refused {
        if (bounds.remove(function) == null) {
            throw new Refused("NOT_FOUND", "function+not+found");
        }
    }

    @Override
    public void maxQueue(String function, OptionalInt most) {
        bounds.computeIfPresent(function, (name, before) -> most);
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public String verbose() {
        return "ERROR";
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public void shutdown(boolean graceful) {}
}
