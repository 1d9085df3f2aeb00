package org.ropewalk.observe;

import java.time.Duration;

/**
 * The last measured state of one loop of a reactor.
 *
 * @param name the name of the loop's thread, or its number before it runs
 * @param lag how long a call from another thread waited for its turn; if one waits longer now, its
 *     time so far
 * @param connections the number of connections of the loop
 * @param timers the number of waiting delayed calls
 * @param waitingCalls the number of waiting calls from other threads
 * @param handshakes the number of TLS handshakes of clients in progress
 */
public record LoopStats(
        String name, Duration lag, int connections, int timers, int waitingCalls, int handshakes) {}
