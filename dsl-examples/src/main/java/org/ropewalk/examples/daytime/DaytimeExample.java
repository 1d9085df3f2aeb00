package org.ropewalk.examples.daytime;

import java.time.Clock;
import org.ropewalk.examples.Example;
import org.ropewalk.examples.value.Times;

/** Daytime, as an example. */
public final class DaytimeExample {
    private DaytimeExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "daytime",
                1313,
                "sends the time to each client",
                "try: nc HOST PORT",
                (reactor, directory) -> factory(Clock.systemDefaultZone()));
    }

    /** A factory that sends the time of {@code clock}. */
    public static DaytimeFactory factory(Clock clock) {
        return new DaytimeFactory(peer -> () -> Times.rfc1123(clock));
    }
}
