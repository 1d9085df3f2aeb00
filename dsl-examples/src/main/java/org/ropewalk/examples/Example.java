package org.ropewalk.examples;

import java.nio.file.Path;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Reactor;

/**
 * A protocol that can be served from the command line.
 *
 * @param name how it is called there
 * @param port where it listens unless an endpoint is given, on the loopback interface
 * @param summary what it is
 * @param hint how to talk to it; {@code HOST} and {@code PORT} are replaced
 * @param factory makes its factory
 */
public record Example(String name, int port, String summary, String hint, Maker factory) {
    /** Where it listens unless something else is said. */
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
