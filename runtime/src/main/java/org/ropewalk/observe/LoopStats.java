package org.ropewalk.observe;

import java.time.Duration;

/**
 * The state of one loop of a reactor, as it was measured last.
 *
 * @param name the name of the loop's thread, or of its place among the loops before it runs
 * @param lag how long a call from another thread waited for its turn; while one waits longer than
 *     that, how long it has waited so far
 * @param connections how many connections the loop serves
 * @param timers how many delayed calls wait for their time
 * @param waitingCalls how many calls from other threads wait for their turn
 * @param handshakes how many TLS handshakes of clients are under way
 */
public record LoopStats(
        String name, Duration lag, int connections, int timers, int waitingCalls, int handshakes) {}
