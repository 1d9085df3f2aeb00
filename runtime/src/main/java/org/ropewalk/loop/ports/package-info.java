/**
 * A reactor over event loops: its life, its ports and connectors, and what endpoint strings mean.
 *
 * <p>Start with {@link org.ropewalk.loop.ports.LoopReactor}, which hands each request to the object
 * that serves it. Imports {@code loop}, {@code reactor}, {@code endpoint} and {@code tls}; nothing
 * in {@code loop} imports this package. Not exported.
 */
package org.ropewalk.loop.ports;
