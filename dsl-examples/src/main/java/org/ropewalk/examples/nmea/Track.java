package org.ropewalk.examples.nmea;

import org.ropewalk.examples.nmea.Nmea.Latitude;
import org.ropewalk.examples.nmea.Nmea.Longitude;
import org.ropewalk.examples.nmea.value.Minutes;

/** The track of a ship that goes round a point, one nautical mile away from it. */
final class Track {
    /** Seconds of one round. */
    static final int ROUND_SECONDS = 1_200;

    /** Minutes of the point: 54° 20' N, 10° 15' E. One minute of latitude is a nautical mile. */
    private static final double NORTH_MINUTES = 54 * 60 + 20;

    private static final double EAST_MINUTES = 10 * 60 + 15;

    private static final int MINUTES_PER_DEGREE = 60;
    private static final int UNITS_PER_MINUTE = 10_000;
    private static final int DIGITS = 4;
    private static final double QUARTER = 90;
    private static final double WHOLE = 360;
    private static final int SECONDS_PER_HOUR = 3_600;

    private Track() {}

    /** The latitude after so many seconds. */
    static Latitude latitude(long seconds) {
        double minutes = NORTH_MINUTES + Math.cos(Math.toRadians(bearing(seconds)));
        long units = Math.round(minutes * UNITS_PER_MINUTE);
        return new Latitude(degrees(units), minutes(units));
    }

    /** The longitude after so many seconds. */
    static Longitude longitude(long seconds) {
        double width = Math.cos(Math.toRadians(NORTH_MINUTES / MINUTES_PER_DEGREE));
        double minutes = EAST_MINUTES + Math.sin(Math.toRadians(bearing(seconds))) / width;
        long units = Math.round(minutes * UNITS_PER_MINUTE);
        return new Longitude(degrees(units), minutes(units));
    }

    /** Where the ship goes, in degrees from north. */
    static double course(long seconds) {
        double course = (bearing(seconds) + QUARTER) % WHOLE;
        return Math.round(course * 10) / 10.0;
    }

    /** How fast the ship goes, in nautical miles an hour. */
    static double knots() {
        double knots = 2 * Math.PI * SECONDS_PER_HOUR / ROUND_SECONDS;
        return Math.round(knots * 10) / 10.0;
    }

    /** Where the ship is, as seen from the point, in degrees from north. */
    private static double bearing(long seconds) {
        return WHOLE * Math.floorMod(seconds, ROUND_SECONDS) / ROUND_SECONDS;
    }

    private static int degrees(long units) {
        return (int) (units / (MINUTES_PER_DEGREE * UNITS_PER_MINUTE));
    }

    private static Minutes minutes(long units) {
        return Minutes.of(units % (MINUTES_PER_DEGREE * UNITS_PER_MINUTE), DIGITS);
    }
}
