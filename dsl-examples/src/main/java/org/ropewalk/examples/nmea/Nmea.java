package org.ropewalk.examples.nmea;

import static org.ropewalk.annotation.Terminator.CRLF;
import static org.ropewalk.annotation.Terminator.LF;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Spelling;
import org.ropewalk.annotation.Supplies;
import org.ropewalk.examples.nmea.value.Minutes;
import org.ropewalk.line.Slice;

/** NMEA 0183: fixes and satellites, with a checksum after each sentence. Nothing is received. */
@LineProtocol(
        terminator = {CRLF, LF},
        spelling = Spelling.EXACT,
        datagrams = true)
@Envelope(reply = "${*}*{checksum}")
@Limits(line = 80)
public interface Nmea {
    /** The checksum of a sentence: all its bytes, by exclusive or. */
    @Supplies
    static String checksum(Slice sentence) {
        int sum = 0;
        for (byte b : sentence.toBytes().toByteArray()) {
            sum ^= b;
        }
        return HexFormat.of().withUpperCase().toHexDigits((byte) sum);
    }

    /** What a receiver of satellites sends. */
    @Push
    interface Sentences {
        /** A fix: where the receiver is, and how well that is known. */
        @Reply(
                "{talker:2}GGA,{time},[{latitude}],[{ns}],[{longitude}],[{ew}],{quality},[{satellites}],[{hdop}],[{altitude}],M,[{geoid}],M,[{age}],[{station}]")
        void fix(
                String talker,
                @Format("HHmmss[.SSS][.SS]") LocalTime time,
                Optional<Latitude> latitude,
                Optional<Character> ns,
                Optional<Longitude> longitude,
                Optional<Character> ew,
                int quality,
                OptionalInt satellites,
                Optional<Double> hdop,
                Optional<Double> altitude,
                Optional<Double> geoid,
                Optional<Double> age,
                OptionalInt station);

        /** The recommended minimum: where the receiver is, and where it goes. */
        @Reply(
                "{talker:2}RMC,{time},{valid},[{latitude}],[{ns}],[{longitude}],[{ew}],[{knots}],[{course}],{date},[{variation}],[{side}][,{mode}]")
        void minimum(
                String talker,
                @Format("HHmmss[.SSS][.SS]") LocalTime time,
                char valid,
                Optional<Latitude> latitude,
                Optional<Character> ns,
                Optional<Longitude> longitude,
                Optional<Character> ew,
                Optional<Double> knots,
                Optional<Double> course,
                @Format("ddMMyy") LocalDate date,
                Optional<Double> variation,
                Optional<Character> side,
                Optional<Character> mode);

        /** The satellites that are used, and what their places mean for the precision. */
        @Reply("{talker:2}GSA,{selection},{kind},{satellites*}")
        void active(String talker, char selection, int kind, String satellites);

        /** The satellites that are in view. */
        @Reply("{talker:2}GSV,{total},{index},{inView},{satellites*}")
        void inView(String talker, int total, int index, int inView, String satellites);

        /**
         * Any other sentence: manufacturers' own, and those of which this declaration knows
         * nothing.
         */
        @Reply("{sentence*}")
        void other(String sentence);
    }

    /** A latitude: degrees, and minutes of a degree. */
    @Format("{degrees:2}{minutes}")
    record Latitude(int degrees, Minutes minutes) {}

    /** A longitude: degrees, and minutes of a degree. */
    @Format("{degrees:3}{minutes}")
    record Longitude(int degrees, Minutes minutes) {}
}
