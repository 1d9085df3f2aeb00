package org.ropewalk.it.language;

import java.util.List;
import java.util.Locale;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Supplies;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** Lines with a value that is computed from them, as in NMEA 0183. */
interface Sentences {
    /** The exclusive or of all bytes. */
    static String sum(Slice line) {
        int sum = 0;
        for (byte one : line.toBytes().toByteArray()) {
            sum ^= one;
        }
        return String.format(Locale.ROOT, "%02X", sum & 0xFF);
    }

    /** Nothing but pushes: there is no command. */
    @LineProtocol(terminator = Terminator.CRLF_OR_LF)
    @Envelope(reply = "${*}*{checksum}")
    interface Receiver {
        /** What stands behind each line. */
        @Supplies
        static String checksum(Slice line) {
            return sum(line);
        }

        /** What is pushed. */
        @Push
        interface Positions {
            /** A time. */
            @Reply("GPZDA,{time},{day},{month},{year},00,00")
            void time(String time, int day, int month, int year);

            /** Any other. */
            @Reply("{sentence*}")
            void other(String sentence);
        }
    }

    /** In both directions. */
    @LineProtocol
    @Envelope(command = "{*}~{check}", reply = "<{*}|{check}")
    @Errors(malformed = @Reply("BAD {'{message}'}"), unknown = @Reply("UNKNOWN"))
    interface Both {
        /** What stands behind each line. */
        @Supplies
        static String check(Slice line) {
            return sum(line);
        }

        /** A text. */
        @Command("ECHO {text*}")
        @Reply("{*}")
        String echo(String text);

        /** A constant. */
        @Command("PING")
        @Reply("PONG")
        void ping();

        /** Lines. */
        @Command("LIST {words...}")
        @Reply(each = "{*}", end = "END")
        List<String> list(List<String> words);

        /** Bytes. */
        @Command("PUT {data.length}")
        Got put(@Payload(trailer = Payload.Trailer.NONE) Bytes data);
    }

    /** Bytes. */
    @Reply("GOT {data.length}")
    record Got(@Payload(trailer = Payload.Trailer.NONE) Bytes data) {}
}
