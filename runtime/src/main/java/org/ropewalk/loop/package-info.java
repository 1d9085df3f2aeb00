/**
 * The event loop: transports and timers, written once over the {@link org.ropewalk.loop.Network}
 * seam at the system call. Ports, connectors and the reactor are in {@code loop.ports}.
 *
 * <p>Two kernels implement the seam, the selector of {@code nio} and the simulated one of {@code
 * testing}; neither is known here. Not exported. Imports {@code reactor}, {@code tls} and {@code
 * telemetry}. Start reading at {@link org.ropewalk.loop.EventLoop}, then {@link
 * org.ropewalk.loop.StreamTransport}.
 */
package org.ropewalk.loop;
