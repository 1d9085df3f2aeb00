package org.ropewalk.examples;

import java.util.function.Supplier;
import org.ropewalk.reactor.Factory;

/**
 * A protocol that can be served from the command line.
 *
 * @param name how it is called there
 * @param summary what it is
 * @param hint how to talk to it; {@code HOST} and {@code PORT} are replaced
 * @param factory makes its factory, with an empty store
 */
public record Example(String name, String summary, String hint, Supplier<Factory> factory) {}
