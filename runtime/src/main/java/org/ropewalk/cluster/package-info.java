/**
 * Several servers that act as one: messages to all of them, and names that only one of them holds.
 * Imports {@code line} and {@code reactor}; start with {@link org.ropewalk.cluster.Broadcast}. An
 * engine is an implementation of {@link org.ropewalk.cluster.EngineProvider} on the class path.
 */
@NullMarked
package org.ropewalk.cluster;

import org.jspecify.annotations.NullMarked;
