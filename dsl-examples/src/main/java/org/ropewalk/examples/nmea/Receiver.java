package org.ropewalk.examples.nmea;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import org.ropewalk.examples.nmea.Nmea.Sentences;

/** A receiver of satellites on a ship: tells where that is. */
final class Receiver {
    private static final String GPS = "GP";

    private final Clock clock;
    private final Sentences listeners;

    /** A receiver whose sentences go to {@code listeners}. */
    Receiver(Clock clock, Sentences listeners) {
        this.clock = clock;
        this.listeners = listeners;
    }

    /** Sends where the ship is now. */
    void send() {
        LocalDateTime now =
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.SECONDS);
        long seconds = now.toEpochSecond(ZoneOffset.UTC);
        listeners.minimum(
                GPS,
                now.toLocalTime(),
                'A',
                Optional.of(Track.latitude(seconds)),
                Optional.of('N'),
                Optional.of(Track.longitude(seconds)),
                Optional.of('E'),
                Optional.of(Track.knots()),
                Optional.of(Track.course(seconds)),
                now.toLocalDate(),
                Optional.empty(),
                Optional.empty(),
                Optional.of('A'));
        listeners.fix(
                GPS,
                now.toLocalTime(),
                Optional.of(Track.latitude(seconds)),
                Optional.of('N'),
                Optional.of(Track.longitude(seconds)),
                Optional.of('E'),
                1,
                OptionalInt.of(8),
                Optional.of(0.9),
                Optional.of(2.5),
                Optional.of(41.3),
                Optional.empty(),
                OptionalInt.empty());
        listeners.active(GPS, 'A', 3, "04,05,09,12,17,22,24,31,,,,,1.6,0.9,1.3");
    }
}
