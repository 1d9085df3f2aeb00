package org.ropewalk.it.faults;

import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.StartTls;
import org.ropewalk.line.Bytes;

/** A small protocol whose states have commands of one verb. */
@LineProtocol(initial = Doors.Outside.class, separator = Separator.BLANKS)
@Errors(
        unknown = @Reply("-UNKNOWN"),
        misplaced = @Reply("-MISPLACED"),
        unavailable = @Reply("-UNAVAILABLE"),
        usage = @Reply("-USAGE {'{usage}'}"),
        malformed = @Reply("-MALFORMED {'{message}'}"))
interface Doors {
    /** Where a name is told. */
    interface Outside extends Doors {
        /** The first of two steps. */
        @Command("AUTH USER {name}")
        @Reply("+USER {name}")
        Named user(String name);

        /** One of two commands with this verb. */
        @Command("SHOW ALL")
        @Reply("+ALL")
        void all();

        /** The other one. */
        @Command("SHOW {number}")
        @Reply("+SHOW {number}")
        void show(int number);

        /** Not offered without TLS. */
        @Command("STARTTLS")
        @Reply("+TLS")
        @StartTls
        void startTls();
    }

    /** Where a password is told. */
    interface Named extends Doors {
        /** The second of two steps. */
        @Command("AUTH PASS {password}")
        @Reply("+PASS")
        @Errors(misplaced = @Reply("-USER FIRST"))
        Outside pass(String password);

        /** A command with a payload. */
        @Command("SHOW TEXT {text.length}")
        @Reply("+TEXT")
        void text(@Payload Bytes text);

        /** As outside, by another method. */
        @Command("SHOW {number}[ {times}]")
        @Reply("+TIMES {number}")
        void times(int number, Optional<Integer> times);
    }
}
