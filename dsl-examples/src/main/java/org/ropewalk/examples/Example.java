package org.ropewalk.examples;

import java.nio.file.Path;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Reactor;

/**
 * A protocol that can be served from the command line.
 *
 * @param name its name there
 * @param port where it listens unless an endpoint is given, on the loopback interface
 * @param directory where it keeps files unless a directory is given; empty if it keeps none
 * @param summary one line about it
 * @param hint how to use it; {@code HOST} and {@code PORT} are replaced
 * @param factory makes its factory
 */
public record Example(
        String name, int port, String directory, String summary, String hint, Maker factory) {
    /** One that keeps nothing on disk. */
    public Example(String name, int port, String summary, String hint, Maker factory) {
        this(name, port, "", summary, hint, factory);
    }

    /** Whether it needs a directory. */
    public boolean keepsFiles() {
        return !directory.isEmpty();
    }

    /** Where it listens unless an endpoint is given. */
    public String endpoint() {
        return "tcp:port=" + port + ":interface=127.0.0.1";
    }

    /** Makes a factory. */
    @FunctionalInterface
    public interface Maker {
        /**
         * A factory that {@code reactor} will serve.
         *
         * @param directory where it may keep files
         */
        Factory make(Reactor reactor, Path directory);
    }
}
