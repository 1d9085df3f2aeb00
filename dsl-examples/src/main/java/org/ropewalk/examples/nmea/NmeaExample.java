package org.ropewalk.examples.nmea;

import java.time.Clock;
import java.time.Duration;
import org.ropewalk.examples.Example;
import org.ropewalk.reactor.LoopingCall;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Group;

/** NMEA 0183, as an example. */
public final class NmeaExample {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private NmeaExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "nmea",
                10110,
                "NMEA 0183: the position of a ship that is simulated, each second",
                "try: nc HOST PORT, or gpsd -N tcp://HOST:PORT",
                (reactor, directory) -> factory(reactor, Clock.systemUTC()));
    }

    /** A factory whose connections get the position at the time of {@code clock}. */
    public static NmeaFactory factory(Reactor reactor, Clock clock) {
        Group listeners = new Group();
        Receiver receiver = new Receiver(clock, NmeaPushes.to(listeners));
        LoopingCall.of(reactor, receiver::send).start(EVERY, true);
        return new NmeaFactory(
                peer -> {
                    listeners.add(peer);
                    return new Nmea() {};
                });
    }
}
