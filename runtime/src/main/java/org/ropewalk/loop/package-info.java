/**
 * The event loop: transports and timers, written once over the {@link org.ropewalk.loop.Network}
 * seam at the system call. Ports, connectors and the reactor are in {@code loop.ports}.
 *
 * <p>A connection is a {@code LoopConnection}, which has its life and its deadline, and, as its
 * subclass, a {@code StreamTransport}, which moves bytes between socket and protocol in turns
 * ({@code ProtocolTurns}). A {@code StreamFlow} is made when something must be kept: it has the
 * {@code StreamInput} that was not shown, the {@code StreamOutput} that was not taken (with TLS),
 * and the {@code StreamClose} that was asked for. These parts know the {@code LoopConnection} only.
 *
 * <p>Two kernels implement the seam, the selector of {@code nio} and the simulated one of {@code
 * testing}; neither is known here. Not exported. Imports {@code reactor}, {@code tls} and {@code
 * telemetry}. Start reading at {@link org.ropewalk.loop.EventLoop}, then {@link
 * org.ropewalk.loop.StreamTransport}.
 */
package org.ropewalk.loop;
