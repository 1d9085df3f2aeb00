package org.ropewalk.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/** A daemon on a thread of its own, which greets each client with "hello". */
final class RunningDaemon {
    static final String ANY_PORT = "tcp:port=0:interface=127.0.0.1";

    private final CompletableFuture<Reactor> reactor = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final Said said = new Said();

    /** What it prints, line by line. */
    private static final class Said extends ByteArrayOutputStream {
        synchronized List<String> lines() {
            return toString(UTF_8).lines().toList();
        }

        @Override
        public synchronized void flush() {
            notifyAll();
        }

        synchronized String await(String word) throws InterruptedException {
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (System.nanoTime() < giveUp) {
                for (String line : lines()) {
                    if (line.contains(word)) {
                        return line;
                    }
                }
                wait(100);
            }
            throw new AssertionError(word + " was not said: " + lines());
        }
    }

    /** Says "hello" and goes on. */
    private static final class Greeting extends Protocol {
        @Override
        protected void connectionMade() {
            transport().write("hello".getBytes(UTF_8));
        }
    }

    static RunningDaemon start(UnaryOperator<Daemon> settings, String... endpoints) {
        RunningDaemon running = new RunningDaemon();
        Daemon daemon =
                settings.apply(Daemon.serving("probe", running::factory))
                        .says(new PrintStream(running.said, true, UTF_8));
        new Thread(() -> running.exit.complete(daemon.run(endpoints))).start();
        return running;
    }

    private Factory factory(Reactor loop) {
        reactor.complete(loop);
        return Factory.forProtocol(Greeting::new);
    }

    Reactor reactor() {
        return reactor.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** The port in the line that has {@code word}. */
    int port(String word) throws InterruptedException {
        String line = said.await(word);
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    String await(String word) throws InterruptedException {
        return said.await(word);
    }

    int exit() {
        return exit.orTimeout(20, TimeUnit.SECONDS).join();
    }

    List<String> said() {
        return said.lines();
    }
}
