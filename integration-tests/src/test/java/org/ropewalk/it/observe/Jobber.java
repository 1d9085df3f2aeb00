package org.ropewalk.it.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.line.Bytes;

/** Serves {@link Jobs}: the job {@code gone} is missing, {@code bad} fails. */
class Jobber implements Jobs {
    /** The jobs that run, in their order. */
    final List<CompletableFuture<Integer>> running = new ArrayList<>();

    private static String checked(String name) throws Missing {
        if (name.equals("gone")) {
            throw new Missing(name);
        } else if (name.equals("bad")) {
            throw new IllegalStateException("a bad job");
        }
        return name;
    }

    @Override
    public String get(String name) throws Missing {
        return checked(name) + "!";
    }

    @Override
    public void put(String name, Bytes data, boolean noreply) {}

    @Override
    public CompletableFuture<Integer> run(String name) throws Missing {
        checked(name);
        CompletableFuture<Integer> result = new CompletableFuture<>();
        running.add(result);
        return result;
    }

    @Override
    public int runTwice(String name, int times) {
        return times;
    }

    @Override
    public void pause(String name) throws Missing {
        checked(name);
    }

    @Override
    public void startTls() {}

    @Override
    public void quit() {}
}
