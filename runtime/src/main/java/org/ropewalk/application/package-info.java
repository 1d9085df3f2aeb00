/**
 * The parts of a whole program: services that start and stop together, and the daemon that runs
 * them.
 *
 * <p>Start with {@link org.ropewalk.application.Daemon}; services of one's own extend {@link
 * org.ropewalk.application.Service}. Imports {@code nio}, {@code client} and {@code reactor}.
 */
@NullMarked
package org.ropewalk.application;

import org.jspecify.annotations.NullMarked;
