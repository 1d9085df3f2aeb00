package org.ropewalk.it.faults;

import java.util.List;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** Protocols whose servers were written by others, and answer what is not declared. */
interface Foreign {
    /** Replies in order, with codes, as those of NNTP and FTP. */
    @LineProtocol
    @Errors(
            unknown = @Reply("500 {'unknown'}"),
            refusals = {"4{*}", "5{*}"})
    interface Coded {
        /** What the server says first. */
        @OnConnect
        @Reply("200 {*}")
        String greeting();

        /** One line. */
        @Command("DATE")
        @Reply("111 {date}")
        Date date();

        /** A head, items, an end. */
        @Command("LIST")
        @Reply(value = "215 {'list'}", each = "> {*}", end = "299 {'end'}")
        List<String> list();

        /** A line that announces a payload. */
        @Command("BODY {number}")
        @Reply("222 {number}")
        @Payload(Payload.Framing.DOTTED)
        Bytes body(int number) throws Missing;

        /** No line, unless something is wrong. */
        @Command("SLAVE")
        @Errors(refusals = "NO {*}")
        void slave();

        /** One line of this command's own refusals. */
        @Command("MODE")
        @Reply("203 {'mode'}")
        @Errors(refusals = "NO {*}")
        void mode();

        /** What others have sent. */
        @Push
        interface News {
            /** A line. */
            @Reply("100 {text*}")
            void news(String text);
        }
    }

    /** Replies of several lines, as those of FTP. */
    @LineProtocol(continued = "-")
    @Errors(refusals = {"4{*}", "5{*}"})
    interface Marked {
        /** One line. */
        @Command("DATE")
        @Reply("111 {date}")
        Date date();
    }

    /** Pushes and replies with payloads. */
    @LineProtocol
    @Limits(replyLine = 40, payload = 20, payloadDiscard = 100)
    interface Mailed {
        /** One line. */
        @Command("DATE")
        @Reply("111 {date}")
        Date date();

        /** A payload that a line ends. */
        @Command("BODY")
        @Reply("222 {'follows'}")
        @Payload(Payload.Framing.DOTTED)
        Bytes body();

        /** Items with payloads. */
        @Command("FETCH")
        @Reply(each = "ITEM {name} {data.length}", end = "END")
        List<Item> fetch();

        /** An item. */
        record Item(String name, @Payload Bytes data) {}

        /** What others have sent. */
        @Push
        interface Mails {
            /** A line and a payload. */
            @Reply("MAIL {name} {text.length}")
            void mail(String name, @Payload Bytes text);
        }
    }

    /** The time. */
    record Date(long date) {}

    /** There is none. */
    @Reply("430 {message*}")
    final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        /** There is none. */
        public Missing(String message) {
            super(message);
        }
    }

    /** Replies in any order. */
    @LineProtocol(order = Order.TAGGED)
    @Envelope(command = "{tag} {*}", reply = "{tag} {*}", other = "{tag} {*}")
    @Errors(
            unknown = @Reply("BAD {'unknown'}"),
            refusals = {"NO{*}", "BAD {*}"})
    interface Tagged {
        /** One line. */
        @Command("NOOP")
        @Reply("OK")
        void noop();

        /** Items and an end. */
        @Command("LIST")
        @Reply(each = "ITEM {*}", end = "OK")
        List<String> list();
    }
}
