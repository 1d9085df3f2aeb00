package org.ropewalk.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.function.ToDoubleFunction;

/** Every metric: its name and what it means. The table of the guide is checked against it. */
enum Metric {
    COMMANDS("ropewalk.commands", "Commands of servers and calls of clients that have ended"),
    COMMANDS_QUEUE(
            "ropewalk.commands.queue", "How long commands waited for their handler, or to be sent"),
    COMMANDS_ACTIVE("ropewalk.commands.active", "Commands and calls that have not ended"),
    COMMAND_BYTES("ropewalk.command.bytes", "Bytes of commands and replies of servers"),
    CONNECTIONS("ropewalk.connections", "Connections that have ended"),
    CONNECTIONS_ACTIVE("ropewalk.connections.active", "Connections that are open"),
    HANDSHAKES("ropewalk.tls.handshakes", "TLS handshakes that have ended"),
    CONNECTS("ropewalk.client.connects", "Attempts of clients to connect that have ended"),
    SERVER_CONNECTIONS("ropewalk.server.connections", "Connections that a server has"),
    SERVER_CONNECTIONS_LIMIT(
            "ropewalk.server.connections.limit", "Connections that a server may have"),
    SERVER_OVERLOADED(
            "ropewalk.server.overloaded", "1 while idle connections end sooner, 0 otherwise"),
    SERVER_ERRORS("ropewalk.server.errors", "Error replies that a server has sent"),
    LOOP_LAG("ropewalk.loop.lag", "How long a call from another thread waits for its turn"),
    LOOP_CONNECTIONS("ropewalk.loop.connections", "Connections that a loop serves"),
    LOOP_TIMERS("ropewalk.loop.timers", "Delayed calls that wait for their time"),
    LOOP_CALLS("ropewalk.loop.calls", "Calls from other threads that wait for their turn"),
    LOOP_HANDSHAKES("ropewalk.loop.handshakes", "TLS handshakes that are under way"),
    LOOP_BLOCKED("ropewalk.loop.blocked", "Calls that kept a loop busy for two seconds or more"),
    POOL_WAITING("ropewalk.pool.waiting", "Tasks that wait for a thread of a pool"),
    CERTIFICATE_EXPIRY("ropewalk.tls.certificate.expiry", "Time until a certificate expires");

    private final String meter;
    private final String meaning;

    Metric(String meter, String meaning) {
        this.meter = meter;
        this.meaning = meaning;
    }

    String meter() {
        return meter;
    }

    String meaning() {
        return meaning;
    }

    Timer timer(MeterRegistry registry, Tags tags) {
        return Timer.builder(meter).description(meaning).tags(tags).register(registry);
    }

    Counter counter(MeterRegistry registry, Tags tags) {
        return Counter.builder(meter).description(meaning).tags(tags).register(registry);
    }

    /** A gauge of what {@code object} has now, which is not kept from being collected. */
    <T> void gauge(MeterRegistry registry, Tags tags, T object, ToDoubleFunction<T> value) {
        Gauge.builder(meter, object, value).description(meaning).tags(tags).register(registry);
    }
}
