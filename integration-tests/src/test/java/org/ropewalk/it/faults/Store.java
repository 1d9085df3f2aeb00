package org.ropewalk.it.faults;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Separator;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.PayloadStream;

/** A small protocol whose commands have payloads of each kind, in two states. */
@LineProtocol(initial = Store.Open.class, separator = Separator.BLANKS)
@Errors(
        unknown = @Reply("-UNKNOWN"),
        misplaced = @Reply("-MISPLACED"),
        usage = @Reply("-USAGE"),
        malformed = @Reply("-MALFORMED"),
        tooLong = @Reply("-LONG"))
@Limits(line = 40, lineDiscard = 1000, payload = 100, payloadDiscard = 200)
interface Store {
    /** Where payloads are taken. */
    interface Open extends Store {
        /** Lines until a dot. */
        @Command("PUT {n}")
        @Reply("+PUT {n} {}")
        int put(int n, @Payload(Payload.Framing.DOTTED) Bytes text);

        /** Lines until a dot, as they come. */
        @Command("STREAM {n}")
        @Reply("+STREAM {n}")
        CompletionStage<Void> stream(int n, @Payload(Payload.Framing.DOTTED) PayloadStream text);

        /** Lines until a line. */
        @Command("TEXT {n}")
        @Reply("+TEXT {n} {}")
        int text(int n, @Payload(value = Payload.Framing.UNTIL, until = "END") Bytes text);

        /** Everything. */
        @Command("POUR {n}")
        @Reply("+POUR {n} {}")
        int pour(int n, @Payload(Payload.Framing.UNTIL_CLOSE) Bytes all);

        /** Counted bytes, at one of two places. */
        @Command({"SET {n} {data.length}", "LOAD {data.length} {n}"})
        @Reply("+SET {n} {}")
        int set(int n, @Payload Bytes data);

        /** Counted bytes, as the last word says. */
        @Command("PUB {n}[ {reply}] {data.length}")
        @Reply("+PUB {n} {}")
        int pub(int n, Optional<String> reply, @Payload Bytes data);

        /** Counted bytes, as the last word says, behind a list. */
        @Command("ADD {numbers...} {data.length}")
        @Reply("+ADD {}")
        int add(List<Integer> numbers, @Payload Bytes data);

        /** With a text, or without. */
        @Command("MIX {n} {m}")
        @Reply("+MIX")
        void mix(int n, int m);

        /** With a text, or without. */
        @Command("MIX {n}")
        @Reply("+MIXED")
        void mixed(int n, @Payload(Payload.Framing.DOTTED) Bytes text);

        /** No longer than some bytes. */
        @Command("SHORT {n}")
        @Limits(line = 10)
        @Reply("+SHORT {n}")
        void brief(int n, @Payload(Payload.Framing.DOTTED) Bytes text);

        /** Leads to the other state. */
        @Command("SHUT")
        @Reply("+SHUT")
        Shut shut();
    }

    /** Where none are. */
    interface Shut extends Store {
        /** Back. */
        @Command("OPEN")
        @Reply("+OPEN")
        Open open();
    }

    /** What must never run. */
    @Command("DELETE {name}")
    @Reply("+DELETED {name}")
    void delete(String name);
}
