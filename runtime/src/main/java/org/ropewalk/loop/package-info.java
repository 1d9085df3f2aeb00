/**
 * The event loop, timers, transports, ports and connectors: everything that moves bytes and time,
 * written once over {@link org.ropewalk.loop.Network}.
 *
 * <p>Not exported: programs see the interfaces of {@code reactor}, which this package implements
 * for whichever kernel ({@code nio}, or {@code testing}'s memory) stands below. May import {@code
 * reactor}, {@code endpoint}, {@code tls} and {@code telemetry}. Start reading at {@link
 * org.ropewalk.loop.EventLoop}, then {@link org.ropewalk.loop.StreamTransport}.
 */
package org.ropewalk.loop;
