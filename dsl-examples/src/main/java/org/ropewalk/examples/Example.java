package org.ropewalk.examples;

import java.nio.file.Path;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Reactor;

/**
 * A protocol that can be served from the command line.
 *
 * @param name how it is called there
 * @param summary what it is
 * @param hint how to talk to it; {@code HOST} and {@code PORT} are replaced
 * @param factory makes its factory
 */
public record Example(String name, String summary, String hint, Maker factory) {
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
